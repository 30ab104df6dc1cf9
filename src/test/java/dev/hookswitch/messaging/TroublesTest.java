package dev.hookswitch.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Loss;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Troubles troubles = new Troubles();

  @Test
  void last_ofALostLink_isOneForAllLines() {
    troubles.add(NOON, "main", "101", Loss.CONNECTION_LOST, "broken pipe");
    troubles.add(NOON.plusMillis(1), "main", "102", Loss.CONNECTION_LOST, "broken pipe");
    troubles.add(NOON.plusMillis(2), "main", "103", Loss.CONNECTION_LOST, "broken pipe");
    assertThat(troubles.last())
        .containsExactly(
            new LinkTrouble(
                NOON.plusMillis(2), "main", "", Loss.CONNECTION_LOST, "broken pipe", 3));
  }

  @Test
  void last_ofTheSameLineAgain_keepsItsNumber() {
    troubles.add(NOON, "main", "101", null, "no such queue");
    troubles.add(NOON, "main", "101", null, "no such queue");
    assertThat(troubles.last())
        .containsExactly(new LinkTrouble(NOON, "main", "101", null, "no such queue", 2));
  }

  @Test
  void last_ofDifferentTroubles_hasTheLatestFirstAndABound() {
    for (int each = 0; each < 60; each++) {
      troubles.add(NOON, "main", "101", null, "trouble " + each);
    }
    assertThat(troubles.last()).hasSize(50);
    assertThat(troubles.last().getFirst().detail()).isEqualTo("trouble 59");
  }
}
