package dev.hookswitch.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * An installation without an administrator logs a link at its start; who opens it becomes the first
 * one. The link works once, and until there is an administrator. Safe for use by many threads.
 */
@Service
public class FirstAdministrator {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
  private static final int TOKEN_BYTES = 24;

  private final People people;
  private @Nullable String token;

  FirstAdministrator(People people) {
    this.people = people;
  }

  @EventListener(ApplicationReadyEvent.class)
  synchronized void offer() {
    if (people.hasAdministrator()) {
      return;
    }
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    token = made;
    LOG.warn(
        "There is no administrator yet. Open this page of the server once: /setup?token={}", made);
  }

  /** Whether {@link #create} would take the token. */
  public synchronized boolean accepts(String offered) {
    return token != null
        // Takes the same time wherever the two differ.
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8))
        && !people.hasAdministrator();
  }

  /**
   * @return false, with nothing done, when the token does not open anything
   * @throws PeopleRefused with every problem found; the token stays valid
   */
  public synchronized boolean create(String offered, String name, String signIn, String password) {
    if (!accepts(offered)) {
      return false;
    }
    PersonDetails details =
        new PersonDetails(
            signIn, name, Set.of(Role.ADMINISTRATOR), Set.of(), null, PersonDetails.Access.ENABLED);
    UserId made =
        ActingAsSystem.call(() -> people.create(details, new Credential.Password(password)));
    token = null;
    LOG.info("The first administrator is {} ({})", details.signIn(), made);
    return true;
  }
}
