package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.hookswitch.calls.CallEntry.Result;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.Relay;
import dev.hookswitch.robots.RobotPhone;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

/** Agents whose pages are phones of a real Asterisk: SIP over WebSocket, with sound. */
@Tag("line")
@ExtendWith(RealAsterisk.class)
@ContextConfiguration(initializers = OnAsteriskWebPhones.class)
class AsteriskWebPhoneJourneyIT extends Journey {
  private static RealAsterisk.Instance asterisk;
  private static RobotPhone colleague;

  @Autowired private Relay network;

  @BeforeAll
  static void phones(RealAsterisk.Instance running) {
    asterisk = running;
    colleague = RobotPhone.at(running, "103", Manner.ANSWERS);
  }

  @AfterEach
  void everybodyHangsUp() {
    network.mend();
    asterisk.console("channel request hangup all");
  }

  @AfterAll
  static void noPhones() {
    colleague.close();
  }

  /** Whoever has signed in is a phone a moment later. */
  private Agent atThePhone(String name) {
    Agent agent = signIn(name);
    agent.seesLinesConnected();
    return agent;
  }

  private static void callsOleg(Agent anna, Agent oleg) {
    anna.call("202");
    oleg.seesState("Anna Berg", "Ringing");
    oleg.press("Answer");
    anna.seesState("Oleg Sorokin", "Talking");
    oleg.seesState("Anna Berg", "Talking");
  }

  @Test
  void call_betweenTwoPages_isHeardBothWaysHeldAndMuted() {
    Agent anna = atThePhone("anna");
    Agent oleg = atThePhone("oleg");
    callsOleg(anna, oleg);
    anna.hears();
    oleg.hears();

    anna.press("Hold");
    anna.seesState("Oleg Sorokin", "On hold");
    anna.hearsSilence();
    anna.press("Resume");
    anna.seesState("Oleg Sorokin", "Talking");
    anna.hears();
    oleg.hears();

    anna.press("Mute");
    oleg.hearsSilence();
    anna.press("Unmute");
    oleg.hears();
    Calls.end(anna, oleg);
    assertThat(newestCall(anna).result()).isEqualTo(Result.ANSWERED);
    assertThat(newestCall(oleg).result()).isEqualTo(Result.ANSWERED);
  }

  @Test
  void call_consultedAbout_isTransferredToAThirdPhone() {
    Agent anna = atThePhone("anna");
    Agent oleg = atThePhone("oleg");
    callsOleg(anna, oleg);

    oleg.transfersToNumber("103", "Consult");
    assertThat(oleg.panel()).containsText("Consulting");
    assertThat(oleg.button("Complete transfer")).isEnabled();
    oleg.hears();
    oleg.press("Complete transfer");
    assertThat(oleg.button("Complete transfer")).hasCount(0);
    assertThat(anna.panel()).containsText("Talking");
    anna.hears();
    colleague.hangsUp();
    assertThat(anna.panel()).containsText("Ended");
    assertThat(newestCall(oleg).result()).isEqualTo(Result.TRANSFERRED);
  }

  @Test
  void call_transferredBlind_goesToAThirdPhone() {
    Agent anna = atThePhone("anna");
    Agent oleg = atThePhone("oleg");
    callsOleg(anna, oleg);

    anna.transfersToNumber("103", "Transfer now");
    anna.seesState("Oleg Sorokin", "Transferred");
    oleg.seesState("Clara Chen", "Talking");
    oleg.hears();
    oleg.press("End");
    oleg.seesState("Clara Chen", "Ended");
  }

  @Test
  void reload_inATalk_bringsTheSoundBackAndTheCallGoesOn() {
    Agent anna = atThePhone("anna");
    Agent oleg = atThePhone("oleg");
    callsOleg(anna, oleg);
    anna.hears();

    anna.reloads();

    anna.seesState("Oleg Sorokin", "Talking");
    anna.hears();
    oleg.hears();
    assertThat(anna.status()).not().hasText(Pattern.compile("^Not connected"));
    Calls.end(anna, oleg);
    assertThat(newestCall(anna).result()).isEqualTo(Result.ANSWERED);
  }

  @Test
  void reload_whileItRings_goesOnRingingAndCanBeAnswered() {
    Agent anna = atThePhone("anna");
    Agent oleg = atThePhone("oleg");
    anna.call("202");
    oleg.seesState("Anna Berg", "Ringing");

    oleg.reloads();

    oleg.seesState("Anna Berg", "Ringing");
    oleg.seesLinesConnected();
    oleg.press("Answer");
    oleg.seesState("Anna Berg", "Talking");
    anna.hears();
    oleg.hears();
    Calls.end(oleg, anna);
  }

  @Test
  void secondTab_inATalk_takesThePhoneAndTheSound() {
    Agent anna = atThePhone("anna");
    Agent oleg = atThePhone("oleg");
    callsOleg(anna, oleg);
    anna.hears();
    Page first = anna.page();

    anna.opensTab();
    anna.seesState("Oleg Sorokin", "Talking");
    anna.press("Bring the sound here");

    anna.hears();
    oleg.hears();
    anna.closesTab(first);
    anna.hears();
    Calls.end(anna, oleg);
    assertThat(newestCall(anna).result()).isEqualTo(Result.ANSWERED);
  }

  @Test
  void phone_cutOffFromTheSwitch_saysSoTalksOnAndComesBack() {
    Agent anna = atThePhone("anna");
    Agent oleg = atThePhone("oleg");
    callsOleg(anna, oleg);

    network.breaks();
    anna.isTold("Your phone is not connected.");
    anna.hears();
    oleg.hears();
    anna.press("End");
    anna.seesState("Oleg Sorokin", "Ended");
    assertThat(anna.status()).hasText("Not connected");
    network.mend();

    anna.seesLinesConnected();
    oleg.seesLinesConnected();
    callsOleg(anna, oleg);
    Calls.end(anna, oleg);
  }

  @Test
  void page_thatIsAPhone_neverHasItsPassword() {
    Agent anna = comes("anna", Browser.desktop());
    var said = anna.hearsFrames();
    anna.signIn();
    anna.seesLinesConnected();

    assertThat(said).anyMatch(frame -> frame.contains("REGISTER sip:"));
    assertThat(said).noneMatch(frame -> frame.contains(RealAsterisk.Instance.SECRET));
  }
}
