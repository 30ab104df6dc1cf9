package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.hookswitch.TestDatabase;
import dev.hookswitch.connectors.emulator.EmulatorControl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** On a phone: nothing scrolls sideways, and the panel is one touch away. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@Tag("look")
class NarrowIT {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 740;

  /**
   * What scrolls sideways: the page, or something in it other than the row of filters, which is
   * pushed with a finger and has no bar.
   */
  private static final String TOO_WIDE =
      """
      () => {
        const wide = document.scrollingElement.scrollWidth;
        if (wide > innerWidth) return ['page ' + wide];
        return [...document.querySelectorAll('main, main *, .hs-panel, .hs-panel *')]
          .filter(e => !e.matches('.hs-filters') && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
            && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))
          .map(e => e.localName + '.' + e.className + ' ' + e.scrollWidth);
      }
      """;

  @LocalServerPort int port;
  @Autowired EmulatorControl emulator;

  private final List<String> tooWide = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "ru-RU"})
  void pages_onPhone_doNotScrollSideways(String locale) {
    String base = "http://localhost:" + port;
    try (Agent anna = Calls.signIn(base, "anna");
        Agent oleg = Calls.signIn(base, "oleg")) {
      Calls.talk(anna, oleg);
      Calls.end(anna, oleg);
      anna.press("Close");
      Calls.talkRecorded(emulator, "201", anna);
    }
    NewContextOptions options = phone().setLocale(locale);
    try (BrowserContext context = Browser.context(options)) {
      Tour.beforeSignIn(base, context.newPage(), (name, page) -> measure(locale, name, page));
    }
    try (BrowserContext context = Browser.context(options)) {
      Page page = context.newPage();
      Tour.signIn(base, page, "clara");
      Tour.ofAgent(base, page, (name, here) -> measure(locale, name, here));
    }
    try (BrowserContext context = Browser.context(options)) {
      Page page = context.newPage();
      Tour.signIn(base, page, "admin");
      Tour.ofAdministrator(base, page, (name, here) -> measure(locale, name, here));
    }
    assertThat(tooWide).isEmpty();
  }

  @Test
  void panel_onPhone_isOneTouchAwayAndFits() {
    String base = "http://localhost:" + port;
    try (Agent anna = new Agent(base, "anna", Browser.context(phone()));
        Agent oleg = Calls.signIn(base, "oleg")) {
      Page page = anna.page();
      Tour.signIn(base, page, "anna");
      assertThat(anna.panel()).isHidden();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Phone").setExact(true))
          .click();
      assertThat(anna.panel()).isVisible();
      measure("en-GB", "panel idle", page);
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Calls").setExact(true))
          .click();
      assertThat(anna.panel()).isHidden();

      oleg.call("Anna");
      anna.seesState("Oleg Sorokin", "Ringing");
      measure("en-GB", "panel ringing", page);
      anna.press("Answer");
      anna.seesState("Oleg Sorokin", "Talking");
      assertThat(anna.target()).isVisible();
      measure("en-GB", "panel talking", page);
      anna.press("Keypad");
      assertThat(anna.group("Keypad")).isVisible();
      measure("en-GB", "panel keypad", page);
      anna.press("Keypad");
      anna.press("Transfer");
      assertThat(anna.group("Transfer")).isVisible();
      measure("en-GB", "panel transfer", page);
      anna.press("End");
      anna.seesState("Oleg Sorokin", "Ended");
    }
    assertThat(tooWide).isEmpty();
  }

  private static NewContextOptions phone() {
    return Browser.desktop().setViewportSize(WIDTH, HEIGHT).setHasTouch(true);
  }

  private void measure(String locale, String name, Page page) {
    Tour.settle(page);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(
                Path.of(
                    "target",
                    "screenshots",
                    "narrow",
                    locale,
                    name.replaceAll("\\W+", "-") + ".png")));
    for (Object found : (List<?>) page.evaluate(TOO_WIDE)) {
      tooWide.add(name + ": " + found);
    }
  }
}
