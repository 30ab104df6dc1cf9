package dev.hookswitch.panel.ui;

import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import java.util.List;

/** Whose calls the history shows. */
enum WhoseCalls {
  MINE("history.mine", new Whose.Own()),
  TEAM("history.team", new Whose.Team()),
  ALL("history.all", new Whose.Everybody());

  private final String key;
  private final Whose whose;

  WhoseCalls(String key, Whose whose) {
    this.key = key;
    this.whose = whose;
  }

  String key() {
    return key;
  }

  Whose whose() {
    return whose;
  }

  /** What makes a difference for somebody with these rights. */
  static List<WhoseCalls> offeredTo(Person person) {
    if (person.is(Role.ADMINISTRATOR)) {
      return List.of(MINE, TEAM, ALL);
    }
    return person.is(Role.SUPERVISOR) ? List.of(MINE, TEAM) : List.of(MINE);
  }
}
