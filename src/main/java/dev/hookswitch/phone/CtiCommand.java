package dev.hookswitch.phone;

import java.util.Optional;

/** What a line can be told to do (creatio-cti.md §3). The answer is an {@link Outcome}. */
public sealed interface CtiCommand {
  /** The capability a line must declare; empty when every line takes the command. */
  Optional<Capability> needs();

  /** A command about one call. */
  sealed interface OnCall extends CtiCommand {
    CallId call();
  }

  record MakeCall(PhoneNumber target, Media media) implements CtiCommand {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.DIAL);
    }
  }

  record AnswerCall(CallId call, Media media) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.ANSWER);
    }
  }

  /** Ends a call, declines one that rings here, cancels one that rings there. */
  record DropCall(CallId call) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.DROP);
    }
  }

  record HoldCall(CallId call) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.HOLD);
    }
  }

  record UnholdCall(CallId call) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.UNHOLD);
    }
  }

  /** Holds the call and makes a second one, whose parent it becomes. */
  record MakeConsultCall(CallId call, PhoneNumber target) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.MAKE_CONSULT_CALL);
    }
  }

  /** Joins the far ends of a call and its consultation and leaves both. */
  record TransferCall(CallId call, CallId consultation) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.COMPLETE_TRANSFER);
    }
  }

  /** Ends the consultation and goes back to the call. */
  record CancelTransfer(CallId call, CallId consultation) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.CANCEL_COMPLETE_TRANSFER);
    }
  }

  /** Holds the call that talks and resumes the other one. */
  record SwapCalls(CallId call, CallId consultation) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.SWAP);
    }
  }

  record BlindTransferCall(CallId call, PhoneNumber target) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.BLIND_TRANSFER);
    }
  }

  /**
   * Takes the call that rings at a colleague's phone. It becomes an incoming call of this line,
   * with whoever calls there; refused as {@link Outcome.Reason#UNKNOWN_CALL} when nobody does (any
   * more).
   *
   * @param at the number of the colleague's line
   */
  record PickUp(PhoneNumber at) implements CtiCommand {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.PICK_UP);
    }
  }

  /**
   * @param digits {@code 0-9 * # A-D}
   */
  record SendDtmf(CallId call, String digits) implements OnCall {
    public SendDtmf {
      if (!digits.matches("[0-9*#A-D]{1,32}")) {
        throw new IllegalArgumentException(
            "digits '%s' (expected: 1 to 32 of 0-9 * # A-D)".formatted(digits));
      }
    }

    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.DTMF);
    }
  }

  record MuteCall(CallId call) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.MUTE);
    }
  }

  record UnmuteCall(CallId call) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.UNMUTE);
    }
  }

  /** From now on what is said is kept; see {@link Recordings} for where it is found. */
  record StartRecording(CallId call) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.START_RECORDING);
    }
  }

  /** What has been recorded is kept. */
  record StopRecording(CallId call) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.STOP_RECORDING);
    }
  }

  /** The call ends here as {@link EndReason#PARKED}; whoever dials the space goes on with it. */
  record ParkCall(CallId call) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.PARK);
    }
  }

  record SetVideoState(CallId call, Media media) implements OnCall {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(Feature.VIDEO);
    }
  }

  record SetUserState(AgentState state) implements CtiCommand {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(AgentFeature.SET_STATE);
    }
  }

  /** Answered by {@code callCentreStateChanged}; refused to users who are no agents. */
  record ChangeCallCentreState(CallCentre wanted) implements CtiCommand {
    @Override
    public Optional<Capability> needs() {
      return Optional.of(AgentFeature.CALL_CENTRE);
    }
  }

  /** Answered by {@code activeCallSnapshot}. Every line must be able to. */
  record QueryActiveCallSnapshot() implements CtiCommand {
    @Override
    public Optional<Capability> needs() {
      return Optional.empty();
    }
  }

  /** What a page says about its media; lines without web phone refuse it. */
  record SignalMedia(MediaSignal signal) implements CtiCommand {
    @Override
    public Optional<Capability> needs() {
      return Optional.empty();
    }
  }
}
