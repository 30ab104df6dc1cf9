package dev.hookswitch.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal.Candidate;
import dev.hookswitch.phone.MediaSignal.Description;
import dev.hookswitch.phone.MediaSignal.Description.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalRulesTest {
  private static final MediaSessionId SESSION = new MediaSessionId("s");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "candidate:842163049 1 udp 1677729535 203.0.113.9 46154 typ srflx raddr 0.0.0.0 rport 0"
            + " generation 0 ufrag sXP5 network-cost 999",
        "candidate:1 1 UDP 2122252543 0c1f2d6a-5f2e-4d0c-9b5e-3f8f3a3d8e0b.local 55555 typ host",
        "candidate:2 1 TCP 2105524479 192.0.2.4 9 typ host tcptype active",
        "candidate:4 1 udp 8191 2001:db8::7 3478 typ relay raddr :: rport 0"
      })
  void acceptable_candidatesOfBrowsers_pass(String candidate) {
    assertThat(SignalRules.acceptable(new Candidate(SESSION, candidate, "0", 0))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "candidate:",
        "candidate:1 1 udp 1 192.0.2.4 9 typ ghost",
        "candidate:1 1 udp x 192.0.2.4 9 typ host",
        "candidate:1 1 udp 1 <b> 9 typ host",
        "candidate:1 1 udp 1 192.0.2.4 9 typ host\r\na=setup:active"
      })
  void acceptable_otherText_isRefused(String candidate) {
    assertThat(SignalRules.acceptable(new Candidate(SESSION, candidate, "0", 0))).isFalse();
  }

  @Test
  void acceptable_longestDescription_isBoundedInBytes() {
    String most = "v=0" + "a".repeat(SignalRules.MAX_DESCRIPTION_BYTES - 3);

    assertThat(SignalRules.acceptable(new Description(SESSION, Kind.OFFER, most))).isTrue();
    assertThat(SignalRules.acceptable(new Description(SESSION, Kind.OFFER, most + "a"))).isFalse();
    assertThat(
            SignalRules.acceptable(
                new Description(
                    SESSION,
                    Kind.OFFER,
                    "v=0" + "ж".repeat(SignalRules.MAX_DESCRIPTION_BYTES / 2))))
        .isFalse();
  }
}
