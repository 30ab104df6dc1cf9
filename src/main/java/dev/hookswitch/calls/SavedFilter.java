package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.util.UUID;

/**
 * A filter of the Calls section under a name.
 *
 * @param definition the query of the page's address
 */
public record SavedFilter(UUID id, UserId owner, String name, Sharing sharing, String definition) {
  public enum Sharing {
    OWN,
    /** Those who share a team with the owner may use it. */
    TEAM
  }
}
