package dev.hookswitch.messaging;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How often something happens, over the last whole seconds. Safe for use by many threads. */
final class Rate {
  private static final int SECONDS = 10;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;

  /** Of the seconds before this one and of this one, which is not over. */
  private final int[] counts = new int[SECONDS + 1];

  private long second;

  /**
   * @param nanos a clock that only goes forward
   */
  Rate(LongSupplier nanos) {
    this.nanos = nanos;
    this.second = now();
  }

  synchronized void count() {
    goOn();
    counts[place(second)]++;
  }

  synchronized double perSecond() {
    goOn();
    return (Arrays.stream(counts).sum() - counts[place(second)]) / (double) SECONDS;
  }

  private void goOn() {
    long now = now();
    if (now - second >= counts.length) {
      Arrays.fill(counts, 0);
      second = now;
    }
    while (second < now) {
      counts[place(++second)] = 0;
    }
  }

  private long now() {
    return Math.floorDiv(nanos.getAsLong(), NANOS);
  }

  private int place(long ofSecond) {
    return Math.floorMod(ofSecond, counts.length);
  }
}
