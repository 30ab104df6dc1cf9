package dev.hookswitch.hub;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From where the next call of a line comes: the one that a command asked for, and no other. That is
 * the first call that goes out on that line to that number after the command and soon. Used by one
 * hub, on its thread.
 */
final class Origins {
  /** A phone system that needs longer begins a call without origin. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Phone systems add and drop prefixes, so that a number begins otherwise than it was dialled. */
  private static final int TELLING_DIGITS = 7;

  private final Map<LineId, Wanted> wanted = new HashMap<>();

  /** A call that was asked for and has not begun. */
  record Wanted(PhoneNumber number, CallOrigin origin, Instant since) {
    boolean begins(Call call, Instant now) {
      return call.direction() == CallDirection.OUT
          && !call.startedAt().isBefore(since)
          && !now.isAfter(since.plus(PATIENCE))
          && same(call.called().number(), number);
    }
  }

  /** Another call of the line that was asked for before is not waited for any more. */
  void expect(LineId line, Wanted call) {
    wanted.put(line, call);
  }

  /** The line was asked for a call that comes from nowhere. */
  void forget(LineId line) {
    wanted.remove(line);
  }

  /** The command was refused. */
  void forget(LineId line, Wanted call) {
    wanted.remove(line, call);
  }

  /** The step, with the origin of the call that begins in it, if that is the one. */
  CtiModel.Step named(LineId line, CtiModel.Step step, Instant now) {
    Wanted awaited = wanted.get(line);
    if (awaited == null) {
      return step;
    }
    return step.changes().stream()
        .filter(change -> change.event() instanceof CallStarted)
        .flatMap(change -> Stream.ofNullable(change.call()))
        .filter(call -> awaited.begins(call.call(), now))
        .findFirst()
        .map(call -> {
          wanted.remove(line);
          return step.with(call.record(), awaited.origin());
        })
        .orElse(step);
  }

  private static boolean same(PhoneNumber one, PhoneNumber other) {
    String first = digits(one);
    String second = digits(other);
    return one.equals(other)
        || (Math.min(first.length(), second.length()) >= TELLING_DIGITS
            && end(first).equals(end(second)));
  }

  private static String digits(PhoneNumber number) {
    return number.dialled().replaceAll("\\D", "");
  }

  private static String end(String digits) {
    return digits.substring(digits.length() - TELLING_DIGITS);
  }
}
