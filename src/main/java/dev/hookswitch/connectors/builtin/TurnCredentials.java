package dev.hookswitch.connectors.builtin;

import dev.hookswitch.connectors.legs.IceServers;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.MediaConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The servers that pages are told, with credentials that expire. Scheme: "A REST API For Access To
 * TURN Services" (draft-uberti-behave-turn-rest-00), which coturn calls {@code use-auth-secret}:
 * the user name is the expiry in seconds since 1970, a colon and the line's number; the credential
 * is the Base64 of HMAC-SHA1 over it with the shared secret.
 */
final class TurnCredentials implements IceServers {
  /** Longer than any call: an allocation is refreshed with the credentials it began with. */
  static final Duration VALID_FOR = Duration.ofHours(12);

  private static final String HMAC = "HmacSHA1";

  private final List<BuiltinSettings.IceServer> servers;
  private final InstantSource clock;

  TurnCredentials(List<BuiltinSettings.IceServer> servers, InstantSource clock) {
    this.servers = List.copyOf(servers);
    this.clock = clock;
  }

  @Override
  public List<MediaConfig.IceServer> forLine(Line line) {
    long expiry = clock.instant().plus(VALID_FOR).getEpochSecond();
    String username = expiry + ":" + line.number();
    return servers.stream()
        .map(server ->
            server.turn()
                ? new MediaConfig.IceServer(
                    server.url(), username, credential(server.secret(), username))
                : new MediaConfig.IceServer(server.url(), "", ""))
        .toList();
  }

  private static String credential(String secret, String username) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      byte[] code = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + HMAC, e);
    }
  }
}
