package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A person at a browser. Finds things the way a person or a screen reader does. */
final class Agent implements AutoCloseable {
  /** A click on a card that has just appeared is ignored for 400 ms. */
  private static final Duration GUARD = Duration.ofMillis(450);

  private static final Map<String, String> FULL_NAMES =
      Map.of(
          "anna", "Anna Berg",
          "oleg", "Oleg Sorokin",
          "clara", "Clara Weiss",
          "ben", "Ben Adeyemi",
          "emma", "Emma Lind",
          "maria", "Maria Rossi");

  /** Notes in each page in which frame a card began to show what it shows: the page does, too. */
  private static final String FRESHNESS =
      """
      new MutationObserver(changes => {
        for (const { target } of changes) {
          if (!target.hasAttribute('data-guard')) continue;
          requestAnimationFrame(() => target.freshSince = performance.now());
        }
      }).observe(document, { subtree: true, attributes: true,
        attributeFilter: ['data-guard', 'hidden', 'class', 'style'] });
      """;

  private final String base;
  private final String name;
  private final BrowserContext context;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private Page page;

  Agent(String base, String name, BrowserContext context) {
    this.base = base;
    this.name = name;
    this.context = context;
    context.addInitScript(FRESHNESS);
    this.page = open();
  }

  private Page open() {
    Page opened = context.newPage();
    opened.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(name + ": " + message.text());
      }
    });
    opened.onPageError(error -> complaints.add(name + ": " + error));
    return opened;
  }

  String name() {
    return name;
  }

  String fullName() {
    return FULL_NAMES.get(name);
  }

  String password() {
    return "demo-" + name;
  }

  Page page() {
    return page;
  }

  /** Errors in the consoles of all tabs. */
  List<String> complaints() {
    return complaints;
  }

  // ---- coming and going ------------------------------------------------------------------------

  /** Signs in and finds the panel ready for a call. */
  void signIn() {
    entersNameAndPassword();
    tidies();
  }

  /** Ends the calls and the status that an earlier test has left. */
  void tidies() {
    for (String way : List.of("Cancel transfer", "Decline", "End")) {
      while (button(way).count() > 0) {
        press(button(way).first());
        assertThat(button("Close")).isVisible();
        press("Close");
      }
    }
    if (!status().innerText().equals("Ready")) {
      choosesStatus("Ready");
    }
    seesNoCall();
  }

  void entersNameAndPassword() {
    page.navigate(base + "/sign-in");
    page.getByLabel("Sign-in name").fill(name);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password());
    page.keyboard().press("Enter");
    seesConnectedPanel();
  }

  /** Opens one more tab of the same browser; the agent's next acts happen there. */
  Page opensTab() {
    page = open();
    page.navigate(base + "/calls");
    seesConnectedPanel();
    return page;
  }

  /** The agent's next acts happen in this tab. */
  void goesTo(Page tab) {
    page = tab;
    tab.bringToFront();
  }

  void closesTab(Page tab) {
    leave(tab);
    tab.close();
  }

  void opens(String path) {
    page.navigate(base + path);
  }

  void reloads() {
    page.reload();
  }

  /** The server hears of a page that is left, but not of a browser that is killed. */
  private static void leave(Page tab) {
    tab.navigate("about:blank");
  }

  @Override
  public void close() {
    context.pages().forEach(Agent::leave);
    context.close();
  }

  /** The page as a screen reader has it. */
  String seen() {
    return page.locator("body").ariaSnapshot();
  }

  // ---- the panel -------------------------------------------------------------------------------

  Locator panel() {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("CTI panel"));
  }

  Locator button(String named) {
    return button(panel(), named);
  }

  private static Locator button(Locator within, String named) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(named).setExact(true));
  }

  /** The card of the call with a party. */
  Locator card(String party) {
    return group(party);
  }

  /** A part of the panel by its name. */
  Locator group(String named) {
    return panel()
        .getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName(named).setExact(true));
  }

  Locator target() {
    return panel()
        .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Name or number"));
  }

  Locator history() {
    panel()
        .getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("History").setExact(true))
        .click();
    return panel().getByRole(AriaRole.LIST, new Locator.GetByRoleOptions().setName("Call history"));
  }

  Locator status() {
    return panel()
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Status:")));
  }

  void press(String named) {
    press(button(named));
  }

  void pressOn(String party, String named) {
    press(button(card(party), named));
  }

  private void press(Locator button) {
    waitForGuard(button);
    button.click();
  }

  /**
   * Waits until a click on the control counts; a page that has just loaded finds every card new.
   */
  void waitForGuard(Locator control) {
    control.evaluate(
        """
        async (control, guard) => {
          const card = control.closest('[data-guard]');
          if (!card) return;
          const wait = time => new Promise(over => setTimeout(over, time));
          while (!window.hookswitchPhone) await wait(20);
          const frame = () => new Promise(over => requestAnimationFrame(over));
          // What changed before now has its frame before the second one.
          await frame();
          await frame();
          window.guardedSince ??= performance.now();
          card.freshSince ??= performance.now();
          const fresh = () => Math.max(card.freshSince, window.guardedSince) + guard;
          for (let left; (left = fresh() - performance.now()) > 0;) await wait(left);
        }
        """,
        (int) GUARD.toMillis());
  }

  void call(String whom) {
    target().fill(whom);
    press("Call");
  }

  /** To a number that is none of a colleague. */
  void transfersToNumber(String number, String how) {
    fillsTransferTo(number);
    press(button(group("Transfer"), how));
  }

  private void fillsTransferTo(String target) {
    press("Transfer");
    group("Transfer")
        .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Transfer to"))
        .fill(target);
  }

  void transfers(String whom, String how) {
    fillsTransferTo(whom);
    assertThat(group("Transfer").getByRole(AriaRole.OPTION).first()).isVisible();
    press(button(group("Transfer"), how));
  }

  void choosesStatus(String... path) {
    status().click();
    for (String entry : path) {
      page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(entry).setExact(true))
          .or(
              page.getByRole(
                  AriaRole.MENUITEMCHECKBOX,
                  new Page.GetByRoleOptions().setName(entry).setExact(true)))
          .click();
    }
    seesStatus(path[path.length - 1]);
  }

  void seesStatus(String words) {
    assertThat(status()).hasText(words);
  }

  void seesConnectedPanel() {
    assertThat(panel()).isVisible();
    assertThat(status()).not().hasText("Not connected");
    assertThat(status()).not().hasText("");
  }

  /** Every line works, and has its phone where a page is that phone. */
  void seesLinesConnected() {
    assertThat(button("All lines connected")).isVisible();
  }

  /** What the page's sockets carry from now on, in both directions. */
  List<String> hearsFrames() {
    List<String> frames = new CopyOnWriteArrayList<>();
    page.onWebSocket(socket -> {
      socket.onFrameSent(frame -> frames.add(String.valueOf(frame.text())));
      socket.onFrameReceived(frame -> frames.add(String.valueOf(frame.text())));
    });
    return frames;
  }

  void seesState(String party, String state) {
    assertThat(card(party)).containsText(state);
  }

  void seesNoCallWith(String party) {
    assertThat(card(party)).hasCount(0);
  }

  void seesNoCall() {
    assertThat(panel().getByText("No call", new Locator.GetByTextOptions().setExact(true)))
        .isVisible();
  }

  /** A sentence that is told at once. */
  void isTold(String sentence) {
    assertThat(
            panel()
                .getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText(sentence)))
        .isVisible();
  }

  // ---- what is heard and seen --------------------------------------------------------------

  /**
   * What arrives from the far ends, over all media sessions of the tab.
   *
   * @param packets of audio
   * @param energy of the audio, as the browser hears it
   * @param frames of video, decoded
   */
  record Received(double packets, double energy, double frames) {}

  /** What arrives within a time. The microphones that are not there beep once a second. */
  Received receivesWithin(Duration time) {
    Map<?, ?> sums =
        (Map<?, ?>)
            page.evaluate(
                """
                async time => {
                  const sums = async () => {
                    const sum = { packets: 0, energy: 0, frames: 0 };
                    for (const session of window.hookswitchPhone?.sessions() ?? []) {
                      (await session.pc?.getStats())?.forEach(s => {
                        if (s.type !== 'inbound-rtp') return;
                        if (s.kind === 'video') { sum.frames += s.framesDecoded ?? 0; return; }
                        sum.packets += s.packetsReceived;
                        sum.energy += s.totalAudioEnergy ?? 0;
                      });
                    }
                    return sum;
                  };
                  const before = await sums();
                  await new Promise(later => setTimeout(later, time));
                  const after = await sums();
                  return Object.fromEntries(Object.keys(after).map(k => [k, after[k] - before[k]]));
                }
                """,
                (int) time.toMillis());
    return new Received(
        number(sums.get("packets")), number(sums.get("energy")), number(sums.get("frames")));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private interface Check {
    void on(Received received);
  }

  private void soon(Duration window, Check check) {
    await(name)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> check.on(receivesWithin(window)));
  }

  /** Packets come and carry the sound of somebody's microphone. */
  void hears() {
    soon(
        Duration.ofMillis(1200),
        received -> {
          assertThat(received.packets()).as("audio packets at %s", name).isGreaterThan(20);
          assertThat(received.energy()).as("audio energy at %s", name).isGreaterThan(1e-5);
        });
  }

  /** Packets come, and there is no sound in them. */
  void hearsSilence() {
    soon(
        Duration.ofMillis(1500),
        received -> {
          assertThat(received.packets()).as("audio packets at %s", name).isGreaterThan(20);
          assertThat(received.energy()).as("audio energy at %s", name).isLessThan(1e-6);
        });
  }

  /** No packets come. */
  void hearsNothing() {
    soon(
        Duration.ofMillis(1000),
        received -> assertThat(received.packets()).as("audio packets at %s", name).isZero());
  }

  /** Waits for the first sound after there was none, looking often. */
  void waitsForFirstSound() {
    await(name)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(
            () -> assertThat(receivesWithin(Duration.ofMillis(40)).packets()).isPositive());
  }

  /** Frames of the far end's camera are decoded. */
  void seesMovingPicture() {
    soon(
        Duration.ofMillis(1000),
        received -> assertThat(received.frames()).as("video frames at %s", name).isGreaterThan(3));
  }

  /** The far end's picture and one's own. */
  void seesPictures(int count) {
    assertThat(panel().locator("video")).hasCount(count);
  }

  void seesNoPictures() {
    seesPictures(0);
  }

  /** The tab that plays the ringtone says so in its title. */
  void rings(String party) {
    assertThat(page).hasTitle("Ringing: " + party);
  }

  void ringsNot() {
    assertThat(page).not().hasTitle(Pattern.compile("^Ringing"));
  }

  /** What the timer of a call shows. */
  Duration duration(String party) {
    Locator timer = card(party).getByRole(AriaRole.TIMER);
    assertThat(timer.last()).hasText(Pattern.compile("^\\d+:\\d\\d$"));
    String[] parts = timer.last().innerText().split(":");
    return Duration.ofMinutes(Long.parseLong(parts[0])).plusSeconds(Long.parseLong(parts[1]));
  }
}
