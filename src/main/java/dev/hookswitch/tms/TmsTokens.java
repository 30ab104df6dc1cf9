package dev.hookswitch.tms;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens with which clients open lines at the Messaging Service. A token says whose lines it opens
 * and until when, sealed with a key that only servers have (AES-256 in GCM): nobody else can make
 * one, change one or read what is in it. Safe for use by many threads.
 */
public final class TmsTokens {
  public static final int KEY_BYTES = 32;

  /** From the issue to the sign-in; an open connection goes on. */
  public static final Duration VALID = Duration.ofMinutes(5);

  private static final byte[] PURPOSE =
      "hookswitch messaging token 1".getBytes(StandardCharsets.UTF_8);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MOST_LINES = 20;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final InstantSource clock;

  /**
   * @param key {@link #KEY_BYTES} of them
   */
  public TmsTokens(byte[] key, InstantSource clock) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "key of %d bytes (expected: %d)".formatted(key.length, KEY_BYTES));
    }
    this.key = new SecretKeySpec(key, "AES");
    this.clock = clock;
  }

  /** A token for lines of one user, valid for {@link #VALID}. */
  public String issue(String user, List<Line> lines) {
    return seal(new TmsAccess(user, lines, clock.instant().plus(VALID)));
  }

  String seal(TmsAccess access) {
    ObjectNode written = WireJson.object();
    written.put("user", access.user());
    written.put("until", access.until().toEpochMilli());
    ArrayNode lines = written.putArray("lines");
    access.lines().forEach(line -> lines.add(write(line)));
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce)
              .doFinal(WireJson.text(written).getBytes(StandardCharsets.UTF_8));
      byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal a token", e);
    }
  }

  private static ObjectNode write(Line line) {
    ObjectNode written = WireJson.object();
    written.put("id", line.id().value().toString());
    written.put("system", line.system());
    written.put("number", line.number().dialled());
    written.put("name", line.name());
    ObjectNode parameters = written.putObject("parameters");
    line.parameters().forEach(parameters::put);
    return written;
  }

  /** What a token allows; empty when it is forged, changed, sealed with another key, or expired. */
  public Optional<TmsAccess> check(String token) {
    try {
      byte[] both = Base64.getUrlDecoder().decode(token);
      if (both.length <= NONCE_BYTES) {
        return Optional.empty();
      }
      byte[] open =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE_BYTES))
              .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return WireJson.object(new String(open, StandardCharsets.UTF_8))
          .map(TmsTokens::read)
          .filter(access -> clock.instant().isBefore(access.until()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static TmsAccess read(ObjectNode written) {
    List<Line> lines = new ArrayList<>();
    written.path("lines").valueStream().limit(MOST_LINES).forEach(line -> lines.add(line(line)));
    return new TmsAccess(
        WireJson.text(written, "user"),
        lines,
        Instant.ofEpochMilli(TmsFields.wholeNumber(written, "until").orElse(0L)));
  }

  private static Line line(JsonNode written) {
    Map<String, String> parameters = new LinkedHashMap<>();
    JsonNode told = written.path("parameters");
    told.propertyNames().forEach(name -> parameters.put(name, WireJson.text(told, name)));
    return new Line(
        new LineId(UUID.fromString(WireJson.text(written, "id"))),
        WireJson.text(written, "system"),
        new PhoneNumber(WireJson.text(written, "number")),
        WireJson.text(written, "name"),
        parameters);
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(PURPOSE);
    return cipher;
  }
}
