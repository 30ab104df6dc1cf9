package dev.hookswitch.calls;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The calls on record. Whoever asks sees no more than their roles allow: agents their own calls,
 * supervisors those of their teams, administrators all. Thread-safe; every method reads the
 * database.
 */
public interface CallLog {
  /** A place in the list, newest first: after the call that this names. */
  record Cursor(Instant startedAt, UUID id) {}

  /**
   * @param talk without the time of a conversation that goes on
   * @param missed see {@link CallEntry#missed()}
   */
  record Summary(long calls, Duration talk, long missed) {}

  /**
   * One event of a call.
   *
   * @param name the documented name
   * @param payload JSON, without secrets
   */
  record JournalEntry(Instant at, String name, String payload) {}

  /**
   * The newest call with one number.
   *
   * @param party withheld numbers count as one party
   */
  record RecentCall(
      UUID id,
      LineId line,
      CallDirection direction,
      Party party,
      boolean missed,
      Instant at,
      Duration talk) {}

  /**
   * The next calls of the list, newest first.
   *
   * @param after null for the first page
   */
  List<CallEntry> page(Person viewer, CallFilter filter, @Nullable Cursor after, int limit);

  Summary summary(Person viewer, CallFilter filter);

  /**
   * @return empty when there is no such call or the viewer may not see it
   */
  Optional<CallEntry> find(Person viewer, UUID id);

  /**
   * @return in the order of writing; empty as in {@link #find}
   */
  List<JournalEntry> journal(Person viewer, UUID id);

  /** The numbers that the user's last calls were with, newest first; running calls do not count. */
  List<RecentCall> recent(UserId user, int limit);

  /** The user's own calls since midnight. */
  Summary today(UserId user, ZoneId zone);
}
