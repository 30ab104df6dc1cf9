package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the sign-in page to the call's page without a mouse. */
@Tag("look")
class KeyboardJourneyIT extends Journey {
  private static final int FEWER_THAN_STOPS_OF_A_PAGE = 80;

  @Test
  void call_byKeyboardAlone_goesFromSignInToTheCallPage() {
    Agent anna = signsInByKeyboard("anna");
    Agent oleg = signsInByKeyboard("oleg");

    press(anna, "Alt+n");
    assertThat(anna.target()).isFocused();
    type(anna, "ole");
    assertThat(anna.panel().getByRole(AriaRole.OPTION)).containsText("Oleg Sorokin");
    press(anna, "ArrowDown", "Enter");
    anna.seesState("Oleg Sorokin", "Calling");

    oleg.seesState("Anna Berg", "Ringing");
    shortcut(oleg, "Answer", "Alt+a");
    anna.seesState("Oleg Sorokin", "Talking");
    anna.hears();
    oleg.hears();

    tabTo(anna, anna.button("Hold"));
    anna.waitForGuard(anna.button("Hold"));
    press(anna, "Enter");
    anna.seesState("Oleg Sorokin", "On hold");
    oleg.hearsNothing();
    shortcut(anna, "Resume", "Alt+o");
    anna.seesState("Oleg Sorokin", "Talking");
    oleg.hears();

    shortcut(anna, "Mute", "Alt+m");
    oleg.hearsSilence();
    shortcut(anna, "Unmute", "Alt+m");
    oleg.hears();

    shortcut(anna, "Keypad", "Alt+k");
    assertThat(anna.group("Keypad")).isVisible();
    press(anna, "1", "4", "#");
    assertThat(anna.group("Keypad")).containsText("Digits sent 1 4 #");
    shortcut(oleg, "Keypad", "Alt+k");
    assertThat(oleg.group("Keypad")).containsText("Received 1 4 #");
    press(anna, "Escape");
    assertThat(anna.group("Keypad")).isHidden();

    tabTo(anna, anna.button("End"));
    anna.waitForGuard(anna.button("End"));
    press(anna, "Enter");
    anna.seesState("Oleg Sorokin", "Ended");
    oleg.seesState("Anna Berg", "Ended");

    opensCallPage(anna, "Oleg Sorokin");
    opensCallPage(oleg, "Anna Berg");
    assertThat(journalOfNewestCall(oleg)).contains("dtmfEntered").endsWith("callFinished");
  }

  @Test
  void typedName_enter_callsTheBestMatch() {
    Agent anna = signsInByKeyboard("anna");
    Agent oleg = signsInByKeyboard("oleg");

    press(anna, "Alt+n");
    type(anna, "Oleg");
    press(anna, "Enter");

    oleg.seesState("Anna Berg", "Ringing");
    shortcut(oleg, "Decline", "Alt+l");
    anna.seesState("Oleg Sorokin", "Declined");
  }

  @Test
  void status_byArrowsAndEnter_isChosen() {
    Agent anna = signsInByKeyboard("anna");

    tabTo(anna, anna.status());
    press(anna, "ArrowDown");
    assertThat(anna.page().getByRole(AriaRole.MENU)).isVisible();
    press(anna, "ArrowDown", "ArrowDown", "Enter");
    anna.seesStatus("Do not disturb");

    tabTo(anna, anna.status());
    press(anna, "ArrowDown");
    assertThat(anna.page().getByRole(AriaRole.MENU)).isVisible();
    press(anna, "Enter");
    anna.seesStatus("Ready");
  }

  @Test
  void transfer_byKeyboardAlone_reachesTheThirdPerson() {
    Agent anna = signsInByKeyboard("anna");
    Agent oleg = signsInByKeyboard("oleg");
    Agent clara = signsInByKeyboard("clara");
    press(anna, "Alt+n");
    type(anna, "117");
    press(anna, "Enter");
    oleg.seesState("Anna Berg", "Ringing");
    shortcut(oleg, "Answer", "Alt+a");
    anna.seesState("Oleg Sorokin", "Talking");

    shortcut(anna, "Transfer", "Alt+g");
    Locator to = anna.group("Transfer").getByRole(AriaRole.TEXTBOX);
    assertThat(to).isFocused();
    type(anna, "104");
    press(anna, "Enter");
    clara.seesState("Anna Berg", "Ringing");
    shortcut(clara, "Answer", "Alt+a");
    anna.seesState("Clara Weiss", "Consulting");
    shortcut(anna, "Swap", "Alt+w");
    anna.seesState("Clara Weiss", "On hold");
    shortcut(anna, "Complete transfer", "Alt+y");

    clara.seesState("Oleg Sorokin", "Talking");
    clara.hears();
    oleg.hears();
    shortcut(clara, "End", "Alt+x");
    oleg.seesState("Clara Weiss", "Ended");
  }

  private Agent signsInByKeyboard(String name) {
    Agent agent = comes(name, Browser.desktop());
    agent.opens("/sign-in");
    assertThat(agent.page().getByLabel("Sign-in name")).isFocused();
    type(agent, name);
    press(agent, "Tab");
    type(agent, agent.password());
    press(agent, "Enter");
    agent.seesConnectedPanel();
    agent.tidies();
    return agent;
  }

  private static void opensCallPage(Agent agent, String party) {
    Page page = agent.page();
    agent.opens("/calls");
    agent.seesConnectedPanel();
    Locator cells = page.getByRole(AriaRole.GRIDCELL);
    Locator first =
        page.getByRole(AriaRole.GRIDCELL, new Page.GetByRoleOptions().setName(party)).first();
    assertThat(first).isVisible();
    tabTo(agent, cells.first());
    press(agent, "ArrowRight", "ArrowRight");
    assertThat(first).isFocused();
    press(agent, "Enter", "Enter");
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(party)))
        .isVisible();
  }

  private static void press(Agent agent, String... keys) {
    List.of(keys).forEach(agent.page().keyboard()::press);
  }

  private static void type(Agent agent, String text) {
    agent.page().keyboard().type(text);
  }

  /** Presses a shortcut once the control that it stands for can be used. */
  private static void shortcut(Agent agent, String control, String keys) {
    Locator button = agent.button(control);
    assertThat(button).isEnabled();
    agent.waitForGuard(button);
    press(agent, keys);
  }

  private static void tabTo(Agent agent, Locator control) {
    assertThat(control).isVisible();
    for (int stops = 0; stops < FEWER_THAN_STOPS_OF_A_PAGE; stops++) {
      press(agent, "Tab");
      if (Boolean.TRUE.equals(control.evaluate("e => e.matches(':focus')"))) {
        return;
      }
    }
    assertThat(control).isFocused();
  }
}
