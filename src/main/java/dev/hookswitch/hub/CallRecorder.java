package dev.hookswitch.hub;

import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.security.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens on a line. Called on the hub's thread, in order, before any screen hears
 * of the event; may block. When it throws, the hub keeps the entry and tries again.
 */
public interface CallRecorder {
  /** Must be idempotent: an entry may come twice when its first writing failed half-way. */
  void record(Entry entry);

  /**
   * @param call the call of the event as it is after it; null when the event is not about a call
   */
  record Entry(UserId user, Line line, CtiEvent event, @Nullable TrackedCall call) {}
}
