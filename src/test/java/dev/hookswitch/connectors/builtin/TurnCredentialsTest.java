package dev.hookswitch.connectors.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.ProbedLine;
import jakarta.validation.Validation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnCredentialsTest {
  /** The credential was computed with {@code openssl dgst -sha1 -hmac north -binary | base64}. */
  @Test
  void forLine_turnServer_getsCredentialsThatExpire() {
    TurnCredentials credentials =
        new TurnCredentials(
            List.of(
                new BuiltinSettings.IceServer("stun:stun.example:3478", ""),
                new BuiltinSettings.IceServer("turn:turn.example:3478", "north")),
            () -> Instant.ofEpochSecond(1_000_000));

    List<MediaConfig.IceServer> servers =
        credentials.forLine(ProbedLine.line("builtin", "101", "Anna"));

    assertThat(servers)
        .containsExactly(
            new MediaConfig.IceServer("stun:stun.example:3478", "", ""),
            new MediaConfig.IceServer(
                "turn:turn.example:3478", "1043200:101", "fZ5mtDgkH08z+GWn/0ghUWMuReU="));
  }

  @ParameterizedTest
  @CsvSource({
    "stun:stun.example, '', 0",
    "turns:turn.example:5349?transport=tcp, s, 0",
    "turn:turn.example, '', 1",
    "stun:stun.example, s, 1",
    "https://turn.example, '', 1"
  })
  void iceServer_settings_areValidated(String url, String secret, int faults) {
    try (var factory = Validation.buildDefaultValidatorFactory()) {
      assertThat(factory.getValidator().validate(new BuiltinSettings.IceServer(url, secret)))
          .hasSize(faults);
    }
  }
}
