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

  static CallTimes begin(CallState state, Instant startedAt, @Nullable Instant answeredAt) {
    var began =
        new CallTimes(
            startedAt,
            null,
            null,
            CallState.ALERTING,
            startedAt,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO);
    return answeredAt == null ? began.to(state, startedAt) : began.to(state, answeredAt);
  }

  /** The same call in its next state; a clock that ran backwards adds nothing. */
  CallTimes to(CallState next, Instant at) {
    if (next == state) {
      return this;
    }
    Duration spent = at.isBefore(since) ? Duration.ZERO : Duration.between(since, at);
    boolean talks = next == CallState.CONNECTED || next == CallState.CONFERENCED;
    return new CallTimes(
        startedAt,
        connectedAt == null && talks ? at : connectedAt,
        next == CallState.NONE ? at : null,
        next,
        at.isBefore(since) ? since : at,
        state == CallState.ALERTING ? ringing.plus(spent) : ringing,
        state == CallState.CONNECTED || state == CallState.CONFERENCED ? talk.plus(spent) : talk,
        state == CallState.HOLDED ? hold.plus(spent) : hold);
  }

  /** From the first ring to the end; null while the call lives. */
  public @Nullable Duration whole() {
    return endedAt == null ? null : Duration.between(startedAt, endedAt);
  }
}
