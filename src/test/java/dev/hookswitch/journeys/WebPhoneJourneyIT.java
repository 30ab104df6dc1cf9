package dev.hookswitch.journeys;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.ContextConfiguration;

/** The web phone over Verto: two browsers, and the simulated switch between them. */
@Tag("line")
@ContextConfiguration(initializers = OnSimulatedSwitch.class)
class WebPhoneJourneyIT extends Journey {
  @ParameterizedTest
  @CsvSource({"anna, oleg", "ben, emma"})
  void call_betweenTwoPages_isHeardBothWaysAndHeld(String first, String second) {
    Agent one = signIn(first);
    Agent other = signIn(second);
    talk(one, other);
    one.hears();
    other.hears();

    one.press("Hold");
    one.seesState(other.fullName(), "On hold");
    other.hearsNothing();
    one.press("Resume");
    one.seesState(other.fullName(), "Talking");
    other.hears();

    one.press("Mute");
    other.hearsSilence();
    one.press("Unmute");
    other.hears();
    Calls.end(one, other);

    talk(other, one);
    one.hears();
    other.hears();
    Calls.end(one, other);
  }
}
