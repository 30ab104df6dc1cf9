package dev.hookswitch.security;

import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Ends the sessions of a user who lost a right: roles are read at the sign-in, so an open session
 * would keep what the administrator has just taken away.
 */
@Component
class SessionsOfChangedPeople {
  private final SessionRegistry sessions;
  private final People people;

  SessionsOfChangedPeople(SessionRegistry sessions, People people) {
    this.sessions = sessions;
    this.people = people;
  }

  @TransactionalEventListener
  void on(PersonChanged event) {
    people.find(event.user()).ifPresent(this::endUnlessAsGood);
  }

  private void endUnlessAsGood(Person now) {
    sessions.getAllPrincipals().stream()
        .filter(SignInUser.class::isInstance)
        .map(SignInUser.class::cast)
        .filter(user -> user.person().id().equals(now.id()))
        .filter(user -> !now.enabled() || !user.person().roles().equals(now.roles()))
        .flatMap(user -> sessions.getAllSessions(user, false).stream())
        .forEach(SessionInformation::expireNow);
  }
}
