package dev.hookswitch.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that was not even looked at, because it came too early after failed ones. */
class TooManyAttempts extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  TooManyAttempts(Duration wait) {
    super("too many attempts, wait " + wait);
    this.wait = wait;
  }

  /** At least 1. */
  long seconds() {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
