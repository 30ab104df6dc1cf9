package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.util.UUID;

/** A call's row was written; the database has it already. */
public record CallChanged(UUID call, UserId user, Phase phase) {
  public enum Phase {
    STARTED,
    CHANGED,
    ENDED
  }
}
