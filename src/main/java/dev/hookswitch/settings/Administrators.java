package dev.hookswitch.settings;

import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import org.springframework.security.access.AccessDeniedException;

/** Rights of work that runs beside the page that asked for it, where nobody is signed in. */
final class Administrators {
  private Administrators() {}

  static void expect(Person actor) {
    if (!actor.is(Role.ADMINISTRATOR)) {
      throw new AccessDeniedException(actor.signIn() + " is no administrator");
    }
  }
}
