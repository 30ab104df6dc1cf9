package dev.hookswitch.hub;

import dev.hookswitch.phone.CallState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a call rang, talked and was on hold: a fold over its states, so that no screen counts for
 * itself. The present state's own time is not in the sums until it is left.
 *
 * @param since when the present state began
 * @param connectedAt when somebody first talked; null before
 * @param endedAt null while the call lives
 */
public record CallTimes(
    Instant startedAt,
    @Nullable Instant connectedAt,
    @Nullable Instant endedAt,
    CallState state,
    Instant since,
    Duration ringing,
    Duration talk,
    Duration hold) {

  /**
   * @param at when the call was first heard of: a hold that nobody saw begin counts from then
   */
  static CallTimes begin(
      CallState state, Instant startedAt, @Nullable Instant answeredAt, Instant at) {
    var rings =
        new CallTimes(
            startedAt,
            null,
            null,
            CallState.ALERTING,
            startedAt,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO);
    CallTimes known = answeredAt == null ? rings : rings.to(CallState.CONNECTED, answeredAt);
    // The end of a call that was never heard of before comes as an event of its own.
    return state == CallState.NONE ? known : known.to(state, at);
  }

  /** The same call in its next state; a clock that ran backwards adds nothing. */
  CallTimes to(CallState next, Instant at) {
    if (next == state) {
      return this;
    }
    Instant then = at.isBefore(since) ? since : at;
    Duration spent = Duration.between(since, then);
    return new CallTimes(
        startedAt,
        connectedAt == null && talks(next) ? then : connectedAt,
        next == CallState.NONE ? then : null,
        next,
        then,
        state == CallState.ALERTING ? ringing.plus(spent) : ringing,
        talks(state) ? talk.plus(spent) : talk,
        state == CallState.HOLDED ? hold.plus(spent) : hold);
  }

  private static boolean talks(CallState state) {
    return state == CallState.CONNECTED || state == CallState.CONFERENCED;
  }

  /** From the first ring to the end; null while the call lives. */
  public @Nullable Duration whole() {
    return endedAt == null ? null : Duration.between(startedAt, endedAt);
  }
}
