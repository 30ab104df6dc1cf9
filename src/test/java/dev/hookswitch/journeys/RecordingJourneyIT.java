package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The emulator records every conversation: what happened is heard from the pages of the calls. */
class RecordingJourneyIT extends Journey {
  private static final int TALK_MS = 3500;

  @Test
  void conversation_recorded_isPlayedFromItsPageAndTheSupervisorSeesWhoListened() {
    Agent emma = signIn("emma");
    String call = talks(emma);

    emma.opens("/calls/" + call);
    Page page = emma.page();
    assertThat(player(page)).isVisible();
    assertThat(slider(page)).hasAttribute("aria-valuenow", "0");
    assertThat(page.locator(".hs-listened")).hasText("");
    button(page, "Play").click();
    page.waitForFunction("document.querySelector('.hs-player audio').currentTime > 0.5");
    assertThat(button(page, "Pause")).isVisible();
    assertThat(number(page, "duration")).isCloseTo(TALK_MS / 1000.0, within(1.5));
    page.waitForFunction(
        "new Set([...document.querySelectorAll('.hs-wave rect')].map(r => r.getAttribute('height')))"
            + ".size > 3");

    button(page, "Pause").click();
    double paused = number(page, "currentTime");
    slider(page).focus();
    page.keyboard().press("End");
    page.waitForFunction("document.querySelector('.hs-player audio').currentTime > " + paused);
    page.keyboard().press("Home");
    page.waitForFunction("document.querySelector('.hs-player audio').currentTime === 0");
    slider(page).click(); // in its middle
    page.waitForFunction("document.querySelector('.hs-player audio').currentTime > 1");
    button(page, "Speed 1×").click();
    assertThat(button(page, "Speed 1.25×")).isVisible();
    assertThat(number(page, "playbackRate")).isEqualTo(1.25);

    Agent clara = signIn("clara");
    clara.opens("/calls/" + call);
    assertThat(clara.page().locator(".hs-listened"))
        .hasText(Pattern.compile("Listened: Emma Lind \\d\\d:\\d\\d"));
  }

  @Test
  void conversation_recorded_isPlayedUnderTheListWithoutLeavingIt() {
    Agent emma = signIn("emma");
    talks(emma);

    emma.opens("/calls");
    Page page = emma.page();
    button(page, "Play the recording: 00").first().click();

    page.waitForFunction("document.querySelector('.hs-player audio')?.currentTime > 0.3");
    assertThat(page).hasURL(Pattern.compile("/calls$"));
    button(page, "Close the player").click();
    assertThat(player(page)).isHidden();
  }

  @Test
  void recording_fetchedByAddress_isForThoseWhoSeeTheCall() {
    Agent emma = signIn("emma");
    String address = base() + "/recordings/" + talks(emma);

    APIResponse part =
        emma.page()
            .request()
            .get(address, RequestOptions.create().setHeader("Range", "bytes=0-43"));
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.headers()).containsEntry("cache-control", "private, no-store");
    assertThat(new String(part.body(), US_ASCII)).startsWith("RIFF");
    assertThat(emma.page().request().head(address).status()).isEqualTo(200);
    assertThat(
            emma.page()
                .request()
                .get(address, RequestOptions.create().setHeader("Range", "bytes=99999999-"))
                .status())
        .isEqualTo(416);

    Agent ben = signIn("ben");
    assertThat(ben.page().request().get(address).status()).isEqualTo(404);
    Agent nobody = comes("anna", Browser.desktop());
    APIResponse signedOut =
        nobody.page().request().get(address, RequestOptions.create().setMaxRedirects(0));
    assertThat(signedOut.status()).isEqualTo(302);
    assertThat(signedOut.headers().get("location")).endsWith("/sign-in");
  }

  /** A conversation with a number of the emulator that answers; the id of its call. */
  private String talks(Agent emma) {
    emma.call("00");
    emma.seesState("00", "Talking");
    emma.page().waitForTimeout(TALK_MS);
    emma.press("End");
    emma.seesState("00", "Ended");
    return newestCall(emma).id().toString();
  }

  private static Locator player(Page page) {
    return page.locator(".hs-player");
  }

  private static Locator slider(Page page) {
    return page.getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("Position"));
  }

  private static Locator button(Page page, String name) {
    return page.locator("main")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static double number(Page page, String property) {
    return ((Number)
            page.evaluate(
                "property => document.querySelector('.hs-player audio')[property]", property))
        .doubleValue();
  }
}
