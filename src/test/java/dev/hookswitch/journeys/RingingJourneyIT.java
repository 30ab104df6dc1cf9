package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.hookswitch.calls.CallEntry.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can become of a call before anybody talks, and of a second one meanwhile. */
@Tag("line")
class RingingJourneyIT extends Journey {
  @Test
  void call_declined_isToldToTheCaller() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");

    anna.call("Oleg Sorokin");
    oleg.seesState("Anna Berg", "Ringing");
    oleg.press("Decline");

    anna.seesState("Oleg Sorokin", "Declined");
    anna.isTold("Oleg Sorokin declined the call.");
    oleg.seesNoCallWith("Anna Berg");
    assertThat(newestCall(anna).result()).isEqualTo(Result.DECLINED);
    assertThat(newestCall(oleg).result()).isEqualTo(Result.DECLINED);
  }

  @Test
  void call_toALineWithTwoCalls_isBusy() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    Agent clara = signIn("clara");
    Agent ben = signIn("ben");
    talk(anna, oleg);
    clara.call("Oleg Sorokin");
    oleg.seesState("Clara Weiss", "Ringing");

    ben.call("Oleg Sorokin");

    ben.seesState("Oleg Sorokin", "Busy");
    ben.isTold("Oleg Sorokin is busy.");
    assertThat(newestCall(ben).result()).isEqualTo(Result.BUSY);
    oleg.seesState("Anna Berg", "Talking");
    clara.press("End");
    oleg.seesNoCallWith("Clara Weiss");
    anna.press("End");
  }

  @Test
  void call_nobodyAnswers_endsAndIsMissed() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");

    anna.call("Oleg Sorokin");
    oleg.seesState("Anna Berg", "Ringing");

    assertThat(anna.card("Oleg Sorokin"))
        .containsText(
            "No answer", new ContainsTextOptions().setTimeout(RING_SECONDS * 1000 + 10_000));
    anna.isTold("Oleg Sorokin did not answer.");
    oleg.seesNoCall();
    assertThat(newestCall(anna).result()).isEqualTo(Result.NO_ANSWER);
    assertThat(newestCall(oleg).result()).isEqualTo(Result.MISSED);
    assertThat(oleg.history()).containsText("Missed");
  }

  @Test
  void call_cancelledByTheCaller_stopsRinging() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");

    anna.call("Oleg Sorokin");
    oleg.seesState("Anna Berg", "Ringing");
    anna.press("End");

    anna.seesState("Oleg Sorokin", "Ended");
    oleg.seesNoCall();
    assertThat(newestCall(anna).result()).isEqualTo(Result.CANCELLED);
    assertThat(newestCall(oleg).result()).isEqualTo(Result.MISSED);
  }

  @Test
  void status_doNotDisturbOrAway_decidesWhetherItRings() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");

    oleg.choosesStatus("Do not disturb");
    anna.call("117");
    anna.seesState("Oleg Sorokin", "Not available");
    anna.isTold("Oleg Sorokin is not signed in or takes no calls now.");
    oleg.seesNoCall();
    assertThat(newestCall(oleg).result()).isEqualTo(Result.MISSED);

    oleg.choosesStatus("Away", "Lunch");
    anna.press("Call again");
    anna.seesState("Oleg Sorokin", "Not available");
    oleg.seesNoCall();

    oleg.choosesStatus("Ready");
    anna.press("Call again");
    oleg.seesState("Anna Berg", "Ringing");
    oleg.press("Decline");
    anna.seesState("Oleg Sorokin", "Declined");
  }

  @Test
  void secondCall_answered_holdsTheFirstUntilItIsResumed() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    Agent clara = signIn("clara");
    talk(anna, oleg);

    clara.call("Oleg Sorokin");
    oleg.seesState("Clara Weiss", "Ringing");
    oleg.seesState("Anna Berg", "Talking");
    oleg.pressOn("Clara Weiss", "Answer");

    oleg.seesState("Clara Weiss", "Talking");
    oleg.seesState("Anna Berg", "On hold");
    clara.hears();
    oleg.hears();
    anna.hearsNothing();

    oleg.pressOn("Anna Berg", "Resume");
    oleg.seesState("Anna Berg", "Talking");
    oleg.seesState("Clara Weiss", "On hold");
    anna.hears();
    oleg.hears();
    clara.hearsNothing();

    oleg.pressOn("Anna Berg", "End");
    anna.seesState("Oleg Sorokin", "Ended");
    oleg.pressOn("Clara Weiss", "Resume");
    clara.hears();
    oleg.pressOn("Clara Weiss", "End");
    clara.seesState("Oleg Sorokin", "Ended");
  }
}
