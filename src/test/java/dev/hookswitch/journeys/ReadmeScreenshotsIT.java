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
import dev.hookswitch.connectors.emulator.Behaviour;
import dev.hookswitch.connectors.emulator.EmulatorControl;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * Makes the pictures of the documents, from real calls. They lie in {@code
 * target/screenshots/readme}; with {@code -Dscreenshots=docs/screenshots} they are copied to where
 * the README shows them.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@Import(ReadmeScreenshotsIT.AdjustableTime.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@Tag("look")
class ReadmeScreenshotsIT {
  private static final Path MADE = Path.of("target", "screenshots", "readme");
  private static final int LARGEST_FILE = 180_000;
  private static final PhoneNumber ANNAS_LINE = number("201");

  /** A call of the morning: so many minutes ago, talked for so long; not answered without. */
  private record Earlier(String number, String name, int minutesAgo, Duration talk) {}

  private static final List<Earlier> MORNING =
      List.of(
          new Earlier("+12025550188", "", 305, Duration.ZERO),
          new Earlier("+4940555012", "Jonas Lindqvist", 270, Duration.ofSeconds(440)),
          new Earlier("+4530555017", "Ulla Hansen", 249, Duration.ofSeconds(58)),
          new Earlier("+4989555014", "Ida Brandt", 228, Duration.ofSeconds(270)),
          new Earlier("+3225550119", "Piet van der Meer", 182, Duration.ofSeconds(764)),
          new Earlier("", "", 131, Duration.ofSeconds(65)),
          new Earlier("+4530555017", "Ulla Hansen", 98, Duration.ofSeconds(156)),
          new Earlier("+4940555012", "Jonas Lindqvist", 80, Duration.ZERO),
          new Earlier("+302105550133", "Konstantinos Papadimitriou", 55, Duration.ofSeconds(1083)),
          new Earlier("+441614960312", "", 23, Duration.ZERO),
          new Earlier("+4989555014", "Ida Brandt", 16, Duration.ofSeconds(555)));

  private static final Party MARTA = new Party(number("+442079460958"), "Marta Lindqvist");

  /** Lets calls of a whole day be made within a minute. */
  static final class AdjustableClock extends Clock {
    private volatile Duration ago = Duration.ZERO;

    void ago(Duration ago) {
      this.ago = ago;
    }

    @Override
    public Instant instant() {
      return Instant.now().minus(ago);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.offset(Clock.system(zone), ago.negated());
    }
  }

  @TestConfiguration
  static class AdjustableTime {
    @Bean
    @Primary
    AdjustableClock adjustableClock() {
      return new AdjustableClock();
    }
  }

  @LocalServerPort int port;
  @Autowired EmulatorControl emulator;
  @Autowired AdjustableClock clock;

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void screenshots_ofRealCalls_areMade(ColorScheme scheme) throws IOException {
    String base = "http://localhost:" + port;
    String suffix = "-" + scheme.name().toLowerCase(Locale.ROOT);
    NewContextOptions options = Browser.desktop().setColorScheme(scheme).setTimezoneId(afternoon());
    try (BrowserContext context = Browser.context(options)) {
      Page page = context.newPage();
      page.navigate(base + "/sign-in");
      assertThat(page.locator("input[name=username]")).isVisible();
      take(page, "sign-in" + suffix);
    }
    clock.ago(Duration.ofMinutes(310));
    try (Agent anna = Calls.signIn(base, "anna", options)) {
      for (Earlier earlier : MORNING) {
        have(anna, earlier);
      }
      clock.ago(Duration.ofSeconds(252));
      ring(anna, MARTA);
      press(anna, "Answer");
      anna.seesState(MARTA.name(), "Talking");
      clock.ago(Duration.ZERO);
      anna.page().navigate(base + "/calls");
      anna.seesState(MARTA.name(), "Talking");
      take(anna.page(), "talking" + suffix);
      press(anna, "Hold");
      anna.seesState(MARTA.name(), "On hold");
      press(anna, "Resume");
      anna.seesState(MARTA.name(), "Talking");
      press(anna, "End");
      anna.seesState(MARTA.name(), "Ended");
      anna.page()
          .locator("main vaadin-grid a[href^='calls/']:visible")
          .getByText(MARTA.name(), new Locator.GetByTextOptions().setExact(true))
          .first()
          .click();
      assertThat(anna.page().locator("main .hs-journal")).isVisible();
      press(anna, "Close");
      anna.seesNoCall();
      take(anna.page(), "call-page" + suffix);
      anna.page().navigate(base + "/calls");
      assertThat(anna.panel()).isVisible();
      ring(anna, MARTA);
      take(anna.page(), "ringing" + suffix);
      press(anna, "Decline");
      anna.seesNoCall();
    }
    phone(base, options, suffix);
  }

  private void phone(String base, NewContextOptions options, String suffix) throws IOException {
    try (BrowserContext context =
        Browser.context(options.setViewportSize(360, 740).setDeviceScaleFactor(2))) {
      Page page = context.newPage();
      Tour.signIn(base, page, "anna");
      call(MARTA, new Behaviour.Waits());
      assertThat(card(page)).containsText("Ringing");
      take(page, "phone-ringing" + suffix);
      Locator decline =
          page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Decline"));
      decline.click();
      assertThat(card(page)).hasCount(0);
    }
  }

  private void have(Agent anna, Earlier earlier) {
    Party caller =
        new Party(
            earlier.number().isEmpty() ? PhoneNumber.WITHHELD : number(earlier.number()),
            earlier.name());
    Duration start = Duration.ofMinutes(earlier.minutesAgo());
    clock.ago(start);
    if (earlier.talk().isZero()) {
      call(caller, new Behaviour.GivesUp(Duration.ofSeconds(1)));
      assertThat(card(anna.page())).containsText("Ringing");
    } else {
      call(caller, new Behaviour.Waits());
      assertThat(card(anna.page())).containsText("Ringing");
      press(anna, "Answer");
      assertThat(card(anna.page())).containsText("Talking");
      clock.ago(start.minus(earlier.talk()));
      press(anna, "End");
      assertThat(card(anna.page())).containsText("Ended");
      press(anna, "Close");
    }
    anna.seesNoCall();
  }

  private void ring(Agent anna, Party caller) {
    call(caller, new Behaviour.Waits());
    anna.seesState(caller.name(), "Ringing");
  }

  private void call(Party caller, Behaviour behaviour) {
    assertThat(emulator.call(ANNAS_LINE, caller, behaviour)).isEqualTo(new Outcome.Accepted());
  }

  private static void press(Agent agent, String name) {
    assertThat(agent.button(name)).isVisible();
    agent.press(name);
  }

  /** A time zone in which it is between two and three in the afternoon now. */
  private static String afternoon() {
    int hours = 14 - Instant.now().atZone(ZoneOffset.UTC).getHour();
    // In these names the sign says how far Greenwich is ahead.
    return hours == 0 ? "Etc/GMT" : "Etc/GMT%+d".formatted(-hours);
  }

  private static void take(Page page, String name) throws IOException {
    Tour.settle(page);
    Path file = MADE.resolve(name + ".png");
    Files.createDirectories(file.getParent());
    Files.write(file, packed(page.screenshot()));
    assertThat(Files.size(file)).as(name).isLessThan(LARGEST_FILE);
    String target = System.getProperty("screenshots", "");
    if (!target.isBlank()) {
      Path kept = Path.of(target).resolve(name + ".png");
      Files.createDirectories(kept.getParent());
      Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The same picture, written smaller: the browser is in a hurry, a repository is not. */
  private static byte[] packed(byte[] png) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    var opaque = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    opaque.createGraphics().drawImage(read, 0, 0, null);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(0);
    var bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(opaque, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The card of whoever it may be. */
  private static Locator card(Page page) {
    return page.locator(".hs-card:visible");
  }

  private static PhoneNumber number(String typed) {
    return PhoneNumber.typed(typed).orElseThrow();
  }
}
