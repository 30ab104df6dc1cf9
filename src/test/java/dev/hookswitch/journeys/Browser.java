package dev.hookswitch.journeys;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The one browser of a test run, with a microphone and a camera that are not there. */
final class Browser {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--use-fake-device-for-media-stream",
          "--autoplay-policy=no-user-gesture-required");

  // Playwright's driver takes seconds to start, so the whole run shares one.
  private static final Playwright DRIVER = start();
  private static final com.microsoft.playwright.Browser BROWSER =
      launch("--use-fake-ui-for-media-stream");

  private Browser() {}

  private static Playwright start() {
    // The machine may be busy with other things.
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
    return Playwright.create();
  }

  private static com.microsoft.playwright.Browser launch(String... more) {
    var options =
        new LaunchOptions().setArgs(Stream.concat(ARGUMENTS.stream(), Stream.of(more)).toList());
    String chromium = System.getenv("HOOKSWITCH_CHROMIUM");
    if (chromium != null && !chromium.isBlank()) {
      options.setExecutablePath(Path.of(chromium));
    }
    return DRIVER.chromium().launch(options);
  }

  /** A browser of its own as far as the server can see. */
  static BrowserContext context(NewContextOptions options) {
    return BROWSER.newContext(options.setPermissions(List.of("microphone", "camera")));
  }

  /** A browser whose user lets no page use a microphone. */
  static BrowserContext withoutMicrophone() {
    // What is not granted in a list, even an empty one, is refused without asking.
    return Guarded.BROWSER.newContext(desktop().setPermissions(List.of()));
  }

  /** Started when first needed. The flag that grants every device is one for a whole browser. */
  private static final class Guarded {
    private static final com.microsoft.playwright.Browser BROWSER = launch();
  }

  static NewContextOptions desktop() {
    return new NewContextOptions().setViewportSize(1280, 800).setLocale("en-GB");
  }
}
