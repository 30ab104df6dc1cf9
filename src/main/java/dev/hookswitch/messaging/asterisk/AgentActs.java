package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.LineCalls;
import dev.hookswitch.messaging.asterisk.AgentWatch.Member;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Entering queues, leaving them, pausing in them (asterisk.md §6.7). What Asterisk took counts at
 * once; its event comes a moment later, and says the same.
 */
final class AgentActs {
  private final Line line;
  private final LineParameters parameters;
  private final AgentWatch agent;
  private final Pbx pbx;

  AgentActs(Line line, LineParameters parameters, AgentWatch agent, Pbx pbx) {
    this.line = line;
    this.parameters = parameters;
    this.agent = agent;
    this.pbx = pbx;
  }

  /** A pause needs a queue: outside of them the status is remembered for the next one. */
  CompletionStage<Outcome> set(AgentState wanted) {
    if (!wanted.isOfferedBy(AgentWatch.MENU)) {
      return LineCalls.refused(Reason.INVALID, wanted.code());
    }
    agent.remembers(wanted);
    return each(agent.memberships().keySet().stream(), queue -> pauses(queue, wanted));
  }

  CompletionStage<Outcome> change(CallCentre wanted) {
    AgentState status = agent.state();
    return switch (wanted) {
      case IN -> each(parameters.queues().stream(), queue -> enters(queue, status));
      case OUT -> each(agent.memberships().keySet().stream(), this::leaves);
    };
  }

  /** In every queue; the first refusal is told, and the others are tried all the same. */
  private static CompletionStage<Outcome> each(
      Stream<String> queues, Function<String, CompletionStage<Outcome>> step) {
    return queues
        .map(step)
        .reduce(
            LineCalls.accepted(),
            (before, now) ->
                before.thenCombine(
                    now, (first, second) -> first instanceof Outcome.Accepted ? second : first));
  }

  private CompletionStage<Outcome> enters(String queue, AgentState status) {
    if (agent.in(queue) != null) {
      return LineCalls.accepted();
    }
    boolean away = !status.code().equals(AgentWatch.READY);
    return pbx.send(
            AmiAction.of("QueueAdd")
                .with("Queue", queue)
                .with("Interface", parameters.device())
                .with("StateInterface", parameters.device())
                .with("MemberName", line.name().replaceAll("\\p{Cntrl}", " "))
                .with("Paused", String.valueOf(away)))
        .thenCompose(reply -> {
          if (!(reply instanceof AmiReply.Done)) {
            return CompletableFuture.completedFuture(reply.outcome());
          }
          agent.is(queue, new Member(parameters.device(), away, status.reason()));
          return status.reason().isEmpty() ? LineCalls.accepted() : pauses(queue, status);
        });
  }

  private CompletionStage<Outcome> pauses(String queue, AgentState wanted) {
    Member member = agent.in(queue);
    if (member == null) {
      return LineCalls.accepted();
    }
    boolean away = !wanted.code().equals(AgentWatch.READY);
    AmiAction action =
        AmiAction.of("QueuePause")
            .with("Queue", queue)
            .with("Interface", member.member())
            .with("Paused", String.valueOf(away));
    if (!wanted.reason().isEmpty()) {
      action.with("Reason", wanted.reason().replaceAll("\\p{Cntrl}", " "));
    }
    return pbx.send(action)
        .thenApply(reply -> {
          if (reply instanceof AmiReply.Done) {
            agent.is(queue, new Member(member.member(), away, wanted.reason()));
          }
          return reply.outcome();
        });
  }

  /** A member that is fixed in queues.conf cannot leave, which Asterisk says in its own words. */
  private CompletionStage<Outcome> leaves(String queue) {
    Member member = agent.in(queue);
    if (member == null) {
      return LineCalls.accepted();
    }
    return pbx.send(
            AmiAction.of("QueueRemove").with("Queue", queue).with("Interface", member.member()))
        .thenApply(reply -> {
          if (reply instanceof AmiReply.Done) {
            agent.leaves(queue);
          }
          return reply.outcome();
        });
  }
}
