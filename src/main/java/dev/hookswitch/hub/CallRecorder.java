package dev.hookswitch.hub;

import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens on a line. Called on the hub's thread, in order, before any screen hears
 * of the event; may block. When it throws, the hub keeps the entry and tries again.
 */
public interface CallRecorder {
  /**
   * Must be idempotent: an entry may come twice when its first writing failed half-way. A call that
   * begins in a row that is closed opens it again.
   */
  void record(Entry entry);

  /**
   * The row of a call that was closed as broken off though its phone system goes on with it: its
   * beginning is entered there again instead of into a new row. Called on the hub's thread; may
   * block.
   */
  default Optional<Known> brokenOff(UserId user, CallId call) {
    return Optional.empty();
  }

  /**
   * What a row says of the beginning of its call.
   *
   * @param answeredAt null when nobody has talked
   */
  record Known(UUID record, Instant startedAt, @Nullable Instant answeredAt) {}

  /**
   * @param call the call of the event as it is after it; null when the event is not about a call
   */
  record Entry(UserId user, Line line, CtiEvent event, @Nullable TrackedCall call) {}
}
