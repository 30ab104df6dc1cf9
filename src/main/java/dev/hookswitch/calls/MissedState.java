package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.UUID;

/** What is being done about a missed call. */
public sealed interface MissedState {
  record Open() implements MissedState {}

  record Taken(UserId by) implements MissedState {}

  /** Somebody said that nobody needs to call back. */
  record Done(UserId by, Instant at) implements MissedState {}

  /**
   * Somebody spoke with the party.
   *
   * @param conversation the call in which it was
   */
  record ClosedByItself(UserId by, Instant at, UUID conversation) implements MissedState {}
}
