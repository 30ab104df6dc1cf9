package dev.hookswitch.phone;

/** Why a call is over, seen from the line. */
public enum EndReason {
  ENDED_BY_USER,
  ENDED_BY_OTHER,
  /** The called side refused. */
  DECLINED,
  /** The caller gave up before an answer. */
  CANCELLED,
  BUSY,
  NO_ANSWER,
  /** The other side exists but is not signed in or does not take calls. */
  UNAVAILABLE,
  WRONG_NUMBER,
  /** The line left the call by a transfer; the others go on. */
  TRANSFERRED,
  /** The other side waits in the parking lot, at {@link Call#redirection}. */
  PARKED,
  FAILED,
  /** It rang here, and somebody else took it. */
  ANSWERED_ELSEWHERE,
  /** Nobody saw the end: the phone system or the server was lost. */
  BROKEN_OFF
}
