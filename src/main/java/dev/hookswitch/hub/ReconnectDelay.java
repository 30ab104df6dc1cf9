package dev.hookswitch.hub;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a lost line waits before it is opened anew: doubling from one second to a minute, with a
 * fifth of jitter so that a thousand lines do not come back in one moment. Somebody who talks can
 * do nothing with his call meanwhile: his line waits for a few seconds at most.
 */
final class ReconnectDelay {
  private static final long LONGEST_MILLIS = 60_000;
  private static final long LONGEST_IN_A_CALL_MILLIS = 4_000;

  private ReconnectDelay() {}

  /**
   * @param attempt 1 for the first
   * @param calls how many calls the line has
   */
  static Duration before(int attempt, int calls, RandomGenerator random) {
    long longest = calls == 0 ? LONGEST_MILLIS : LONGEST_IN_A_CALL_MILLIS;
    long base = Math.min(longest, 1_000L << Math.min(attempt - 1, 16));
    return Duration.ofMillis(Math.round(base * random.nextDouble(0.8, 1.2)));
  }
}
