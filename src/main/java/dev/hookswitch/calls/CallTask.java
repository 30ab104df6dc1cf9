package dev.hookswitch.calls;

import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done, mostly after a call.
 *
 * @param call after which it is to be done; null for a task without a call
 * @param record whom or what it is about; null when nothing is, or it is gone
 * @param doneAt null while it is open
 * @param version goes back with a change; it fails when somebody else was faster
 */
public record CallTask(
    UUID id,
    String title,
    Instant dueAt,
    UserId owner,
    @Nullable UUID call,
    @Nullable RecordSummary record,
    @Nullable Instant doneAt,
    long version) {
  public boolean open() {
    return doneAt == null;
  }
}
