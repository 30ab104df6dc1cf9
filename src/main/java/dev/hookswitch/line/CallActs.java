package dev.hookswitch.line;

import dev.hookswitch.phone.CtiCommand.AnswerCall;
import dev.hookswitch.phone.CtiCommand.BlindTransferCall;
import dev.hookswitch.phone.CtiCommand.CancelTransfer;
import dev.hookswitch.phone.CtiCommand.DropCall;
import dev.hookswitch.phone.CtiCommand.HoldCall;
import dev.hookswitch.phone.CtiCommand.MakeConsultCall;
import dev.hookswitch.phone.CtiCommand.MuteCall;
import dev.hookswitch.phone.CtiCommand.OnCall;
import dev.hookswitch.phone.CtiCommand.ParkCall;
import dev.hookswitch.phone.CtiCommand.SendDtmf;
import dev.hookswitch.phone.CtiCommand.SetVideoState;
import dev.hookswitch.phone.CtiCommand.StartRecording;
import dev.hookswitch.phone.CtiCommand.StopRecording;
import dev.hookswitch.phone.CtiCommand.SwapCalls;
import dev.hookswitch.phone.CtiCommand.TransferCall;
import dev.hookswitch.phone.CtiCommand.UnholdCall;
import dev.hookswitch.phone.CtiCommand.UnmuteCall;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a line does with its calls when it is told to. A connector says how each thing is asked of
 * its phone system; what the things are made of is the same everywhere: a line talks on one call at
 * a time, and nobody is transferred to themselves. Used on the line's thread.
 *
 * @param <C> what the connector keeps of a call
 */
public abstract class CallActs<C extends LineCall> {
  protected final Line line;
  protected final LineCalls<C> calls;

  protected CallActs(Line line, LineCalls<C> calls) {
    this.line = line;
    this.calls = calls;
  }

  /** The line as the other side sees it. */
  public final Party self() {
    return new Party(line.number(), line.name());
  }

  // How it is asked of the phone system

  /** The other calls of the line are put aside. */
  protected abstract CompletionStage<Outcome> answer(C call, Media media);

  /** Whether the answer to the call is on its way already. */
  protected abstract boolean answers(C call);

  protected abstract CompletionStage<Outcome> drop(C call);

  protected abstract CompletionStage<Outcome> hold(C call);

  protected abstract CompletionStage<Outcome> unhold(C call);

  /** The main call is held. */
  protected abstract CompletionStage<Outcome> consult(C main, PhoneNumber target);

  protected abstract CompletionStage<Outcome> complete(C main, C consultation);

  protected abstract CompletionStage<Outcome> transfer(C call, PhoneNumber target);

  protected abstract CompletionStage<Outcome> dtmf(C call, String digits);

  protected abstract CompletionStage<Outcome> video(C call, Media media);

  /** Asked of a connector whose lines declare it. */
  protected CompletionStage<Outcome> startRecording(C call) {
    return LineCalls.refused(Reason.NOT_NOW, "");
  }

  /** Asked of a connector whose lines declare it. */
  protected CompletionStage<Outcome> stopRecording(C call) {
    return LineCalls.refused(Reason.NOT_NOW, "");
  }

  /** Asked of a connector whose lines declare it. */
  protected CompletionStage<Outcome> park(C call) {
    return LineCalls.refused(Reason.NOT_NOW, "");
  }

  /** The page, if there is one, follows hold and mute. */
  protected abstract void follow(C call);

  // What it is made of

  /** Carries out a command about a call, if the line has it and it can do that now. */
  public final CompletionStage<Outcome> onCall(OnCall command) {
    return switch (command) {
      case AnswerCall c -> calls.on(c, call -> answerAlone(call, c.media()));
      case DropCall c -> calls.on(c, this::drop);
      case HoldCall c -> calls.on(c, this::hold);
      case UnholdCall c -> calls.on(c, call -> alone(call, this::unhold));
      case MakeConsultCall c -> calls.on(c, call -> heldConsult(call, c.target()));
      case TransferCall c -> calls.onPair(c, c.consultation(), this::complete);
      case CancelTransfer c -> calls.onPair(c, c.consultation(), this::cancel);
      case SwapCalls c ->
          calls.onPair(
              c,
              c.consultation(),
              (main, second) -> alone(main.active() ? second : main, this::unhold));
      case BlindTransferCall c -> calls.on(c, call -> elsewhere(call, c.target()));
      case SendDtmf c -> calls.on(c, call -> dtmf(call, c.digits()));
      case MuteCall c -> calls.on(c, call -> mute(call, true));
      case UnmuteCall c -> calls.on(c, call -> mute(call, false));
      case StartRecording c -> calls.on(c, this::startRecording);
      case StopRecording c -> calls.on(c, this::stopRecording);
      case ParkCall c -> calls.on(c, this::park);
      case SetVideoState c -> calls.on(c, call -> video(call, c.media()));
    };
  }

  private CompletionStage<Outcome> answerAlone(C call, Media media) {
    return answers(call)
        ? LineCalls.refused(Reason.NOT_NOW, "")
        : alone(
            call,
            ringing ->
                ringing.phase() == CallPhase.RINGING_HERE
                    ? answer(ringing, media)
                    : LineCalls.refused(Reason.UNKNOWN_CALL, ringing.id().value()));
  }

  private CompletionStage<Outcome> heldConsult(C main, PhoneNumber target) {
    if (unreachable(target) || target.equals(main.other().number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    CompletionStage<Outcome> held = main.holding() ? LineCalls.accepted() : hold(main);
    return then(
        held,
        () ->
            main.talking()
                ? consult(main, target)
                : LineCalls.refused(Reason.UNKNOWN_CALL, main.id().value()));
  }

  private CompletionStage<Outcome> cancel(C main, C consultation) {
    return then(
        drop(consultation),
        () -> main.talking() && main.holding() ? unhold(main) : LineCalls.accepted());
  }

  private CompletionStage<Outcome> elsewhere(C call, PhoneNumber target) {
    return unreachable(target) || target.equals(call.other().number())
        ? LineCalls.refused(Reason.INVALID, target.dialled())
        : transfer(call, target);
  }

  private CompletionStage<Outcome> mute(C call, boolean muted) {
    calls.mutes(call, muted);
    follow(call);
    return LineCalls.accepted();
  }

  /** No number, or that of the line itself. */
  protected final boolean unreachable(PhoneNumber target) {
    return target.withheld() || target.equals(line.number());
  }

  /** The other calls are put aside before the step. */
  private CompletionStage<Outcome> alone(C call, Function<C, CompletionStage<Outcome>> step) {
    CompletionStage<Outcome> before = LineCalls.accepted();
    for (C other : calls.all()) {
      if (other != call && other.active()) {
        before = then(before, () -> hold(other));
      }
    }
    return then(before, () -> step.apply(call));
  }

  protected static CompletionStage<Outcome> then(
      CompletionStage<Outcome> before, Supplier<CompletionStage<Outcome>> next) {
    return before.thenCompose(outcome ->
        outcome instanceof Outcome.Accepted
            ? next.get()
            : CompletableFuture.completedFuture(outcome));
  }
}
