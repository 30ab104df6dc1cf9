package dev.hookswitch.security;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator writes about a user, new or known. Blanks around the sign-in and the name
 * do not count, nor does upper case in the sign-in.
 */
public record PersonDetails(
    String signIn,
    String name,
    Set<Role> roles,
    Set<TeamId> teams,
    @Nullable Language language,
    Access access) {
  /** Whether a user may sign in. */
  public enum Access {
    ENABLED,
    DISABLED
  }

  public PersonDetails {
    signIn = signIn.strip().toLowerCase(Locale.ROOT);
    name = name.strip();
    roles = Set.copyOf(roles);
    teams = Set.copyOf(teams);
  }
}
