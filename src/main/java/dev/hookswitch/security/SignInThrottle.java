package dev.hookswitch.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Slows down guessing: after a few failed attempts with one sign-in name, or from one address, the
 * next has to wait, twice as long each time. An attempt counts as failed from its beginning until
 * it has succeeded, so that many at once gain nothing. Safe for use by many threads.
 */
class SignInThrottle {
  private static final int FREE_PER_NAME = 3;

  /** An office often has one address for everybody. */
  private static final int FREE_PER_ADDRESS = 20;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

  private record Attempts(int count, Instant last) {
    static final Attempts NONE = new Attempts(0, Instant.EPOCH);

    Duration toWait(int free, Instant now) {
      if (count < free) {
        return Duration.ZERO;
      }
      Duration pause = Duration.ofSeconds(1L << Math.min(count - free, 20));
      Duration wait = pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
      Duration left = Duration.between(now, last.plus(wait));
      return left.isNegative() ? Duration.ZERO : left;
    }
  }

  private final Cache<String, Attempts> attempts =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(FORGOTTEN_AFTER).build();
  private final Clock clock;

  SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  /**
   * Notes an attempt, unless it comes too early.
   *
   * @return how long to wait before the next; zero when this one may go on
   */
  Duration begin(String signIn, String address) {
    Duration byName = begin(nameKey(signIn), FREE_PER_NAME);
    if (byName.isPositive()) {
      return byName;
    }
    return begin(addressKey(address), FREE_PER_ADDRESS);
  }

  /** The attempt was the real user's: nothing of hers counts any more. */
  void succeeded(String signIn, String address) {
    attempts.invalidate(nameKey(signIn));
    attempts
        .asMap()
        .computeIfPresent(
            addressKey(address),
            (_, known) -> new Attempts(Math.max(0, known.count() - 1), known.last()));
  }

  private Duration begin(String key, int free) {
    Instant now = clock.instant();
    Duration[] wait = {Duration.ZERO};
    attempts
        .asMap()
        .compute(
            key,
            (_, known) -> {
              Attempts before = known == null ? Attempts.NONE : known;
              wait[0] = before.toWait(free, now);
              return wait[0].isPositive() ? before : new Attempts(before.count() + 1, now);
            });
    return wait[0];
  }

  private static String nameKey(String signIn) {
    return "name " + signIn.strip().toLowerCase(Locale.ROOT);
  }

  private static String addressKey(String address) {
    return "address " + address;
  }
}
