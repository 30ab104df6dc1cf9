package dev.hookswitch.directory;

import dev.hookswitch.security.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is stored.
 *
 * @param second as in {@link RecordSummary}
 * @param version goes back with an update; it fails when somebody else was faster
 */
public record DirectoryRecord(RecordRef ref, String second, RecordDetails details, long version) {
  public RecordSummary summary() {
    return new RecordSummary(ref, details.name(), second);
  }

  public @Nullable UserId owner() {
    return details.owner();
  }

  public List<Communication> communications() {
    return details.communications();
  }

  /** Where a list by name goes on after this record. */
  public Directory.Cursor cursor() {
    return new Directory.Cursor(Words.lower(details.name()), ref.id());
  }
}
