package dev.hookswitch.calls;

import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
   * The newest call with one party.
   *
   * @param identity finds all calls with that party, see {@link CallFilter#party}
   * @param party withheld numbers count as one party
   * @param record whom the call was with, as far as its links say; null when they name nobody
   */
  record RecentCall(
      UUID id,
      UserId user,
      String identity,
      LineId line,
      CallDirection direction,
      Party party,
      @Nullable RecordSummary record,
      boolean missed,
      Instant at,
      Duration talk) {}

  /**
   * What is known about a call besides the call.
   *
   * @param note null when nobody noted anything
   * @param links in the order in which they were made
   */
  record Work(@Nullable CallNote note, List<CallLink> links) {
    /** Of a call about which nothing is known. */
    public static final Work NONE = new Work(null, List.of());

    public Work {
      links = List.copyOf(links);
    }
  }

  /**
   * The next calls of the list, newest first. What a page costs does not depend on its place.
   *
   * @param after null for the first page
   */
  List<CallEntry> page(Person viewer, CallFilter filter, @Nullable Cursor after, int limit);

  /** Those of the calls that exist and that the viewer may see, newest first. */
  List<CallEntry> findAll(Person viewer, Collection<UUID> calls);

  /**
   * Notes and links of a whole page at once.
   *
   * @return without those about which nothing is known, or which the viewer may not see
   */
  Map<UUID, Work> work(Person viewer, Collection<UUID> calls);

  Summary summary(Person viewer, CallFilter filter);

  /**
   * @return empty when there is no such call or the viewer may not see it
   */
  Optional<CallEntry> find(Person viewer, UUID id);

  /**
   * @return in the order of writing; empty as in {@link #find}
   */
  List<JournalEntry> journal(Person viewer, UUID id);

  /**
   * The parties that the last calls were with, newest first; running calls do not count.
   *
   * @param whose of the calls that the viewer may see
   */
  List<RecentCall> recent(Person viewer, Whose whose, int limit);

  /** The user's own calls since midnight. */
  Summary today(UserId user, ZoneId zone);
}
