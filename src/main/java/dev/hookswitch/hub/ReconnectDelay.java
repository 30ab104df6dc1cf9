package dev.hookswitch.hub;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a lost line waits before it is opened anew: doubling from one second to a minute, with a
 * fifth of jitter so that a thousand lines do not come back in one moment.
 */
final class ReconnectDelay {
  private static final long LONGEST_MILLIS = 60_000;

  private ReconnectDelay() {}

  /**
   * @param attempt 1 for the first
   */
  static Duration before(int attempt, RandomGenerator random) {
    long base = Math.min(LONGEST_MILLIS, 1_000L << Math.min(attempt - 1, 16));
    return Duration.ofMillis(Math.round(base * random.nextDouble(0.8, 1.2)));
  }
}
