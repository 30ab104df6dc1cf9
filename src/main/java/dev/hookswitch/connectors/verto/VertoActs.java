package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.line.CallPhase;
import dev.hookswitch.connectors.line.LineCalls;
import dev.hookswitch.connectors.verto.PageMedia.Purpose;
import dev.hookswitch.connectors.verto.VertoDialog.Leaving;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.wire.WireJson;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a line does with its calls when it is told to, in requests to the server. */
final class VertoActs {
  private final Line line;
  private final LineCalls<VertoDialog> calls;
  private final PageMedia page;

  VertoActs(Line line, LineCalls<VertoDialog> calls, PageMedia page) {
    this.line = line;
    this.calls = calls;
    this.page = page;
  }

  Party self() {
    return new Party(line.number(), line.name());
  }

  CompletionStage<Outcome> onCall(VertoClient open, CtiCommand.OnCall command) {
    return switch (command) {
      case CtiCommand.AnswerCall c -> calls.on(c, call -> answer(open, call, c.media()));
      case CtiCommand.DropCall c -> calls.on(c, call -> drop(open, call));
      case CtiCommand.HoldCall c -> calls.on(c, call -> hold(open, call));
      case CtiCommand.UnholdCall c -> calls.on(c, call -> alone(open, call, this::unhold));
      case CtiCommand.MakeConsultCall c -> calls.on(c, call -> consult(open, call, c.target()));
      case CtiCommand.TransferCall c ->
          calls.onPair(c, c.consultation(), (main, second) -> complete(open, main, second));
      case CtiCommand.CancelTransfer c ->
          calls.onPair(c, c.consultation(), (main, second) -> cancel(open, main, second));
      case CtiCommand.SwapCalls c ->
          calls.onPair(
              c,
              c.consultation(),
              (main, second) -> alone(open, main.active() ? second : main, this::unhold));
      case CtiCommand.BlindTransferCall c -> calls.on(c, call -> transfer(open, call, c.target()));
      case CtiCommand.SendDtmf c -> calls.on(c, call -> dtmf(open, call, c.digits()));
      case CtiCommand.MuteCall c -> calls.on(c, call -> mute(call, true));
      case CtiCommand.UnmuteCall c -> calls.on(c, call -> mute(call, false));
      case CtiCommand.SetVideoState c -> calls.on(c, call -> video(call, c.media()));
    };
  }

  CompletionStage<Outcome> makeCall(PhoneNumber target, Media media) {
    if (calls.size() > 0) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    return place(target, media, null);
  }

  private CompletionStage<Outcome> place(
      PhoneNumber target, Media media, @Nullable VertoDialog main) {
    if (target.withheld() || target.equals(line.number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    var dialog =
        new VertoDialog(
            new CallId(UUID.randomUUID().toString()),
            CallDirection.OUT,
            self(),
            Party.of(target),
            calls.now());
    dialog.media = media;
    calls.begins(dialog, main);
    page.start(dialog.id(), dialog, Purpose.INVITE, media, null);
    return LineCalls.accepted();
  }

  private CompletionStage<Outcome> answer(VertoClient open, VertoDialog call, Media media) {
    String offer = call.offer;
    if (offer == null) {
      return LineCalls.refused(Reason.NOT_NOW, ""); // a page is answering already
    }
    call.offer = null;
    call.media = media;
    return alone(
        open,
        call,
        (_, alone) -> {
          if (alone.phase() == CallPhase.RINGING_HERE) {
            page.start(alone.id(), alone, Purpose.ANSWER, media, offer);
          }
          return LineCalls.accepted();
        });
  }

  private CompletionStage<Outcome> drop(VertoClient open, VertoDialog call) {
    EndReason reason =
        switch (call.phase()) {
          case RINGING_HERE -> EndReason.DECLINED;
          case RINGING_THERE -> EndReason.CANCELLED;
          case TALKING, OVER -> EndReason.ENDED_BY_USER;
        };
    boolean known = call.phase() != CallPhase.RINGING_THERE || call.invited;
    page.stop(call.id());
    if (!known) {
      calls.end(call, reason);
      return LineCalls.accepted();
    }
    call.leaving = Leaving.DROPPED;
    String cause =
        reason == EndReason.DECLINED ? HangupCause.USER_BUSY : HangupCause.NORMAL_CLEARING;
    return open.bye(call.id(), cause)
        .thenCompose(reply -> {
          if (reply instanceof VertoReply.Unanswered) {
            return LineCalls.refused(Reason.NOT_CONNECTED, "");
          }
          // A server that does not know the call any more has ended it.
          finish(call, reason);
          return LineCalls.accepted();
        });
  }

  private CompletionStage<Outcome> hold(VertoClient open, VertoDialog call) {
    return modify(open, call, "hold", "held", () -> calls.holds(call));
  }

  private CompletionStage<Outcome> unhold(VertoClient open, VertoDialog call) {
    return modify(open, call, "unhold", "active", () -> calls.resumes(call));
  }

  /** A hold before the answer is accepted and does nothing: the state in the reply counts. */
  private CompletionStage<Outcome> modify(
      VertoClient open, VertoDialog call, String action, String state, Runnable done) {
    return open.modify(call.id(), action)
        .thenCompose(reply ->
            done(
                reply,
                result -> {
                  if (!WireJson.text(result, "holdState").equals(state) || !call.talking()) {
                    return LineCalls.refused(Reason.NOT_NOW, "");
                  }
                  done.run();
                  page.follow(call.id());
                  return LineCalls.accepted();
                }));
  }

  private interface Step {
    CompletionStage<Outcome> take(VertoClient open, VertoDialog call);
  }

  /** A line talks on one call at a time: the others are put aside before the step. */
  private CompletionStage<Outcome> alone(VertoClient open, VertoDialog call, Step step) {
    CompletionStage<Outcome> before = LineCalls.accepted();
    for (VertoDialog other : calls.all()) {
      if (other != call && other.active()) {
        before = before.thenCompose(outcome -> goOn(outcome, () -> hold(open, other)));
      }
    }
    return before.thenCompose(outcome -> goOn(outcome, () -> step.take(open, call)));
  }

  private static CompletionStage<Outcome> goOn(
      Outcome before, Supplier<CompletionStage<Outcome>> next) {
    return before instanceof Outcome.Accepted
        ? next.get()
        : CompletableFuture.completedFuture(before);
  }

  private CompletionStage<Outcome> consult(VertoClient open, VertoDialog main, PhoneNumber target) {
    if (target.withheld() || target.equals(line.number()) || target.equals(main.other().number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    CompletionStage<Outcome> held = main.holding() ? LineCalls.accepted() : hold(open, main);
    return held.thenCompose(outcome ->
        goOn(
            outcome,
            () ->
                main.talking()
                    ? place(target, main.media, main)
                    : LineCalls.refused(Reason.UNKNOWN_CALL, main.id().value())));
  }

  private CompletionStage<Outcome> complete(
      VertoClient open, VertoDialog main, VertoDialog consultation) {
    if (!main.talking() || !consultation.talking()) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    List<VertoDialog> both = List.of(consultation, main);
    both.forEach(call -> call.leaving = Leaving.TRANSFERRED);
    calls.redirects(main, consultation.other().number());
    return open.replace(consultation.id(), main.id())
        .thenCompose(reply -> {
          if (reply instanceof VertoReply.Done) {
            transferred(both);
          } else {
            both.forEach(call -> call.leaving = Leaving.NOT);
            calls.redirects(main, null);
          }
          return done(reply, _ -> LineCalls.accepted());
        });
  }

  private CompletionStage<Outcome> cancel(
      VertoClient open, VertoDialog main, VertoDialog consultation) {
    return drop(open, consultation)
        .thenCompose(outcome ->
            goOn(
                outcome,
                () ->
                    main.talking() && main.holding() ? unhold(open, main) : LineCalls.accepted()));
  }

  private CompletionStage<Outcome> transfer(
      VertoClient open, VertoDialog call, PhoneNumber target) {
    if (target.withheld() || target.equals(line.number()) || target.equals(call.other().number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    call.leaving = Leaving.TRANSFERRED;
    calls.redirects(call, target);
    return open.transfer(call.id(), target)
        .thenCompose(reply -> {
          if (reply instanceof VertoReply.Done) {
            transferred(List.of(call));
          } else {
            call.leaving = Leaving.NOT;
            calls.redirects(call, null);
          }
          return done(reply, _ -> LineCalls.accepted());
        });
  }

  private void transferred(List<VertoDialog> gone) {
    List<VertoDialog> left = gone.stream().filter(call -> call.phase() != CallPhase.OVER).toList();
    left.forEach(call -> page.stop(call.id()));
    calls.end(left, EndReason.TRANSFERRED);
  }

  private CompletionStage<Outcome> dtmf(VertoClient open, VertoDialog call, String digits) {
    return open.dtmf(call.id(), digits)
        .thenCompose(reply ->
            done(
                reply,
                _ -> {
                  if (call.talking()) {
                    calls.sent(call, digits);
                  }
                  return LineCalls.accepted();
                }));
  }

  private CompletionStage<Outcome> mute(VertoDialog call, boolean muted) {
    calls.mutes(call, muted);
    page.follow(call.id());
    return LineCalls.accepted();
  }

  private CompletionStage<Outcome> video(VertoDialog call, Media media) {
    call.media = media;
    page.video(call.id(), media);
    return LineCalls.accepted();
  }

  private static CompletionStage<Outcome> done(
      VertoReply reply, Function<JsonNode, CompletionStage<Outcome>> then) {
    return switch (reply) {
      case VertoReply.Done(var result) -> then.apply(result);
      case VertoReply.Refused refused -> LineCalls.refused(Reason.FAILED, refused.message());
      case VertoReply.Unanswered _ -> LineCalls.refused(Reason.NOT_CONNECTED, "");
    };
  }

  /** A call that is over may have been ended by what the server said meanwhile. */
  void finish(VertoDialog call, EndReason reason) {
    page.stop(call.id());
    if (call.phase() != CallPhase.OVER) {
      calls.end(call, reason);
    }
  }
}
