package dev.hookswitch.calls;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.Party;
import dev.hookswitch.security.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Calls that no line told: made with another phone and entered by hand. Thread-safe; uses the
 * database.
 */
public interface HandEntries {
  /** The phone system that these calls name. */
  String PHONE_SYSTEM = "hand";

  /**
   * @param direction {@link CallDirection#IN} or {@link CallDirection#OUT}
   * @param talk zero: nobody answered
   */
  record HandEntry(CallDirection direction, Party party, Instant startedAt, Duration talk) {}

  /**
   * Writes down a call of the user. A conversation makes missed calls of that party done, as any
   * conversation does.
   */
  UUID enter(Person by, HandEntry entry);
}
