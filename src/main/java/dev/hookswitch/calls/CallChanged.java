package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.util.UUID;

/**
 * A call was written; the database has it already.
 *
 * @param user whose call it is
 */
public record CallChanged(UUID call, UserId user, Phase phase) {
  public enum Phase {
    STARTED,
    CHANGED,
    ENDED,
    /** Not the call itself but its note, links, tasks or files. */
    WORKED_ON
  }
}
