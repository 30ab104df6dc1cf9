package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.hookswitch.TestDatabase;
import dev.hookswitch.connectors.emulator.Behaviour;
import dev.hookswitch.connectors.emulator.EmulatorControl;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** What axe says about every page and every state of the panel. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@Tag("look")
class AccessibilityIT {
  private static final PhoneNumber ANNAS_EMULATED_LINE = number("201");

  @LocalServerPort int port;
  @Autowired EmulatorControl emulator;

  private final List<String> violations = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"LIGHT, en-GB", "DARK, en-GB", "LIGHT, ru-RU", "DARK, ru-RU"})
  void pages_everyOne_haveNoViolation(ColorScheme scheme, String locale) {
    String base = "http://localhost:" + port;
    NewContextOptions options = Browser.desktop().setColorScheme(scheme).setLocale(locale);
    try (BrowserContext context = Browser.context(options)) {
      Tour.beforeSignIn(base, context.newPage(), this::examine);
    }
    try (BrowserContext context = Browser.context(options)) {
      Page page = context.newPage();
      Tour.signIn(base, page, "admin");
      Tour.ofAdministrator(base, page, this::examine);
      examine("calls empty", Tour.open(base, page, "calls"));
    }
    try (Agent anna = Calls.signIn(base, "anna");
        Agent oleg = Calls.signIn(base, "oleg")) {
      Calls.talk(anna, oleg);
      Calls.end(anna, oleg);
      anna.press("Close");
      Calls.talkRecorded(emulator, "201", anna);
    }
    try (BrowserContext context = Browser.context(options)) {
      Page page = context.newPage();
      Tour.signIn(base, page, "clara");
      Tour.ofAgent(base, page, this::examine);
    }
    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void panel_inEveryState_hasNoViolation(ColorScheme scheme) {
    String base = "http://localhost:" + port;
    NewContextOptions options = Browser.desktop().setColorScheme(scheme);
    try (Agent anna = Calls.signIn(base, "anna", options);
        Agent oleg = Calls.signIn(base, "oleg", Browser.desktop())) {
      examine("idle", anna);
      anna.status().click();
      examine("status menu", anna);
      anna.page().keyboard().press("Escape");
      anna.page().keyboard().press("Alt+H");
      assertThat(anna.page().locator("vaadin-dialog[opened]")).hasCount(1);
      examine("shortcuts", anna);
      anna.page().keyboard().press("Escape");
      anna.target().fill("cla");
      assertThat(anna.panel()).containsText("Clara Weiss");
      examine("search", anna);
      anna.target().fill("");

      oleg.call("Anna");
      anna.seesState("Oleg Sorokin", "Ringing");
      examine("ringing", anna);
      anna.press("Answer");
      anna.seesState("Oleg Sorokin", "Talking");
      examine("talking", anna);
      anna.press("Mute");
      assertThat(anna.button("Unmute")).isVisible();
      examine("muted", anna);
      anna.press("Unmute");
      anna.press("Keypad");
      assertThat(anna.button("5")).isVisible();
      examine("keypad", anna);
      anna.press("Keypad");
      anna.press("Transfer");
      assertThat(anna.button("Transfer now")).isVisible();
      examine("transfer", anna);
      anna.press("Transfer");
      assertThat(emulator.call(ANNAS_EMULATED_LINE, Calls.MARTA, new Behaviour.Waits()))
          .isEqualTo(new Outcome.Accepted());
      assertThat(anna.panel()).containsText("Marta Lindqvist");
      examine("second call", anna);
      anna.panel()
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Decline"))
          .first()
          .click();
      anna.press("Hold");
      anna.seesState("Oleg Sorokin", "On hold");
      examine("on hold", anna);
      anna.press("End");
      anna.seesState("Oleg Sorokin", "Ended");
      examine("ended", anna);
      assertThat(emulator.loseConnection(ANNAS_EMULATED_LINE)).isEqualTo(new Outcome.Accepted());
      examine("reconnecting", anna);
      assertThat(anna.history()).containsText("Marta Lindqvist");
      examine("history", anna);
    }
    assertThat(violations).isEmpty();
  }

  private static PhoneNumber number(String typed) {
    return PhoneNumber.typed(typed).orElseThrow();
  }

  private void examine(String name, Agent agent) {
    Tour.settle(agent.page());
    examine(name, agent.page());
  }

  private void examine(String name, Page page) {
    new AxeBuilder(page)
        .analyze()
        .getViolations()
        .forEach(rule ->
            rule.getNodes()
                .forEach(node ->
                    violations.add(
                        "%s: %s (%s) %s %s"
                            .formatted(
                                name,
                                rule.getId(),
                                rule.getImpact(),
                                node.getTarget(),
                                node.getFailureSummary()))));
  }
}
