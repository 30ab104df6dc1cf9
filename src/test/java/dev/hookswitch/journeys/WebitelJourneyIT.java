package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.hookswitch.calls.CallEntry.Result;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.simulators.SimulatedWebitel;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

/**
 * What an agent with a Webitel account and a web phone does with calls. The simulated switch passes
 * descriptions on from page to page, so sound flows between the two that have exchanged them: not
 * after a transfer, nor in a consultation.
 */
@Tag("line")
@ContextConfiguration(initializers = OnSimulatedSwitch.class)
class WebitelJourneyIT extends Journey {
  @Autowired private SimulatedWebitel webitel;
  @Autowired private Directory directory;

  @Test
  void webitelUser_createdByTheAdministrator_callsWithTheWebPhone() {
    Agent admin = comes("admin", Browser.desktop());
    Agent maria = comes("maria", Browser.desktop());
    Tour.signIn(base(), admin.page(), "admin");
    Tour.open(base(), admin.page(), "admin/webitel/new");
    Page page = admin.page();
    Locator form =
        page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("New account"));
    form.getByLabel("Number").fill(OnSimulatedSwitch.number(maria));
    form.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("User")).fill("Maria");
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Maria Rossi")).click();
    Locator password = form.getByLabel("Password", new Locator.GetByLabelOptions().setExact(true));
    password.fill("wrong");
    form.getByLabel("Use web phone").check();
    form.getByText("Test connection").click();
    assertThat(form).containsText("Event server: not signed in");
    password.fill(OnSimulatedSwitch.password(OnSimulatedSwitch.number(maria)));
    form.getByText("Test connection").click();
    assertThat(form).containsText("Event server: signed in");
    assertThat(form).containsText("Web phone: signed in");
    form.getByText("Save").click();
    assertThat(
            page.getByRole(AriaRole.GRIDCELL, new Page.GetByRoleOptions().setName("Maria Rossi")))
        .isVisible();

    maria.signIn();
    Agent anna = signIn("anna");
    talk(anna, maria);
    anna.hears();
    maria.hears();
    maria.press("End");
    anna.seesState("Maria Rossi", "Ended");
    talk(maria, anna);
    anna.hears();
    maria.hears();
    maria.press("End");
    anna.seesState("Maria Rossi", "Ended");
  }

  @Test
  void callFromOutside_ofSomebodyKnown_isIdentifiedAnsweredAndItsRecordingPlayed() {
    Agent anna = signIn("anna");
    var owner = person(anna);
    directory.create(
        owner,
        new RecordDetails(
            RecordRef.CONTACT,
            "Marta Lindqvist",
            owner.id(),
            null,
            null,
            "",
            "",
            "",
            List.of(new Communication(NumberType.WORK, "+380 44 123 45 67", false))));

    webitel.control().callFromOutside("380441234567", "", OnSimulatedSwitch.number(anna));
    anna.rings("Marta Lindqvist");
    anna.seesState("Marta Lindqvist", "Ringing");
    anna.press("Answer");
    anna.seesState("Marta Lindqvist", "Talking");
    anna.page().waitForTimeout(2500);
    assertThat(webitel.control().farEndHangsUp(OnSimulatedSwitch.number(anna))).isTrue();
    anna.seesState("Marta Lindqvist", "Ended");

    assertThat(newestCall(anna).result()).isEqualTo(Result.ANSWERED);
    anna.opens("/calls/" + newestCall(anna).id());
    Page page = anna.page();
    page.getByRole(AriaRole.MAIN)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Play").setExact(true))
        .click();
    page.waitForFunction("document.querySelector('.hs-player audio').currentTime > 0.5");
  }

  @Test
  void callToTheWorldOutside_keysSent_areHeardThere() {
    Agent anna = signIn("anna");
    anna.call("001");
    anna.seesState("001", "Talking");

    anna.press("Keypad");
    List.of("1", "4", "#").forEach(anna::press);

    assertThat(anna.group("Keypad")).containsText("Digits sent 1 4 #");
    await()
        .untilAsserted(() ->
            assertThat(webitel.control().heardByFarEnd(OnSimulatedSwitch.number(anna)))
                .isEqualTo("14#"));
    anna.press("End");
    anna.seesState("001", "Ended");
    assertThat(newestCall(anna).result()).isEqualTo(Result.ANSWERED);
  }

  @Test
  void transferNow_answered_leavesTheOtherTwoTalking() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    Agent clara = signIn("clara");
    talk(oleg, anna);

    anna.transfers("Clara", "Transfer now");
    clara.seesState("Oleg Sorokin", "Ringing");
    clara.press("Answer");

    anna.seesState("Oleg Sorokin", "Transferred");
    clara.seesState("Oleg Sorokin", "Talking");
    assertThat(newestCall(anna).result()).isEqualTo(Result.TRANSFERRED);
    oleg.press("End");
    clara.seesState("Oleg Sorokin", "Ended");
  }

  @Test
  void consultation_completed_leavesTheOtherTwoTalking() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    Agent clara = signIn("clara");
    consult(anna, oleg, clara);
    oleg.hearsNothing();

    anna.press("Complete transfer");

    anna.seesNoCallWith("Clara Weiss");
    oleg.seesState("Clara Weiss", "Talking");
    clara.seesState("Oleg Sorokin", "Talking");
    clara.press("End");
    oleg.seesNoCallWith("Clara Weiss");
    assertThat(newestCall(oleg).result()).isEqualTo(Result.ANSWERED);
  }

  @Test
  void consultation_cancelled_bringsTheFirstCallBack() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    Agent clara = signIn("clara");
    consult(anna, oleg, clara);

    anna.press("Cancel transfer");

    clara.seesState("Anna Berg", "Ended");
    anna.seesState("Oleg Sorokin", "Talking");
    anna.hears();
    oleg.hears();
    anna.press("End");
    oleg.seesState("Anna Berg", "Ended");
  }

  private void consult(Agent anna, Agent oleg, Agent clara) {
    talk(anna, oleg);
    anna.transfers("Clara", "Consult");
    anna.seesState("Oleg Sorokin", "On hold");
    clara.seesState("Anna Berg", "Ringing");
    clara.press("Answer");
    anna.seesState("Clara Weiss", "Consulting");
    clara.seesState("Anna Berg", "Talking");
  }

  @Test
  void video_switchedOnInTheCall_isSeenByTheOtherSide() {
    Agent anna = signIn("anna");
    Agent oleg = signIn("oleg");
    talk(anna, oleg);

    anna.press("Video");
    oleg.seesMovingPicture();
    oleg.press("Video");
    anna.seesMovingPicture();

    anna.press("Video");
    oleg.press("Video");
    oleg.seesNoPictures();
    anna.hears();
    oleg.hears();
    anna.press("End");
    oleg.seesState("Anna Berg", "Ended");
  }
}
