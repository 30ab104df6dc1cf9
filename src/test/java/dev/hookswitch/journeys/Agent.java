package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person of the demo at a browser. Finds things the way a person or a screen reader does. */
final class Agent implements AutoCloseable {
  private final String base;
  private final BrowserContext context;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private Page page;

  private Agent(String base, BrowserContext context) {
    this.base = base;
    this.context = context;
    this.page = open();
  }

  /** Signs in with a demo password and waits for the panel. */
  static Agent signIn(String base, String name) {
    return signIn(base, name, Browser.desktop());
  }

  static Agent signIn(String base, String name, NewContextOptions options) {
    return signIn(base, name, "demo-" + name, options);
  }

  static Agent signIn(String base, String name, String password, NewContextOptions options) {
    var agent = new Agent(base, Browser.context(options));
    agent.page.navigate(base + "/sign-in");
    agent.page.locator("input[name=username]").fill(name);
    agent.page.locator("input[name=password]").fill(password);
    agent.page.locator("input[name=password]").press("Enter");
    assertThat(agent.panel()).isVisible();
    return agent;
  }

  private Page open() {
    Page opened = context.newPage();
    opened.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    opened.onPageError(complaints::add);
    return opened;
  }

  String base() {
    return base;
  }

  Page page() {
    return page;
  }

  /** Opens one more tab of the same browser; the agent's next acts happen there. */
  Page anotherTab() {
    page = open();
    page.navigate(base + "/calls");
    assertThat(panel()).isVisible();
    return page;
  }

  /** The agent's next acts happen in this tab. */
  void goTo(Page tab) {
    page = tab;
  }

  /** Errors in the consoles of all tabs. */
  List<String> complaints() {
    return complaints;
  }

  Locator panel() {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("CTI panel"));
  }

  Locator button(String name) {
    return panel()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The card of the call with a party. */
  Locator card(String party) {
    return panel().getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName(party));
  }

  void press(String name) {
    button(name).click();
  }

  void call(String target) {
    Locator field =
        panel()
            .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Name or number"));
    field.fill(target);
    press("Call");
  }

  void seesState(String party, String state) {
    assertThat(card(party)).containsText(state);
  }

  void seesNoCall() {
    assertThat(panel().getByRole(AriaRole.GROUP)).hasCount(0);
  }

  /**
   * What arrives from the far end, over all media sessions of the tab.
   *
   * @param packets of audio, received
   * @param energy of the audio, as the browser hears it
   */
  record Heard(long packets, double energy) {}

  Heard heard() {
    Object sums =
        page.evaluate(
            """
            async () => {
              let packets = 0, energy = 0;
              for (const session of window.hookswitchPhone?.sessions() ?? []) {
                if (!session.pc) continue;
                (await session.pc.getStats()).forEach(s => {
                  if (s.type === 'inbound-rtp' && s.kind === 'audio') {
                    packets += s.packetsReceived;
                    energy += s.totalAudioEnergy ?? 0;
                  }
                });
              }
              return { packets, energy };
            }
            """);
    Map<?, ?> map = (Map<?, ?>) sums;
    return new Heard(
        ((Number) map.get("packets")).longValue(), ((Number) map.get("energy")).doubleValue());
  }

  @Override
  public void close() {
    context.close();
  }
}
