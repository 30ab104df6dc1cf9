package dev.hookswitch.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Calls between Anna and Oleg of the demo. */
final class Calls {
  /** The panel takes no click in the first moments of a card. */
  private static final int GUARD_MS = 500;

  private Calls() {}

  /** Anna calls, it rings at Oleg. */
  static void ring(Agent anna, Agent oleg) {
    ring(anna, "Oleg", oleg, "Anna Berg");
  }

  /** One calls whom the target names; the other sees it ring. */
  static void ring(Agent caller, String target, Agent called, String callerName) {
    caller.call(target);
    called.seesState(callerName, "Ringing");
    called.page().waitForTimeout(GUARD_MS);
  }

  /** Anna calls, Oleg answers; both see that they talk. */
  static void talk(Agent anna, Agent oleg) {
    ring(anna, oleg);
    oleg.press("Answer");
    anna.seesState("Oleg Sorokin", "Talking");
    oleg.seesState("Anna Berg", "Talking");
  }

  /** One ends the talk, the other sees it. */
  static void end(Agent one, Agent other, String oneName) {
    one.page().waitForTimeout(GUARD_MS);
    one.press("End");
    other.seesState(oneName, "Ended");
  }

  /** Returns when each has heard a second of the other. */
  static void awaitSound(Agent anna, Agent oleg) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(anna.heard().packets()).isGreaterThan(50);
          assertThat(oleg.heard().packets()).isGreaterThan(50);
        });
  }
}
