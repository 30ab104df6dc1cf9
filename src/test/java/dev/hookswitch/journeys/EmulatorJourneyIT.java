package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A line without media: what the dialled number does is written in the emulator's dial plan. */
@Tag("line")
class EmulatorJourneyIT extends Journey {
  @Test
  void number00_dialled_answers() {
    Agent emma = signIn("emma");

    emma.call("00");

    emma.seesState("00", "Talking");
    emma.press("Hold");
    emma.seesState("00", "On hold");
    emma.press("Resume");
    emma.seesState("00", "Talking");
    emma.press("End");
    emma.seesState("00", "Ended");
  }

  @Test
  void number01_dialled_isBusy() {
    Agent emma = signIn("emma");

    emma.call("01");

    emma.seesState("01", "Busy");
    emma.isTold("01 is busy.");
  }

  @Test
  void number05_dialled_losesTheLineAndComesBackWithTheCall() {
    Agent emma = signIn("emma");

    emma.call("05");

    emma.seesState("05", "Talking");
    assertThat(emma.button("201 line lost")).isVisible();
    emma.seesState("05", "Talking");
    assertThat(emma.button("All lines connected")).isVisible();
    emma.seesState("05", "Talking");
    emma.press("End");
    emma.seesState("05", "Ended");
  }
}
