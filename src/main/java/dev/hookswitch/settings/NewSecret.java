package dev.hookswitch.settings;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that a machine makes for a machine. */
public final class NewSecret {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 18;

  private NewSecret() {}

  /** 24 letters, digits, {@code -} and {@code _}: every server takes them. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
