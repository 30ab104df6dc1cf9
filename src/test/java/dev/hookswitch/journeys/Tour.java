package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** Ways through all pages of the application, in any language and width. */
final class Tour {
  private static final List<String> ADMIN =
      List.of(
          "emulator",
          "simulated-webitel",
          "admin/users",
          "admin/teams",
          "admin/lines",
          "admin/webitel",
          "admin/webitel/new",
          "admin/webitel/several",
          "admin/settings",
          "admin/messaging",
          "admin/identification",
          "records/kinds");

  private Tour() {}

  /** What is done at each page of a tour, once it stands still. */
  interface Stop {
    void at(String name, Page page);
  }

  /** Signs in with a password of the demo. */
  static void signIn(String base, Page page, String name) {
    signIn(base, page, name, "demo-" + name);
  }

  static void signIn(String base, Page page, String name, String password) {
    page.navigate(base + "/sign-in");
    page.locator("input[name=username]").fill(name);
    page.locator("input[name=password]").fill(password);
    page.locator("input[name=password]").press("Enter");
    assertThat(page.locator("main h1").first()).isVisible();
  }

  /** Opens a page of the application and waits until it stands still. */
  static Page open(String base, Page page, String path) {
    page.navigate(base + "/" + path);
    assertThat(page.locator("main h1").first()).isVisible();
    settle(page);
    return page;
  }

  /** Waits until the client has worked off what the server sent. */
  static void settle(Page page) {
    page.waitForFunction(
        "() => Object.values(window.Vaadin?.Flow?.clients ?? {})"
            + ".every(client => !client.isActive?.())"
            + " && [...document.querySelectorAll('.v-loading-indicator')]"
            + ".every(sign => getComputedStyle(sign).opacity === '0')");
    // Styles of components come in microtasks and frames after that.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 150)))");
  }

  /** The pages before the sign-in: empty, and after a wrong password. */
  static void beforeSignIn(String base, Page page, Stop stop) {
    page.navigate(base + "/sign-in");
    Locator name = page.locator("input[name=username]");
    assertThat(name).isVisible();
    settle(page);
    stop.at("sign-in", page);
    name.fill("nobody-of-this-name");
    page.locator("input[name=password]").fill("wrong-password");
    page.locator("input[name=password]").press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    settle(page);
    stop.at("sign-in refused", page);
    page.navigate(base + "/setup?token=of-nothing");
    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    settle(page);
    stop.at("setup closed", page);
  }

  /** The pages of an agent who has calls. */
  static void ofAgent(String base, Page page, Stop stop) {
    stop.at("calls", open(base, page, "calls"));
    page.locator("main vaadin-grid a[href^='calls/']:visible").first().click();
    assertThat(page.locator("main .hs-journal")).isVisible();
    settle(page);
    stop.at("call page", page);
    page.locator("main .hs-note textarea").fill("About seals");
    page.locator("main .hs-followup > vaadin-button").click();
    stopAtDialog("dialog of a task", page, stop, Keeping.YES);
    assertThat(page.locator("main .hs-task")).isVisible();
    settle(page);
    stop.at("call page with note and task", page);
    stop.at("tasks", open(base, page, "tasks"));
    open(base, page, "calls");
    Locator choice = page.locator("main vaadin-grid vaadin-checkbox:visible");
    if (choice.count() > 0) { // not on a narrow screen
      choice.last().click();
      assertThat(page.locator("main .hs-selbar")).isVisible();
      settle(page);
      stop.at("calls chosen", page);
    }
    Locator recording = page.locator("main .hs-rowplay:visible");
    if (recording.count() > 0) { // where somebody talked with the emulator
      recording.first().click();
      assertThat(page.locator("main .hs-playerdock")).isVisible();
      settle(page);
      stop.at("recording under the list", page);
      page.locator("main .hs-playerdock a").first().click();
      assertThat(page.locator("main .hs-sec .hs-player")).isVisible();
      settle(page);
      stop.at("call page with recording", page);
      open(base, page, "calls");
    }
    page.locator("main .hs-filters > vaadin-button").click();
    assertThat(page.locator(".hs-popform")).isVisible();
    settle(page);
    stop.at("filters of calls", page);
    page.keyboard().press("Escape");
    page.locator("main .hs-head > vaadin-button").first().click();
    stopAtDialog("dialog of a call by hand", page, stop, Keeping.NO);
    page.locator("main .hs-head > vaadin-button").last().click();
    stopAtDialog("dialog of the export", page, stop, Keeping.NO);
    stop.at("phone settings", open(base, page, "phone"));
    ofDirectory(base, page, stop);
    stop.at("unknown call", open(base, page, "calls/0190a000-0000-7000-8000-000000000000"));
  }

  private enum Keeping {
    YES,
    NO
  }

  private static void stopAtDialog(String name, Page page, Stop stop, Keeping keeping) {
    Locator dialog = page.locator("vaadin-dialog[opened]");
    assertThat(dialog).hasCount(1);
    settle(page);
    stop.at(name, page);
    if (keeping == Keeping.YES) {
      dialog.locator("vaadin-button[theme~=primary]").click();
    } else {
      page.keyboard().press("Escape");
    }
    assertThat(dialog).hasCount(0);
  }

  /** The pages of the directory, with the records of the demo. */
  private static void ofDirectory(String base, Page page, Stop stop) {
    for (String path : List.of("contacts", "accounts", "records/opportunity", "records/employee")) {
      open(base, page, path);
      assertThat(page.locator("main vaadin-grid a:visible").first()).isVisible();
      settle(page);
      stop.at(path, page);
    }
    stop.at("nothing found", open(base, page, "contacts?q=nobody+of+this+name"));
    open(base, page, "contacts");
    page.locator("main vaadin-grid a[href^='contacts/']:visible").first().click();
    assertThat(page.locator("main .hs-numbers")).isVisible();
    settle(page);
    stop.at("contact", page);
    open(base, page, "accounts");
    page.locator("main vaadin-grid a[href^='accounts/']:visible").first().click();
    assertThat(page.locator("main .hs-numbers")).isVisible();
    settle(page);
    stop.at("account", page);
    stop.at("new contact", open(base, page, "contacts/new"));
    stop.at("unknown record", open(base, page, "contacts/0190a000-0000-7000-8000-000000000000"));
  }

  /** The pages of an administrator, with the forms of a user and of a line. */
  static void ofAdministrator(String base, Page page, Stop stop) {
    stop.at("import", open(base, page, "contacts/import"));
    for (String path : ADMIN) {
      stop.at(path, open(base, page, path));
    }
    open(base, page, "admin/lines");
    page.locator("main vaadin-grid button:visible").first().click();
    assertThat(page.locator("vaadin-dialog[opened]")).hasCount(1);
    settle(page);
    stop.at("dialog of a line", page);
    open(base, page, "admin/users");
    page.locator("main vaadin-grid a[href^='admin/users/']:visible").first().click();
    assertThat(page.locator("main vaadin-password-field")).isVisible();
    settle(page);
    stop.at("form of a user", page);
  }
}
