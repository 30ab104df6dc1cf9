package dev.hookswitch.tms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TmsTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Line LINE =
      new Line(
          new LineId(UUID.randomUUID()),
          "messaging",
          new PhoneNumber("101"),
          "Anna",
          Map.of("device", "PJSIP/101", "AgentPassword", "hidden"));

  private Instant now = NOON;
  private final TmsTokens tokens = new TmsTokens(new byte[TmsTokens.KEY_BYTES], () -> now);

  @Test
  void check_ownToken_allowsTheLineWithItsParameters() {
    assertThat(tokens.check(tokens.issue("anna", List.of(LINE))))
        .contains(new TmsAccess("anna", List.of(LINE), NOON.plus(TmsTokens.VALID)));
  }

  @Test
  void check_afterItsTime_isNothing() {
    String token = tokens.issue("anna", List.of(LINE));
    now = NOON.plus(TmsTokens.VALID).minusMillis(1);
    assertThat(tokens.check(token)).isPresent();
    now = NOON.plus(TmsTokens.VALID);
    assertThat(tokens.check(token)).isEmpty();
  }

  @Test
  void check_eachCharacterChanged_isNothing() {
    String token = tokens.issue("anna", List.of(LINE));
    // The last character may hold bits that mean nothing.
    for (int i = 0; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(tokens.check(token.substring(0, i) + other + token.substring(i + 1))).isEmpty();
    }
  }

  @Test
  void check_sealedWithAnotherKey_isNothing() {
    byte[] key = new byte[TmsTokens.KEY_BYTES];
    key[31] = 1;
    assertThat(tokens.check(new TmsTokens(key, () -> now).issue("anna", List.of(LINE)))).isEmpty();
  }

  @Test
  void issue_twice_givesTwoTokens() {
    assertThat(tokens.issue("anna", List.of(LINE)))
        .isNotEqualTo(tokens.issue("anna", List.of(LINE)));
  }

  @Test
  void issue_lineWithSecrets_showsNoneOfThem() {
    String token = tokens.issue("anna", List.of(LINE));
    String open = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
    assertThat(open).doesNotContain("hidden").doesNotContain("101");
    assertThat(tokens.check(token).orElseThrow().toString()).doesNotContain("hidden");
  }
}
