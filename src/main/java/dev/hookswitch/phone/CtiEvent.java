package dev.hookswitch.phone;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact reported by a phone system: the 21 documented events (creatio-cti.md §2.2), named as
 * documented. Rules of order: {@code callStarted} comes first for a call, its features follow,
 * after {@code callFinished} nothing of that call comes (design.md §3.1).
 */
public sealed interface CtiEvent {
  /** The line that reports. */
  LineId line();

  /** When it happened, by the clock of this server. */
  Instant at();

  /** The documented name, used in everything that leaves the process. */
  default String name() {
    String type = getClass().getSimpleName();
    return Character.toLowerCase(type.charAt(0)) + type.substring(1);
  }

  /** An event about one call. */
  sealed interface CallEvent extends CtiEvent {
    CallId callId();
  }

  /** An event that carries the call as it is now. */
  sealed interface CallChange extends CallEvent {
    Call call();

    @Override
    default CallId callId() {
      return call().id();
    }
  }

  /** The line works. Fired again for subscribers as {@code connected}. */
  record Initialized(LineId line, Instant at) implements CtiEvent {}

  /** The line works no more, or could not be opened. */
  record Disconnected(LineId line, Instant at, Loss why, String detail) implements CtiEvent {}

  record CallStarted(LineId line, Instant at, Call call) implements CallChange {}

  record CallFinished(LineId line, Instant at, Call call) implements CallChange {}

  /** The conversation began. */
  record CommutationStarted(LineId line, Instant at, Call call) implements CallChange {}

  /** The far end is busy; {@code callFinished} follows. */
  record CallBusy(LineId line, Instant at, Call call) implements CallChange {}

  record Hold(LineId line, Instant at, Call call) implements CallChange {}

  record Unhold(LineId line, Instant at, Call call) implements CallChange {}

  /**
   * @param data what happened, as text; never a secret
   * @param source which part says so
   */
  record Error(LineId line, Instant at, ErrorType type, String data, String source)
      implements CtiEvent {}

  /**
   * @param callId whose features these are; null when they are the line's own
   */
  record LineStateChanged(LineId line, Instant at, Set<Feature> features, @Nullable CallId callId)
      implements CtiEvent {
    public LineStateChanged {
      features = Set.copyOf(features);
    }
  }

  record AgentStateChanged(LineId line, Instant at, AgentState state) implements CtiEvent {}

  /**
   * The calls that the phone system knows now; the answer to {@code queryActiveCallSnapshot}.
   *
   * @param currentCall null when there is none
   */
  record ActiveCallSnapshot(
      LineId line, Instant at, List<Call> activeCalls, @Nullable CallId currentCall)
      implements CtiEvent {
    public ActiveCallSnapshot {
      activeCalls = List.copyOf(activeCalls);
    }
  }

  /** The call's row is in the database. Fired by the hub. */
  record CallSaved(LineId line, Instant at, CallId callId, UUID databaseUId) implements CallEvent {}

  /**
   * @param text what the peer sent, with secrets masked and length bounded
   */
  record RawMessage(LineId line, Instant at, String text) implements CtiEvent {}

  record CurrentCallChanged(LineId line, Instant at, CallId callId) implements CallEvent {}

  /** The agent entered or left the call centre. Told of agents only, first when the line works. */
  record CallCentreStateChanged(LineId line, Instant at, CallCentre state) implements CtiEvent {}

  /**
   * Ids, parties or state of a call changed.
   *
   * @param formerId the id under which the call was known; equal to the new one when only other
   *     facts changed
   */
  record CallInfoChanged(LineId line, Instant at, CallId formerId, Call call)
      implements CallChange {}

  /** Tones were really sent, or came in from the far end. */
  record DtmfEntered(LineId line, Instant at, CallId callId, String digits, Origin origin)
      implements CallEvent {
    public enum Origin {
      SENT,
      RECEIVED
    }
  }

  record WebRtcStarted(
      LineId line, Instant at, CallId callId, MediaSessionId session, MediaConfig config)
      implements CallEvent {}

  record WebRtcVideoStarted(LineId line, Instant at, CallId callId, MediaSessionId session)
      implements CallEvent {}

  record WebRtcDestroyed(LineId line, Instant at, CallId callId, MediaSessionId session)
      implements CallEvent {}
}
