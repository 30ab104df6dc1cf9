package dev.hookswitch.phone;

import java.util.Locale;

/** Why a line has no phone system any more, and whether coming back is worth a try. */
public enum Loss {
  /** The peer closed or the connection broke: try again. */
  CONNECTION_LOST(true),
  /** The peer cannot be reached: try again. */
  UNREACHABLE(true),
  /** Nobody knows the host of the peer's address. */
  UNKNOWN_HOST(true),
  /** The host is there, but nobody listens at the port. */
  NOT_LISTENING(true),
  /** The encryption failed: the certificate is not trusted, or does not fit the host. */
  TLS(true),
  /** The peer took too long. */
  TIMED_OUT(true),
  /** What listens at the address is something else. */
  NOT_THE_PEER(true),
  /** The line's settings make no sense: only an administrator can help. */
  MISCONFIGURED(false),
  /** The peer refused the sign-in: only an administrator can help. */
  REFUSED(false),
  /** The right to be signed in is over: signing in anew helps. */
  EXPIRED(true),
  /** Another connection took the place of this one, and would lose it again to a new attempt. */
  TAKEN_OVER(false),
  /** The line was closed from this side. */
  CLOSED(false);

  private final boolean retry;

  Loss(boolean retry) {
    this.retry = retry;
  }

  public boolean retry() {
    return retry;
  }

  /** Its sentence, which takes the name of the phone system. */
  public String textKey() {
    return "err.loss." + name().toLowerCase(Locale.ROOT);
  }
}
