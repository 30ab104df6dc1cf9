package dev.hookswitch.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Digest access authentication: RFC 7616 §3.4, for SIP RFC 3261 §22.4 and RFC 8760. */
final class Digest {
  /** In which a password is asked for. */
  enum Algorithm {
    MD5("MD5"),
    SHA_256("SHA-256");

    private final String token;

    Algorithm(String token) {
      this.token = token;
    }

    /** As challenges name it. */
    String token() {
      return token;
    }

    /** Empty for one that is not known; a challenge that names none means MD5. */
    static Optional<Algorithm> of(@Nullable String token) {
      return token == null
          ? Optional.of(MD5)
          : Arrays.stream(values()).filter(one -> one.token.equalsIgnoreCase(token)).findFirst();
    }
  }

  /**
   * What the client adds with {@code qop=auth}.
   *
   * @param count {@code nc}: how often the nonce was used, 8 hexadecimal digits
   */
  record Auth(String count, String clientNonce) {}

  private Digest() {}

  /**
   * The value of {@code response}.
   *
   * @param auth null for a challenge without {@code qop}
   */
  static String response(
      Algorithm algorithm,
      String user,
      String realm,
      String password,
      String method,
      String uri,
      String nonce,
      @Nullable Auth auth) {
    String whoever = hash(algorithm, user + ":" + realm + ":" + password);
    String whatever = hash(algorithm, method + ":" + uri);
    String middle =
        auth == null ? nonce : String.join(":", nonce, auth.count(), auth.clientNonce(), "auth");
    return hash(algorithm, String.join(":", whoever, middle, whatever));
  }

  private static String hash(Algorithm algorithm, String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm.token()).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
