package dev.hookswitch.calls;

import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.PersonDetails;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.Team;
import dev.hookswitch.security.TeamId;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * People with different sights, new ones each time: two agents, one of them in the team of the
 * supervisor, and an administrator.
 */
public record TestTeam(Person anna, Person ben, Person supervisor, Person administrator) {
  public static final String PASSWORD = "correct horse battery";

  public static TestTeam create(People people) {
    return ActingAsSystem.call(() -> {
      TeamId sales = people.createTeam("Sales " + UUID.randomUUID());
      return new TestTeam(
          add(people, "Anna Berg", Role.AGENT, Set.of(sales)),
          add(people, "Ben Adeyemi", Role.AGENT, Set.of()),
          add(people, "Clara Weiss", Role.SUPERVISOR, Set.of(sales)),
          add(people, "Dora Admin", Role.ADMINISTRATOR, Set.of()));
    });
  }

  /** An agent in the same team as Anna. */
  public Person another(People people, String name) {
    Set<TeamId> teams =
        supervisor.teams().stream().map(Team::id).collect(Collectors.toUnmodifiableSet());
    return ActingAsSystem.call(() -> add(people, name, Role.AGENT, teams));
  }

  private static Person add(People people, String name, Role role, Set<TeamId> teams) {
    String signIn = name.substring(0, 3) + UUID.randomUUID();
    var details = new PersonDetails(signIn, name, Set.of(role), teams, null, Access.ENABLED);
    return people.find(people.create(details, new Credential.Password(PASSWORD))).orElseThrow();
  }
}
