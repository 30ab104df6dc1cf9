package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.LineCalls;
import dev.hookswitch.line.SeatedLine;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent.AgentStateChanged;
import dev.hookswitch.phone.CtiEvent.CallCentreStateChanged;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One opening of a line on the link. Everything happens on the link's thread. */
final class AsteriskLine extends SeatedLine<AsteriskCall> {
  /** Where lines come and go. */
  interface Host {
    /** It waits for the connection, and is told {@link #begins} when it stands. */
    void joins(AsteriskLine line);

    void leaves(AsteriskLine line);

    /** The phone at the number, as it rings because somebody calls it; empty when nobody does. */
    Optional<Channel> ringingAt(PhoneNumber number);
  }

  private final AsteriskSeat itsSeat;
  private final Host host;
  private final AsteriskActs acts;
  private final AgentActs agentActs;
  private final boolean agent;
  private final @Nullable PagePhone page;

  /** A page is the phone, and nobody said where it registers or with what. */
  private final boolean misconfigured;

  private @Nullable AgentState toldState;
  private @Nullable CallCentre toldCallCentre;

  AsteriskLine(
      Line line,
      LineParameters parameters,
      AsteriskSeat seat,
      Host host,
      Pbx pbx,
      PhoneListener listener) {
    super(line, seat, listener);
    this.itsSeat = seat;
    this.host = host;
    this.page = seat.page();
    this.misconfigured =
        parameters.webPhone() && LineParameters.sipAccount(line, pbx.settings()).isEmpty();
    this.acts = new AsteriskActs(line, parameters, seat.calls(), seat.watch(), page, pbx);
    this.agentActs = new AgentActs(line, parameters, seat.agent(), pbx);
    this.agent = !parameters.queues().isEmpty();
  }

  LineId id() {
    return line.id();
  }

  AsteriskSeat itsSeat() {
    return itsSeat;
  }

  /** Whether queues are its business. */
  boolean hasAgent() {
    return agent;
  }

  @Override
  protected void connect() {
    if (misconfigured) {
      lost(Loss.MISCONFIGURED, "a web phone without sip-url or password");
      return;
    }
    if (page != null) {
      page.page(this::toPage);
    }
    host.joins(this);
  }

  @Override
  protected void disconnect() {
    host.leaves(this);
  }

  @Override
  protected void endMedia() {
    // The sound is the phone's, a page or not, and goes on.
  }

  /** The connection stands, and what is going on is known. */
  void begins() {
    if (!works() && !closed()) {
      itsSeat.watch().look();
      initialized();
      agentChanged();
    }
  }

  void ends(Loss why, String detail) {
    lost(why, detail);
  }

  boolean waits() {
    return !works() && !closed();
  }

  /** The agent's memberships have changed, or may have. */
  void agentChanged() {
    if (!agent || !works()) {
      return;
    }
    CallCentre inOrOut = itsSeat.agent().callCentre();
    if (inOrOut != toldCallCentre) {
      toldCallCentre = inOrOut;
      calls.tell(new CallCentreStateChanged(line.id(), calls.now(), inOrOut));
    }
    AgentState now = itsSeat.agent().state();
    if (!now.equals(toldState)) {
      toldState = now;
      calls.tell(new AgentStateChanged(line.id(), calls.now(), now));
    }
  }

  @Override
  protected CompletionStage<Outcome> perform(CtiCommand command) {
    return switch (command) {
      case CtiCommand.MakeCall(PhoneNumber target, Media _) -> acts.makeCall(target);
      case CtiCommand.OnCall onCall -> acts.onCall(onCall);
      case CtiCommand.SetUserState(AgentState wanted) -> setState(wanted);
      case CtiCommand.ChangeCallCentreState(CallCentre wanted) -> change(wanted);
      case CtiCommand.PickUp(PhoneNumber at) -> acts.pickUp(at, host.ringingAt(at));
      case CtiCommand.QueryActiveCallSnapshot _ -> {
        calls.snapshot();
        if (page != null) {
          page.heardAnew();
        }
        yield LineCalls.accepted();
      }
      case CtiCommand.SignalMedia(MediaSignal signal) ->
          page == null ? LineCalls.refused(Reason.INVALID, "no web phone") : page.signal(signal);
    };
  }

  /** The status that was there already is told again: whoever asked waits for it. */
  private CompletionStage<Outcome> setState(AgentState wanted) {
    if (!agent) {
      return LineCalls.refused(Reason.INVALID, "no queues");
    }
    return agentActs
        .set(wanted)
        .thenApply(outcome -> {
          if (outcome instanceof Outcome.Accepted) {
            toldState = null;
          }
          agentChanged();
          return outcome;
        });
  }

  private CompletionStage<Outcome> change(CallCentre wanted) {
    if (!agent) {
      return LineCalls.refused(Reason.INVALID, "no queues");
    }
    return agentActs
        .change(wanted)
        .thenApply(outcome -> {
          if (outcome instanceof Outcome.Accepted) {
            toldCallCentre = null;
          }
          agentChanged();
          return outcome;
        });
  }
}
