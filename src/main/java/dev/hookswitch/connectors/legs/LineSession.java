package dev.hookswitch.connectors.legs;

import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiCommand.OnCall;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One opening of a line. It works for as long as its seat names it; what it reports is delivered by
 * a mailbox of its own, so that a listener never runs under the exchange's lock.
 */
final class LineSession implements PhoneSession {
  private interface PairStep {
    Outcome apply(Switchboard board, Leg leg, Leg other);
  }

  private interface TargetStep {
    Outcome apply(Switchboard board, Leg leg, PhoneNumber target, Route route);
  }

  private final Exchange exchange;
  private final Seat seat;
  private final Mailbox mailbox;
  private final PhoneListener listener;

  LineSession(Exchange exchange, Seat seat, Function<PhoneSession, PhoneListener> listener) {
    this.exchange = exchange;
    this.seat = seat;
    this.mailbox = new Mailbox("line " + seat.line.number());
    this.listener = listener.apply(this);
  }

  /** Whether this is the present opening of its line. Asked under the exchange's lock. */
  boolean present() {
    return seat.session == this;
  }

  Seat seat() {
    return seat;
  }

  void deliver(Outbox.Letter letter) {
    mailbox.post(() -> {
      switch (letter) {
        case Outbox.Letter.Fact fact -> listener.event(fact.event());
        case Outbox.Letter.Signal signal -> listener.signal(signal.signal());
      }
    });
  }

  @Override
  public CompletionStage<Outcome> execute(CtiCommand command) {
    return switch (command) {
      case CtiCommand.MakeCall(var target, var media) ->
          exchange.routed(
              this, target, (board, route) -> board.makeCall(seat, target, media, route));
      case CtiCommand.MakeConsultCall c -> towards(c, c.target(), Switchboard::consult);
      case CtiCommand.BlindTransferCall c -> towards(c, c.target(), Switchboard::blindTransfer);
      case CtiCommand.AnswerCall c -> on(c, (board, leg) -> board.answer(leg, c.media()));
      case CtiCommand.DropCall c -> on(c, Switchboard::drop);
      case CtiCommand.HoldCall c -> on(c, Switchboard::hold);
      case CtiCommand.UnholdCall c -> on(c, Switchboard::unhold);
      case CtiCommand.MuteCall c -> on(c, Switchboard::mute);
      case CtiCommand.UnmuteCall c -> on(c, Switchboard::unmute);
      case CtiCommand.SendDtmf c -> on(c, (board, leg) -> board.dtmf(leg, c.digits()));
      case CtiCommand.SetVideoState c -> on(c, (board, leg) -> board.video(leg, c.media()));
      case CtiCommand.TransferCall c -> onPair(c, c.consultation(), Switchboard::completeTransfer);
      case CtiCommand.CancelTransfer c -> onPair(c, c.consultation(), Switchboard::cancelTransfer);
      case CtiCommand.SwapCalls c -> onPair(c, c.consultation(), Switchboard::swap);
      case CtiCommand.StartRecording _, CtiCommand.StopRecording _, CtiCommand.ParkCall _ ->
          exchange.now(this, _ -> Outcome.refused(Outcome.Reason.INVALID, "not declared"));
      case CtiCommand.SetUserState(var state) ->
          exchange.now(this, board -> board.setState(seat, state));
      case CtiCommand.ChangeCallCentreState(var wanted) ->
          exchange.now(this, board -> board.setCallCentre(seat, wanted));
      case CtiCommand.PickUp(var at) -> exchange.now(this, board -> board.pickUp(seat, at));
      case CtiCommand.QueryActiveCallSnapshot _ ->
          exchange.now(this, board -> board.snapshot(seat));
      case CtiCommand.SignalMedia(var signal) ->
          exchange.now(this, board -> board.signal(seat, signal));
    };
  }

  private CompletionStage<Outcome> on(OnCall command, BiFunction<Switchboard, Leg, Outcome> step) {
    return exchange.now(this, board -> board.onCall(seat, command, leg -> step.apply(board, leg)));
  }

  private CompletionStage<Outcome> onPair(OnCall command, CallId second, PairStep step) {
    return exchange.now(
        this,
        board ->
            board.onPair(seat, command, second, (leg, other) -> step.apply(board, leg, other)));
  }

  private CompletionStage<Outcome> towards(OnCall command, PhoneNumber target, TargetStep step) {
    return exchange.routed(
        this,
        target,
        (board, route) ->
            board.onCall(seat, command, leg -> step.apply(board, leg, target, route)));
  }

  @Override
  public void close() {
    exchange.close(this);
  }

  /** What waits to be delivered is dropped: a closed line reports nothing more. */
  void silence() {
    mailbox.close();
  }
}
