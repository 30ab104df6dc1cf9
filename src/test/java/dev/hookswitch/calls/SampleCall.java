package dev.hookswitch.calls;

import dev.hookswitch.hub.CallTimes;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call on record without a database behind it. */
public record SampleCall(
    CallDirection direction,
    CallState state,
    @Nullable Instant answeredAt,
    @Nullable EndReason reason) {
  public static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  /** An incoming call that was answered and ended by the other side. */
  public static SampleCall over() {
    return new SampleCall(
        CallDirection.IN, CallState.NONE, START.plusSeconds(5), EndReason.ENDED_BY_OTHER);
  }

  public CallEntry entry() {
    boolean ended = state == CallState.NONE;
    var number = new PhoneNumber("101");
    var call =
        new Call(
            new CallId("sample"),
            direction,
            state,
            Party.of(number),
            Party.of(number),
            null,
            null,
            null,
            Set.of(),
            START,
            answeredAt,
            reason,
            "");
    var times =
        new CallTimes(
            START,
            answeredAt,
            ended ? START.plusSeconds(60) : null,
            state,
            START,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO);
    return new CallEntry(
        UUID.randomUUID(),
        new UserId(UUID.randomUUID()),
        new LineId(UUID.randomUUID()),
        number,
        "builtin",
        call,
        times,
        number.dialled(),
        null,
        false);
  }
}
