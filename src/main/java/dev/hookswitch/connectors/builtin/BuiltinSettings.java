package dev.hookswitch.connectors.builtin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code hookswitch.builtin}.
 *
 * @param ringSeconds how long a call rings before it ends as not answered
 * @param iceServers STUN and TURN servers for the pages; none are needed within one network
 */
@Validated
@ConfigurationProperties("hookswitch.builtin")
record BuiltinSettings(
    @DefaultValue("45") @Min(1) @Max(600) int ringSeconds,
    @DefaultValue @Valid List<IceServer> iceServers) {
  BuiltinSettings {
    iceServers = List.copyOf(iceServers);
  }

  Duration ringFor() {
    return Duration.ofSeconds(ringSeconds);
  }

  /**
   * @param url as RFC 7064 and RFC 7065 write it: {@code stun:host:port}, {@code turn:host:port}
   * @param secret the one that the TURN server shares with this server; empty for STUN. It never
   *     leaves the server
   */
  record IceServer(
      @Pattern(
              regexp = "(stuns?|turns?):[^\\s]+",
              message = "expected: stun:, stuns:, turn: or turns: and a host")
          String url,
      @DefaultValue("") String secret) {

    @AssertTrue(message = "a TURN server needs its shared secret, a STUN server has none")
    boolean isSecretWhereNeeded() {
      return turn() != secret.isEmpty();
    }

    boolean turn() {
      return url.startsWith("turn");
    }

    @Override
    public String toString() {
      return "IceServer[" + url + "]";
    }
  }
}
