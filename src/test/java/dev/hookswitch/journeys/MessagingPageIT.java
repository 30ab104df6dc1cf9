package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.hookswitch.TestDatabase;
import dev.hookswitch.messaging.EmulatedPbx;
import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The administrator's page with a link that stands, one that does not, and what went wrong. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "hookswitch.messaging.asterisk.rostock.host=127.0.0.1",
      "hookswitch.messaging.asterisk.rostock.port=9",
      "hookswitch.messaging.asterisk.rostock.user=hookswitch",
      "hookswitch.messaging.asterisk.rostock.secret=of-nobody"
    })
@ContextConfiguration(initializers = TestDatabase.class)
@Import(EmulatedPbx.class)
@Tag("look")
class MessagingPageIT {
  private static int numbers = 10;

  @LocalServerPort int port;
  @Autowired MessagingService service;
  @Autowired EmulatedPbx pbx;

  @ParameterizedTest
  @CsvSource({"en-GB,LIGHT,1280", "ru-RU,DARK,1280", "ru-RU,LIGHT,360", "en-GB,DARK,360"})
  void page_withLinksAndErrors_fits(String locale, ColorScheme scheme, int width) {
    loses("4711");
    Line watched = line("48" + ++numbers);
    service.open(watched, new Deaf());
    String base = "http://localhost:" + port;
    NewContextOptions options =
        new NewContextOptions()
            .setLocale(locale)
            .setColorScheme(scheme)
            .setViewportSize(width, 800);
    try (BrowserContext context = Browser.context(options)) {
      Page page = context.newPage();
      Tour.signIn(base, page, "admin");
      Tour.open(base, page, "admin/messaging");
      assertThat(page.locator(".hs-statustable").last()).containsText("4711");
      assertThat(page.locator("main")).not().containsText("of-nobody");
      overhears(page, watched);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(
                  Path.of(
                      "target/screenshots/messaging/%s-%s-%d.png"
                          .formatted(locale, scheme, width))));
      assertThat(page.evaluate("document.scrollingElement.scrollWidth")).isEqualTo(width);
    }
  }

  /** A line that somebody has open is called while an administrator listens to it. */
  private void overhears(Page page, Line line) {
    Locator raw = page.locator(".hs-rawsec");
    raw.locator("vaadin-select").click();
    page.locator("vaadin-select-item")
        .filter(new Locator.FilterOptions().setHasText(line.number().dialled()))
        .first()
        .click();
    assertThat(raw.getByRole(AriaRole.BUTTON, named(Pattern.compile("Pause|Пауза")))).isVisible();
    pbx.peer().calls(line);
    assertThat(raw.getByRole(AriaRole.LOG)).containsText("CallStarted");
  }

  private static Locator.GetByRoleOptions named(Pattern name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  private void loses(String number) {
    service.open(line(number), new Deaf());
    pbx.loses(new PhoneNumber(number));
  }

  private static Line line(String number) {
    return new Line(
        new LineId(UUID.randomUUID()),
        "messaging",
        new PhoneNumber(number),
        "Anna",
        Map.of("pbx", EmulatedPbx.LINK));
  }

  /** Nobody listens. */
  private static final class Deaf implements PhoneListener {
    @Override
    public void event(CtiEvent event) {}

    @Override
    public void signal(MediaSignal signal) {}
  }
}
