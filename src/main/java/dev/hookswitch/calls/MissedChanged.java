package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.util.Set;

/**
 * Missed calls were added, taken, given back or done; the database has it already.
 *
 * @param users who missed those calls
 */
public record MissedChanged(Set<UserId> users) {
  public MissedChanged {
    users = Set.copyOf(users);
  }
}
