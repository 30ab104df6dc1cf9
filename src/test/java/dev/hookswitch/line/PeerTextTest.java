package dev.hookswitch.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTextTest {
  @Test
  void name_withControlsAndHalvesOfPairs_isWithoutThem() {
    assertThat(PeerText.name("Ada\u0000\u001b[31m \ud83d Lovelace\r\n"))
        .isEqualTo("Ada  [31m  Lovelace");
    assertThat(PeerText.name("Ada \ud83d\udcde")).isEqualTo("Ada \ud83d\udcde");
  }

  @Test
  void name_tooLong_isCutBetweenCharacters() {
    assertThat(PeerText.name("x".repeat(300))).hasSize(250);
    assertThat(PeerText.name("x".repeat(249) + "\ud83d\udcde")).isEqualTo("x".repeat(249));
  }

  @Test
  void words_ofAnySize_areASentence() {
    assertThat(PeerText.words("no ".repeat(100_000))).hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void number_ofAnAddress_isWithoutItsDomain() {
    assertThat(PeerText.number(" 1000@crm.test")).isEqualTo(new PhoneNumber("1000"));
  }

  @Test
  void number_unusable_isWithheld() {
    assertThat(PeerText.number("1".repeat(65))).isEqualTo(PhoneNumber.WITHHELD);
    assertThat(PeerText.number("10\u000000")).isEqualTo(PhoneNumber.WITHHELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\u0000b", "a\nb", "\ud83d"})
  void id_unusable_isNone(String text) {
    assertThat(PeerText.id(text)).isEmpty();
  }

  @Test
  void id_ofPrintableCharacters_isKept() {
    assertThat(PeerText.id("u:8f3b-1@sip.example")).contains(new CallId("u:8f3b-1@sip.example"));
    assertThat(PeerText.id("x".repeat(251))).isEmpty();
  }
}
