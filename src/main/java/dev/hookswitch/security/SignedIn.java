package dev.hookswitch.security;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The user on whose behalf the current thread works: the one of the request, or of the page whose
 * {@code ui.access} runs. Other threads have none.
 */
public final class SignedIn {
  private SignedIn() {}

  /** As at the sign-in; a change of roles or access ends the session. */
  public static Optional<Person> personIfAny() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof SignInUser user
        ? Optional.of(user.person())
        : Optional.empty();
  }

  /**
   * @throws IllegalStateException when nobody is signed in here
   */
  public static Person person() {
    return personIfAny()
        .orElseThrow(() -> new IllegalStateException("nobody is signed in on this thread"));
  }

  /**
   * @throws IllegalStateException when nobody is signed in here
   */
  public static UserId id() {
    return person().id();
  }
}
