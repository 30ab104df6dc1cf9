package dev.hookswitch.calls;

import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.phone.Party;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom nobody answered, and with whom nobody has spoken since.
 *
 * @param call the newest of the missed calls; it stands for the party in {@link MissedCalls}
 * @param lastAt when the newest began to ring
 * @param attempts how many calls of that party wait
 * @param missedBy whose calls they were
 * @param takenBy who is on it; null when nobody is
 * @param records what the calls are linked to
 */
public record MissedParty(
    UUID call,
    Party party,
    Instant lastAt,
    int attempts,
    Set<UserId> missedBy,
    @Nullable UserId takenBy,
    List<RecordSummary> records) {
  public MissedParty {
    missedBy = Set.copyOf(missedBy);
    records = List.copyOf(records);
  }
}
