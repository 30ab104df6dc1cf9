package dev.hookswitch.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.calls.CallEntry.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A call goes on to a third person, at once or after a word with them. */
@Tag("line")
class TransferJourneyIT extends Journey {
  private Agent anna;
  private Agent oleg;
  private Agent clara;

  @BeforeEach
  void annaTalksWithOleg() {
    anna = signIn("anna");
    oleg = signIn("oleg");
    clara = signIn("clara");
    talk(anna, oleg);
  }

  @Test
  void transferNow_answered_leavesTheOtherTwoTalking() {
    anna.transfers("Clara", "Transfer now");

    anna.seesState("Oleg Sorokin", "Transferred");
    clara.seesState("Oleg Sorokin", "Ringing");
    oleg.seesState("Clara Weiss", "Calling");
    clara.press("Answer");
    oleg.seesState("Clara Weiss", "Talking");
    clara.seesState("Oleg Sorokin", "Talking");
    oleg.hears();
    clara.hears();
    assertThat(newestCall(anna).result()).isEqualTo(Result.TRANSFERRED);

    oleg.press("End");
    clara.seesState("Oleg Sorokin", "Ended");
  }

  @Test
  void transferNow_declined_comesBackToWhoTransferred() {
    anna.transfers("Clara", "Transfer now");
    clara.seesState("Oleg Sorokin", "Ringing");
    clara.press("Decline");

    anna.seesState("Oleg Sorokin", "Ringing");
    anna.press("Answer");
    oleg.seesState("Anna Berg", "Talking");
    anna.hears();
    oleg.hears();
    anna.press("End");
    oleg.seesState("Anna Berg", "Ended");
  }

  @Test
  void consultation_completed_leavesTheOtherTwoTalking() {
    consult();

    anna.press("Complete transfer");

    oleg.seesState("Clara Weiss", "Talking");
    clara.seesState("Oleg Sorokin", "Talking");
    oleg.hears();
    clara.hears();
    anna.seesNoCallWith("Clara Weiss");
    clara.press("End");
    oleg.seesState("Clara Weiss", "Ended");
  }

  @Test
  void consultation_cancelled_bringsTheFirstCallBack() {
    consult();

    anna.press("Cancel transfer");

    clara.seesState("Anna Berg", "Ended");
    anna.seesState("Oleg Sorokin", "Talking");
    anna.hears();
    oleg.hears();
    clara.hearsNothing();
    anna.press("End");
    oleg.seesState("Anna Berg", "Ended");
  }

  @Test
  void consultation_cancelledWhileRinging_bringsTheFirstCallBack() {
    anna.transfers("Clara", "Consult");
    clara.seesState("Anna Berg", "Ringing");

    anna.press("Cancel transfer");

    clara.seesNoCall();
    anna.seesState("Oleg Sorokin", "Talking");
    anna.hears();
    oleg.hears();
    anna.press("End");
    oleg.seesState("Anna Berg", "Ended");
  }

  @Test
  void consultation_swapped_isHeardByOneAtATime() {
    consult();
    clara.hears();
    oleg.hearsNothing();

    anna.press("Swap");
    anna.seesState("Clara Weiss", "On hold");
    oleg.hears();
    anna.hears();
    clara.hearsNothing();

    anna.press("Swap");
    anna.seesState("Oleg Sorokin", "On hold");
    clara.hears();
    oleg.hearsNothing();

    anna.press("Complete transfer");
    oleg.hears();
    clara.hears();
    oleg.press("End");
    clara.seesState("Oleg Sorokin", "Ended");
  }

  private void consult() {
    anna.transfers("Clara", "Consult");
    anna.seesState("Oleg Sorokin", "On hold");
    anna.seesState("Clara Weiss", "Calling");
    clara.seesState("Anna Berg", "Ringing");
    clara.press("Answer");
    anna.seesState("Clara Weiss", "Consulting");
    clara.seesState("Anna Berg", "Talking");
  }
}
