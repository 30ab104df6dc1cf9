package dev.hookswitch.security;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user, as at the moment of reading.
 *
 * @param signIn lower case, unique, may change
 * @param teams by name
 * @param language null when the user has not chosen one: then the browser's counts
 * @param version goes back with an update; it fails when somebody else was faster
 */
public record Person(
    UserId id,
    String signIn,
    String name,
    Set<Role> roles,
    List<Team> teams,
    boolean enabled,
    @Nullable Language language,
    long version) {
  public Person {
    roles = Set.copyOf(roles);
    teams = List.copyOf(teams);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
