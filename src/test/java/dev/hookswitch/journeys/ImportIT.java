package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.hookswitch.directory.exchange.SampleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand contacts go in by the browser: not at all, then all of them. */
@Tag("database")
class ImportIT {
  private static final int LINES = 100_000;
  private static final Pattern THOUSANDS = Pattern.compile("[2-9]\\d,\\d{3} lines");

  @Test
  void import_processKilledInTheMiddle_leavesNothingAndSucceedsTheNextTime(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("contacts.csv");
    Set<Long> bad = SampleFile.contacts(file, LINES, "Grande", 773);
    try (var application = new PackagedApplication(Files.createDirectory(folder.resolve("app")))) {
      application.start();
      try (Agent clara = Calls.signIn(application.base(), "clara")) {
        Page page = opensImport(application, clara, file);
        assertThat(page.locator("main table")).containsText("Anna Berg 0");
        assertThat(page.locator("main table")).containsText("Company 1; of Grande");
        begin(page);
        assertThat(page.locator("main")).containsText(THOUSANDS, within(120));
        application.kill();
      }
      try (Connection database = application.database()) {
        assertThat(count(database, "directory_record where city = 'Dover' and kind = 'contact'"))
            .isLessThan(10);
        assertThat(count(database, "directory_record where name like '%Grande'")).isZero();
        assertThat(count(database, "communication where typed like '+44 20 773%'")).isZero();
        assertThat(
                count(
                    database,
                    "record_word where record_id not in (select id from directory_record)"))
            .isZero();
      }

      application.start();
      try (Agent clara = Calls.signIn(application.base(), "clara")) {
        Page page = opensImport(application, clara, file);
        begin(page);
        assertThat(page.locator("main")).containsText("Imported.", within(240));
        assertThat(page.locator("main")).containsText("99,000 new contacts");
        assertThat(page.locator("main")).containsText("990 new accounts of these contacts");
        assertThat(page.locator("main")).containsText("1,000 lines cannot be read");
        assertThat(page.locator("main")).containsText("A phone number is expected");

        Download report =
            page.waitForDownload(() ->
                page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName("All of them as a file"))
                    .click());
        List<String> lines = Files.readAllLines(report.path());
        assertThat(
                lines.stream()
                    .skip(1)
                    .map(line -> Long.valueOf(line.substring(0, line.indexOf(','))))
                    .collect(Collectors.toSet()))
            .isEqualTo(bad);

        page.navigate(application.base() + "/contacts?q=berg+70000");
        assertThat(
                page.locator("main")
                    .getByRole(
                        AriaRole.LINK, new Locator.GetByRoleOptions().setName("Anna Berg 70000")))
            .isVisible();
      }
    }
  }

  private static Page opensImport(PackagedApplication application, Agent agent, Path file) {
    Page page = agent.page();
    page.navigate(application.base() + "/contacts/import");
    page.locator("main input[type=file]").setInputFiles(file);
    assertThat(page.locator("main table"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
    return page;
  }

  private static void begin(Page page) {
    Locator main = page.locator("main");
    main.getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Lines that cannot be read"))
        .click();
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Leave them out")).click();
    main.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Import").setExact(true))
        .click();
  }

  private static LocatorAssertions.ContainsTextOptions within(int seconds) {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(seconds * 1000.0);
  }

  private static long count(Connection database, String from) throws SQLException {
    try (var statement = database.createStatement();
        ResultSet found = statement.executeQuery("select count(*) from " + from)) {
      found.next();
      return found.getLong(1);
    }
  }
}
