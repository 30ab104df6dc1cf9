package dev.hookswitch.messaging.asterisk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where a manager interface listens, and who signs in there. */
record AmiAccount(String host, int port, boolean tls, String user, String secret) {
  /** The answer to a challenge: the secret itself never goes over the wire (asterisk.md §2). */
  String key(String challenge) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5")
              .digest((challenge + secret).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  @Override
  public String toString() {
    return "%s@%s:%d".formatted(user, host, port);
  }
}
