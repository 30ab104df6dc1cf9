package dev.hookswitch.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Two people in two browsers talk. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
class CallJourneyIT {
  @LocalServerPort int port;

  @Test
  void call_answered_isHeardOnBothSides() {
    String base = "http://localhost:" + port;
    try (Agent anna = Agent.signIn(base, "anna");
        Agent oleg = Agent.signIn(base, "oleg")) {
      anna.call("Oleg");
      oleg.seesState("Anna Berg", "Ringing");
      oleg.page().waitForTimeout(500);
      oleg.press("Answer");
      anna.seesState("Oleg Sorokin", "Talking");
      await()
          .untilAsserted(() -> {
            assertThat(anna.heard().packets()).isGreaterThan(50);
            assertThat(oleg.heard().packets()).isGreaterThan(50);
          });
      anna.press("End");
      oleg.seesState("Anna Berg", "Ended");
      assertThat(anna.complaints()).isEmpty();
    }
  }
}
