package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.LineCalls;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Logging in to queues, pausing, logging out (asterisk.md §6.7). */
final class AgentActs {
  private static final String NOT_DYNAMIC = "Member not dynamic";

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

  CompletionStage<Outcome> set(AgentState wanted) {
    if (!wanted.isOfferedBy(AgentWatch.MENU)) {
      return LineCalls.refused(Reason.INVALID, wanted.code());
    }
    return switch (wanted.code()) {
      case AgentWatch.READY -> each(queue -> joins(queue, _ -> pauses(queue, false, "")));
      case AgentWatch.AWAY ->
          each(queue -> joins(queue, _ -> pauses(queue, true, wanted.reason())));
      default -> each(this::leaves);
    };
  }

  /** In every queue; the first refusal is told, and the others are tried all the same. */
  private CompletionStage<Outcome> each(Function<String, CompletionStage<Outcome>> step) {
    CompletionStage<Outcome> all = LineCalls.accepted();
    for (String queue : parameters.queues()) {
      all =
          all.thenCombine(
              step.apply(queue),
              (before, now) -> before instanceof Outcome.Accepted ? now : before);
    }
    return all;
  }

  private CompletionStage<Outcome> joins(
      String queue, Function<Outcome, CompletionStage<Outcome>> then) {
    if (agent.isIn(queue)) {
      return then.apply(Outcome.ACCEPTED);
    }
    return pbx.send(
            AmiAction.of("QueueAdd")
                .with("Queue", queue)
                .with("Interface", parameters.device())
                .with("StateInterface", parameters.device())
                .with("MemberName", line.name().replaceAll("\\p{Cntrl}", " ")))
        .thenCompose(reply -> {
          Outcome joined = outcome(reply);
          boolean there =
              joined instanceof Outcome.Accepted
                  || reply instanceof AmiReply.Refused(String text)
                      && text.contains("Already there");
          return there ? then.apply(joined) : CompletableFuture.completedFuture(joined);
        });
  }

  private CompletionStage<Outcome> pauses(String queue, boolean paused, String reason) {
    AmiAction action =
        AmiAction.of("QueuePause")
            .with("Queue", queue)
            .with("Interface", parameters.device())
            .with("Paused", String.valueOf(paused));
    if (!reason.isEmpty()) {
      action.with("Reason", reason);
    }
    return pbx.send(action).thenApply(AgentActs::outcome);
  }

  private CompletionStage<Outcome> leaves(String queue) {
    if (!agent.isIn(queue)) {
      return LineCalls.accepted();
    }
    return pbx.send(
            AmiAction.of("QueueRemove").with("Queue", queue).with("Interface", parameters.device()))
        .thenCompose(reply ->
            reply instanceof AmiReply.Refused(String text) && text.contains(NOT_DYNAMIC)
                ? pauses(queue, true, AgentWatch.OFFLINE)
                : CompletableFuture.completedFuture(outcome(reply)));
  }

  private static Outcome outcome(AmiReply reply) {
    return switch (reply) {
      case AmiReply.Done _ -> Outcome.ACCEPTED;
      case AmiReply.Refused(String text) -> Outcome.refused(Reason.FAILED, text);
      case AmiReply.Unanswered _ -> Outcome.refused(Reason.NOT_CONNECTED, "");
    };
  }
}
