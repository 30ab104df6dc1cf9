package dev.hookswitch.security;

import dev.hookswitch.security.PeopleRefused.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords with bcrypt, the kind of the hash in front of it, and says which are refused.
 */
public class Passwords {
  private static final int MOST_BYTES = 72;
  private static final String BCRYPT_PREFIX = "{bcrypt}";

  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final int leastLength;

  /**
   * @param leastLength characters
   */
  public Passwords(int leastLength) {
    this.leastLength = leastLength;
  }

  public int leastLength() {
    return leastLength;
  }

  public Optional<Problem> problemOf(String password) {
    if (password.codePointCount(0, password.length()) < leastLength) {
      return Optional.of(Problem.PASSWORD_SHORT);
    }
    return password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
        ? Optional.of(Problem.PASSWORD_LONG)
        : Optional.empty();
  }

  /** Whether the text is a bcrypt hash as {@link #hash} writes it. */
  public static boolean isHash(String text) {
    return text.startsWith(BCRYPT_PREFIX)
        && text.substring(BCRYPT_PREFIX.length()).matches("\\$2[aby]\\$\\d\\d\\$[./0-9A-Za-z]{53}");
  }

  String hash(String password) {
    return encoder.encode(password);
  }

  PasswordEncoder encoder() {
    return encoder;
  }
}
