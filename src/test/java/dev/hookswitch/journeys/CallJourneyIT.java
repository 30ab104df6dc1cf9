package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.hookswitch.calls.CallEntry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two people in two browsers talk, and the call is on record. */
class CallJourneyIT extends Journey {
  private static final Set<String> DOCUMENTED =
      Set.of(
          "initialized",
          "disconnected",
          "callStarted",
          "callFinished",
          "commutationStarted",
          "callBusy",
          "hold",
          "unhold",
          "error",
          "lineStateChanged",
          "agentStateChanged",
          "activeCallSnapshot",
          "callSaved",
          "rawMessage",
          "currentCallChanged",
          "callCentreStateChanged",
          "callInfoChanged",
          "dtmfEntered",
          "webRtcStarted",
          "webRtcVideoStarted",
          "webRtcDestroyed");

  @Test
  void call_fromNameToEnd_isHeardOnBothSidesAndOnRecordOfBoth() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");

    anna.call("Oleg");
    anna.seesState("Oleg Sorokin", "Calling");
    oleg.seesState("Anna Berg", "Ringing");
    oleg.press("Answer");
    anna.seesState("Oleg Sorokin", "Talking");
    oleg.seesState("Anna Berg", "Talking");
    anna.hears();
    oleg.hears();

    anna.press("Hold");
    anna.seesState("Oleg Sorokin", "On hold");
    anna.hearsNothing();
    oleg.hearsNothing();
    anna.press("Resume");
    anna.seesState("Oleg Sorokin", "Talking");
    anna.hears();
    oleg.hears();

    anna.press("Mute");
    assertThat(anna.button("Unmute")).isVisible();
    oleg.hearsSilence();
    anna.hears();
    anna.press("Unmute");
    oleg.hears();

    anna.press("Keypad");
    List.of("1", "4", "#").forEach(anna::press);
    assertThat(anna.group("Keypad")).containsText("Digits sent 1 4 #");
    oleg.press("Keypad");
    assertThat(oleg.group("Keypad")).containsText("Received 1 4 #");

    anna.press("End");
    anna.seesState("Oleg Sorokin", "Ended");
    oleg.seesState("Anna Berg", "Ended");

    isInCallsSection(anna, "Oleg Sorokin");
    isInCallsSection(oleg, "Anna Berg");
    assertSameTimes(newestCall(anna), newestCall(oleg));
    assertJournal(journalOfNewestCall(anna));
    assertJournal(journalOfNewestCall(oleg));
  }

  private static void isInCallsSection(Agent agent, String party) {
    agent.opens("/calls");
    Page page = agent.page();
    Locator link =
        page.getByRole(AriaRole.MAIN)
            .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(party).setExact(true))
            .first();
    link.click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(party)))
        .isVisible();
    Locator journal =
        page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Journal"))
            .getByRole(AriaRole.LISTITEM);
    assertThat(journal.first()).containsText("callStarted");
    assertThat(journal.last()).containsText("callFinished");
  }

  private static void assertSameTimes(CallEntry one, CallEntry other) {
    assertThat(other.peer().number()).isEqualTo(one.lineNumber());
    assertThat(other.times().startedAt())
        .isCloseTo(one.times().startedAt(), within(100, ChronoUnit.MILLIS));
    assertThat(other.times().endedAt())
        .isCloseTo(one.times().endedAt(), within(100, ChronoUnit.MILLIS));
    assertThat(conversation(other)).isCloseTo(conversation(one), Duration.ofMillis(300));
  }

  /** On hold is a state of the side that holds; for the other side the conversation goes on. */
  private static Duration conversation(CallEntry call) {
    return call.times().talk().plus(call.times().hold());
  }

  private static void assertJournal(List<String> names) {
    assertThat(names).startsWith("callStarted").isSubsetOf(DOCUMENTED);
    assertThat(names)
        .contains("callSaved", "commutationStarted", "webRtcStarted", "dtmfEntered")
        .contains("webRtcDestroyed")
        .endsWith("callFinished");
  }
}
