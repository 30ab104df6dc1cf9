package dev.hookswitch.wire;

import java.util.function.LongSupplier;

/** A bucket of frames that fills steadily. Used by one thread at a time. */
final class RateLimit {
  private static final double NANOS = 1e9;

  private final int burst;
  private final int perSecond;
  private final LongSupplier nanos;
  private double left;
  private long filledAt;

  /**
   * @param nanos a clock that only goes forward
   */
  RateLimit(int burst, int perSecond, LongSupplier nanos) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.left = burst;
    this.filledAt = nanos.getAsLong();
  }

  /** Whether one more is within the limit. */
  boolean take() {
    long now = nanos.getAsLong();
    left = Math.min(burst, left + (now - filledAt) / NANOS * perSecond);
    filledAt = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
