package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.hookswitch.FreePorts;
import dev.hookswitch.TestDatabase;
import dev.hookswitch.simulators.OutsideCall;
import dev.hookswitch.simulators.SimulatedWebitel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** An agent of a call centre on the simulated Webitel, with a phone on the desk. */
@Tag("line")
@Tag("database")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "hookswitch.simulators.webitel.enabled=true")
@ContextConfiguration(initializers = {TestDatabase.class, CallCentreJourneyIT.Lines.class})
class CallCentreJourneyIT {
  private static final String NUMBER = "1001";

  /** Anna is an agent, Oleg is none. */
  static class Lines implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      int events = FreePorts.next();
      var file = new StringBuilder("users:\n");
      user(file, "anna", "Anna Berg", NUMBER, events);
      user(file, "oleg", "Oleg Sorokin", "1002", events);
      String users = "hookswitch.simulators.webitel.users";
      TestPropertyValues.of(
              List.of(
                  users + "[0].number=" + NUMBER,
                  users + "[0].password=pw-" + NUMBER,
                  users + "[0].name=Anna Berg",
                  users + "[0].agent=true",
                  users + "[1].number=1002",
                  users + "[1].password=pw-1002",
                  users + "[1].name=Oleg Sorokin",
                  "hookswitch.simulators.webitel.event-port=" + events,
                  "hookswitch.simulators.webitel.verto-port=0",
                  "hookswitch.provisioning=" + Surroundings.provisioning(file.toString())))
          .applyTo(context);
    }

    private static void user(
        StringBuilder file, String signIn, String name, String number, int port) {
      file.append(
          """
            - signIn: %1$s
              name: %2$s
              password: demo-%1$s
              roles: [agent]
              lines:
                - system: webitel
                  number: "%3$s"
                  parameters:
                    webitelDomain: crm.example.com
                    webitelConnectionString: ws://127.0.0.1:%4$d
                    useWebPhone: "false"
                  secrets: {password: pw-%3$s}
          """
              .formatted(signIn, name, number, port));
    }
  }

  @LocalServerPort int port;
  @Autowired SimulatedWebitel webitel;

  private Agent signIn(String name) {
    return Calls.signIn("http://localhost:" + port, name);
  }

  /**
   * The entry of the menu.
   *
   * @param state what it says now
   */
  private static Locator queue(Agent agent, String state) {
    return agent
        .page()
        .getByRole(
            AriaRole.MENUITEM,
            new Page.GetByRoleOptions().setName("Receive queue calls " + state).setExact(true));
  }

  private static void chooses(Agent agent, String state) {
    agent.status().click();
    queue(agent, state).click();
  }

  private static Locator words(Agent agent, String words) {
    return agent.panel().getByText(words, new Locator.GetByTextOptions().setExact(true));
  }

  @Test
  void agent_entersTheCallCentreByKeyboardAndLeavesIt_getsItsCallsInBetween() {
    try (Agent anna = signIn("anna")) {
      assertThat(words(anna, "Queue calls: off")).isVisible();
      anna.status().focus();
      anna.page().keyboard().press("ArrowUp");
      assertThat(queue(anna, "Off")).isFocused();
      anna.page().keyboard().press("Enter");
      assertThat(words(anna, "Queue calls: on")).isVisible();

      OutsideCall caller =
          webitel.control().callCallCentre("+442079460958", "John Doe", "crm.example.com", null);
      anna.seesState("John Doe", "Ringing");
      caller.hangUp();
      anna.seesNoCallWith("John Doe");

      chooses(anna, "On");
      assertThat(words(anna, "Queue calls: off")).isVisible();
    }
  }

  @Test
  void agent_takenOutByAnAdministrator_seesItAndComesBack() {
    try (Agent anna = signIn("anna")) {
      chooses(anna, "Off");
      assertThat(words(anna, "Queue calls: on")).isVisible();
      webitel.control().agentStatus(NUMBER, "Logged Out");
      assertThat(words(anna, "Queue calls: off")).isVisible();
      chooses(anna, "Off");
      assertThat(words(anna, "Queue calls: on")).isVisible();
      anna.reloads();
      assertThat(words(anna, "Queue calls: on")).isVisible();
      chooses(anna, "On");
      assertThat(words(anna, "Queue calls: off")).isVisible();
    }
  }

  @Test
  void agent_choosesAReason_oneFromElsewhereIsShownToo() {
    try (Agent anna = signIn("anna")) {
      anna.choosesStatus("Away", "Lunch");

      webitel.control().status(NUMBER, "ONBREAK", "fetching a parcel");
      anna.seesStatus("Away: fetching a parcel");
      anna.status().click();
      assertThat(
              anna.page()
                  .getByRole(
                      AriaRole.MENUITEM,
                      new Page.GetByRoleOptions().setName("Away: fetching a parcel")))
          .isVisible();
      shots(anna.page(), "status-menu");
      anna.page().keyboard().press("Escape");

      webitel.control().registerDesk(NUMBER, false);
      webitel.control().status(NUMBER, "NONE", "");
      anna.seesStatus("Phone not registered");
      webitel.control().registerDesk(NUMBER, true);
      anna.seesStatus("Ready");
    }
  }

  @Test
  void user_whoIsNoAgent_isNotOfferedIt() {
    try (Agent oleg = signIn("oleg")) {
      oleg.status().click();
      assertThat(
              oleg.page()
                  .getByRole(
                      AriaRole.MENUITEM,
                      new Page.GetByRoleOptions().setName("Do not disturb").setExact(true)))
          .isVisible();
      assertThat(oleg.page().getByText("Receive queue calls")).hasCount(0);
    }
  }

  @Test
  void agent_refusedByThePhoneSystem_isToldSo() {
    try (Agent anna = signIn("anna")) {
      webitel.control().dismiss(NUMBER);
      chooses(anna, "Off");
      anna.isTold("Agent not found!");
      assertThat(words(anna, "Queue calls: off")).isVisible();
    } finally {
      webitel.control().appoint(NUMBER);
    }
  }

  private static void shots(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/screenshots/callcentre", name + "-" + scheme + ".png")));
    }
  }
}
