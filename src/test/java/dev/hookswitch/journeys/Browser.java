package dev.hookswitch.journeys;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;

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
          "--use-fake-ui-for-media-stream",
          "--autoplay-policy=no-user-gesture-required");

  // Playwright's driver takes seconds to start, so the whole run shares one.
  private static final com.microsoft.playwright.Browser BROWSER = launch();

  private Browser() {}

  private static com.microsoft.playwright.Browser launch() {
    var options = new LaunchOptions().setArgs(ARGUMENTS);
    String chromium = System.getenv("HOOKSWITCH_CHROMIUM");
    if (chromium != null && !chromium.isBlank()) {
      options.setExecutablePath(Path.of(chromium));
    }
    return Playwright.create().chromium().launch(options);
  }

  /** A browser of its own as far as the server can see. */
  static BrowserContext context(NewContextOptions options) {
    return BROWSER.newContext(options.setPermissions(List.of("microphone", "camera")));
  }

  static NewContextOptions desktop() {
    return new NewContextOptions().setViewportSize(1280, 800).setLocale("en-GB");
  }
}
