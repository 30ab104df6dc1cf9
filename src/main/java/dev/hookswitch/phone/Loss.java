package dev.hookswitch.phone;

/** Why a line has no phone system any more, and whether coming back is worth a try. */
public enum Loss {
  /** The peer closed or the connection broke: try again. */
  CONNECTION_LOST(true),
  /** The peer cannot be reached: try again. */
  UNREACHABLE(true),
  /** The peer refused the sign-in: only an administrator can help. */
  REFUSED(false),
  /** The line was closed from this side. */
  CLOSED(false);

  private final boolean retry;

  Loss(boolean retry) {
    this.retry = retry;
  }

  public boolean retry() {
    return retry;
  }
}
