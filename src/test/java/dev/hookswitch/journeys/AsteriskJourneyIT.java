package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallEntry.Result;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.Relay;
import dev.hookswitch.robots.RobotPhone;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

/** What an agent with a phone on a real Asterisk does with calls, at the phone and in the panel. */
@Tag("line")
@ExtendWith(RealAsterisk.class)
@ContextConfiguration(initializers = OnAsterisk.class)
class AsteriskJourneyIT extends Journey {
  private static final String CALLER = "+493012345678";
  private static final String MARTA = "Marta Lindqvist";
  private static RealAsterisk.Instance asterisk;
  private static RobotPhone desk;
  private static RobotPhone colleague;
  private static RobotPhone neighbour;
  private static RobotPhone outside;

  @Autowired private Relay network;

  @BeforeAll
  static void phones(RealAsterisk.Instance running) {
    asterisk = running;
    desk = RobotPhone.at(running, "101", Manner.RINGS);
    colleague = RobotPhone.at(running, "102", Manner.IS_BUSY);
    neighbour = RobotPhone.at(running, "104", Manner.RINGS);
    outside = RobotPhone.outside(running, CALLER, Manner.RINGS);
  }

  @AfterEach
  void everybodyHangsUp() {
    network.mend();
    asterisk.console("channel request hangup all");
    outside.manner(Manner.RINGS);
    colleague.manner(Manner.IS_BUSY);
  }

  @AfterAll
  static void noPhones() {
    List.of(desk, colleague, neighbour, outside).forEach(RobotPhone::close);
  }

  /** Somebody outside has called, and Anna has answered at her phone. */
  private Agent talks() {
    Agent anna = signIn("anna");
    outside.dials("+442079460101");
    anna.seesState(MARTA, "Ringing");
    desk.answers();
    anna.seesState(MARTA, "Talking");
    return anna;
  }

  @Test
  void callFromOutside_ofSomebodyKnown_isIdentifiedHeldAndItsRecordingPlayed() {
    Agent anna = signIn("anna");
    Instant before = Instant.now();

    outside.dials("+442079460101");
    anna.rings(MARTA);
    anna.seesState(MARTA, "Ringing");
    desk.answers();
    anna.seesState(MARTA, "Talking");
    anna.press("Hold");
    anna.seesState(MARTA, "On hold");
    anna.press("Resume");
    anna.seesState(MARTA, "Talking");
    anna.page().waitForTimeout(2500);
    outside.hangsUp();
    anna.seesState(MARTA, "Ended");
    Instant after = Instant.now();

    CallEntry row = newestCall(anna);
    assertThat(row.result()).isEqualTo(Result.ANSWERED);
    assertThat(row.call().direction()).isEqualTo(CallDirection.IN);
    assertThat(row.peer().number().dialled()).isEqualTo(CALLER);
    Instant answered = Objects.requireNonNull(row.call().answeredAt());
    Instant ended = Objects.requireNonNull(row.times().endedAt());
    assertThat(row.times().startedAt()).isBetween(before, answered);
    assertThat(ended).isCloseTo(after, within(2, ChronoUnit.SECONDS));
    assertThat(Duration.between(answered, ended))
        .isBetween(Duration.ofMillis(2500), Duration.between(before, after));
    assertThat(row.recorded()).isTrue();
    anna.opens("/calls");
    assertThat(anna.page().getByRole(AriaRole.MAIN)).containsText(MARTA);

    anna.opens("/calls/" + row.id());
    Page page = anna.page();
    page.getByRole(AriaRole.MAIN)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Play").setExact(true))
        .click();
    page.waitForFunction("document.querySelector('.hs-player audio').currentTime > 0.5");
  }

  @Test
  void callFromThePanel_ownPhoneFirst_isTalkedOverAndEnded() {
    outside.manner(Manner.ANSWERS);
    Agent anna = signIn("anna");

    anna.call("+49305550100");
    anna.seesState("+49305550100", "Talking");
    anna.press("End");
    anna.seesState("+49305550100", "Ended");

    CallEntry row = newestCall(anna);
    assertThat(row.result()).isEqualTo(Result.ANSWERED);
    assertThat(row.call().direction()).isEqualTo(CallDirection.OUT);
    assertThat(row.peer().number().dialled()).isEqualTo("+49305550100");
  }

  @Test
  void callFromThePanel_colleagueBusyOrNumberWrong_saysWhy() {
    Agent anna = signIn("anna");

    anna.call("102");
    anna.seesState("Oleg Sorokin", "Busy");
    anna.call("555");
    anna.isTold("The number 555 does not exist.");

    assertThat(newestCall(anna).result()).isEqualTo(Result.BUSY);
  }

  @Test
  void callFromOutside_answeredInThePanel_isTransferredToAColleague() {
    colleague.manner(Manner.RINGS);
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");

    outside.dials("+442079460101");
    anna.seesState(MARTA, "Ringing");
    anna.press("Answer");
    anna.seesState(MARTA, "Talking");
    anna.transfers("Oleg", "Transfer now");
    oleg.seesState(MARTA, "Ringing");
    anna.seesState(MARTA, "Transferred");
    colleague.answers();
    oleg.seesState(MARTA, "Talking");
    outside.hangsUp();
    oleg.seesState(MARTA, "Ended");

    assertThat(newestCall(anna).result()).isEqualTo(Result.TRANSFERRED);
    assertThat(newestCall(oleg).result()).isEqualTo(Result.ANSWERED);
  }

  @Test
  void callFromOutside_recordedThenParked_isFetchedWithOneClick() {
    Agent anna = talks();
    Locator recorded = anna.card(MARTA).getByText("Recorded");
    assertThat(recorded).isVisible(); // the dial plan does
    anna.press("Stop recording");
    assertThat(recorded).isHidden();
    anna.press("Record");
    assertThat(recorded).isVisible();

    anna.press("Transfer");
    anna.press("Park");
    anna.isTold("Parked at 7");
    CallEntry row = newestCall(anna);
    assertThat(row.result()).isEqualTo(Result.PARKED);
    String space = Objects.requireNonNull(row.call().redirection()).dialled();
    assertThat(row.recorded()).isTrue();
    anna.press("Fetch the call");
    anna.seesState(MARTA, "Talking");
    outside.hangsUp();
    anna.seesState(MARTA, "Ended");

    anna.opens("/calls/" + row.id());
    assertThat(anna.page().getByRole(AriaRole.MAIN)).containsText("Parked at " + space);
  }

  @Test
  void parkedCall_thatNobodyFetches_comesBackAndSaysSo() {
    Agent anna = talks();
    anna.press("Transfer");
    anna.press("Park");
    anna.isTold("Parked at 7");

    assertThat(anna.card(MARTA))
        .containsText("back from parking", new ContainsTextOptions().setTimeout(60_000));
    desk.answers();
    anna.seesState(MARTA, "Talking");
    outside.hangsUp();
    anna.seesState(MARTA, "Ended");
  }

  @Test
  void link_cutInACallThatGoesOn_comesBackWithTheSameCall() {
    Agent anna = talks();
    CallEntry before = newestCall(anna);

    network.breaks();
    assertThat(anna.button("101 line lost")).isVisible();
    network.mend();

    assertThat(anna.button("All lines connected")).isVisible();
    anna.seesState(MARTA, "Talking");
    outside.hangsUp();
    anna.seesState(MARTA, "Ended");
    assertThat(newestCall(anna).id()).isEqualTo(before.id());
    assertThat(newestCall(anna).result()).isEqualTo(Result.ANSWERED);
  }

  /** Half a minute: by then every attempt to come back has failed several times. */
  @Test
  void link_cutForLongWhileTheCallEnds_closesItAsBrokenOff() {
    Agent anna = talks();
    CallEntry before = newestCall(anna);

    network.breaks();
    assertThat(anna.button("101 line lost")).isVisible();
    outside.hangsUp();
    anna.page().waitForTimeout(30_000);
    network.mend();

    assertThat(anna.card(MARTA))
        .containsText("Broken off", new ContainsTextOptions().setTimeout(60_000));
    assertThat(anna.button("All lines connected")).isVisible();
    assertThat(newestCall(anna).id()).isEqualTo(before.id());
    assertThat(newestCall(anna).result()).isEqualTo(Result.BROKEN_OFF);
  }

  @Test
  void asterisk_crashesInACall_closesItOnceAndTakesTheNext() {
    Agent anna = talks();
    CallEntry before = newestCall(anna);

    asterisk.crash();

    anna.seesState(MARTA, "Broken off");
    assertThat(anna.status()).not().hasText(Pattern.compile("^Not connected"));
    assertThat(newestCall(anna).id()).isEqualTo(before.id());
    assertThat(newestCall(anna).result()).isEqualTo(Result.BROKEN_OFF);
    outside.hangsUp();
    desk.close();
    desk = RobotPhone.at(asterisk, "101", Manner.RINGS); // it would come back within a minute
    outside.dials("+442079460101");
    anna.seesState(MARTA, "Ringing");
    assertThat(newestCall(anna).id()).isNotEqualTo(before.id());
    outside.hangsUp();
    anna.seesNoCallWith(MARTA);
    assertThat(newestCall(anna).result()).isEqualTo(Result.MISSED);
  }

  private static Locator found(Agent agent, String name) {
    return agent
        .panel()
        .getByRole(AriaRole.OPTION, new Locator.GetByRoleOptions().setName(Pattern.compile(name)));
  }

  @Test
  void colleaguesPhone_ringsWithoutSignIn_isSeenAndPickedUp() {
    Agent anna = signIn("anna");
    anna.target().fill("Olaf");
    assertThat(found(anna, "Olaf Lindgren")).containsText("Phone is free");

    outside.dials("+442079460104");
    assertThat(found(anna, "Olaf Lindgren")).containsText("Ringing");
    anna.press("Pick up the call of Olaf Lindgren");
    anna.seesState(MARTA, "Talking");
    assertThat(newestCall(anna).call().direction()).isEqualTo(CallDirection.IN);
    anna.press("End");
    anna.seesState(MARTA, "Ended");

    assertThat(newestCall(anna).result()).isEqualTo(Result.ANSWERED);
  }

  @Test
  void colleaguesCall_pickedUp_isNoMissedCallOfTheColleague() {
    colleague.manner(Manner.RINGS);
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    outside.dials("+442079460102");
    oleg.seesState(MARTA, "Ringing");

    anna.target().fill("Oleg");
    anna.press("Pick up the call of Oleg Sorokin");
    anna.seesState(MARTA, "Talking");
    oleg.seesNoCallWith(MARTA);
    assertThat(found(anna, "Oleg Sorokin")).hasCount(0);
    anna.target().fill("Oleg");
    assertThat(found(anna, "Oleg Sorokin")).containsText("Ready");

    assertThat(newestCall(oleg).result()).isEqualTo(Result.ANSWERED_ELSEWHERE);
    outside.hangsUp();
    anna.seesState(MARTA, "Ended");
  }

  @Tag("look")
  @ParameterizedTest
  @CsvSource({"en-GB,LIGHT,1280", "ru-RU,DARK,1280", "ru-RU,LIGHT,360", "en-GB,DARK,360"})
  void colleagues_inEveryState_canBeTold(String locale, ColorScheme scheme, int width) {
    colleague.manner(Manner.RINGS);
    NewContextOptions options =
        Browser.desktop().setLocale(locale).setColorScheme(scheme).setViewportSize(width, 800);
    Page page = comes("anna", options).page();
    boolean english = locale.startsWith("en");
    Tour.signIn(base(), page, "anna");
    if (width < 500) {
      page.getByRole(
              AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName(english ? "Phone" : "Телефон").setExact(true))
          .click();
    }
    Locator panel = page.locator("#cti");
    panel.locator(".hs-query input").fill("Ol");
    Locator rows = panel.getByRole(AriaRole.OPTION);
    assertThat(rows).hasCount(3);
    neighbour.dials("600");
    outside.dials("+442079460102");
    assertThat(rows.filter(having("Oleg"))).containsText(english ? "Ringing" : "Звонит");
    assertThat(rows.filter(having("Olaf"))).containsText(english ? "On a call" : "Разговаривает");
    assertThat(rows.filter(having("Olga")))
        .containsText(english ? "Phone unavailable" : "Телефон недоступен");
    assertThat(panel.getByText(english ? "Pick up" : "Перехватить")).isVisible();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                Path.of(
                    "target/screenshots/colleagues/%s-%s-%d.png"
                        .formatted(locale, scheme, width))));
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    Tour.settle(page);
    assertThat(new AxeBuilder(page).include("#cti").analyze().getViolations()).isEmpty();
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
