package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies in the middle of a call. */
@Tag("database")
class KillIT {
  /** What is kept of a call. */
  private record Row(String id, String endReason, boolean open) {}

  @Test
  void call_processKilledWhileTalking_isBrokenOffWithItsJournal(@TempDir Path folder)
      throws Exception {
    try (var application = new PackagedApplication(folder)) {
      application.start();
      assertThat(application.printed())
          .contains("The demo is ready: " + application.base())
          .containsPattern("anna +demo-anna +Anna Berg, agent, 101");
      try (Agent anna = Calls.signIn(application.base(), "anna");
          Agent oleg = Calls.signIn(application.base(), "oleg")) {
        Calls.talk(anna, oleg);
        Calls.end(anna, oleg);
        Calls.talk(anna, oleg);
        // No pause: what the panel has shown is on record.
        application.kill();
      }

      application.start();
      try (Agent anna = Calls.signIn(application.base(), "anna");
          Agent oleg = Calls.signIn(application.base(), "oleg")) {
        findsBrokenOff(anna, "Oleg Sorokin");
        findsBrokenOff(oleg, "Anna Berg");
        // Whoever was in that call can talk again.
        Calls.talk(anna, oleg);
        Calls.end(anna, oleg);
      }
      application.kill();

      try (Connection database = application.database()) {
        List<Row> rows = rows(database);
        assertThat(rows).hasSize(6).noneMatch(Row::open);
        List<Row> brokenOff =
            rows.stream().filter(row -> row.endReason().equals("BROKEN_OFF")).toList();
        assertThat(brokenOff).hasSize(2);
        for (Row row : brokenOff) {
          assertThat(journal(database, row))
              .startsWith("callStarted")
              .contains("commutationStarted")
              .endsWith("callFinished");
        }
      }
    }
  }

  private static void findsBrokenOff(Agent agent, String party) {
    Locator main = agent.page().locator("main").first();
    assertThat(main.getByText("Broken off", new Locator.GetByTextOptions().setExact(true)))
        .hasCount(1);
    main.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(party)).first().click();
    assertThat(main.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName(party)))
        .isVisible();
    assertThat(main).containsText("Broken off: nobody saw the end");
    assertThat(main).containsText("callStarted");
    assertThat(main).containsText("commutationStarted");
    assertThat(main).containsText("callFinished");
  }

  private static List<Row> rows(Connection database) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (var statement = database.createStatement();
        ResultSet found =
            statement.executeQuery("select id, end_reason, ended_at from call_record")) {
      while (found.next()) {
        rows.add(
            new Row(
                found.getString("id"),
                String.valueOf(found.getString("end_reason")),
                found.getTimestamp("ended_at") == null));
      }
    }
    return rows;
  }

  private static List<String> journal(Connection database, Row row) throws SQLException {
    List<String> names = new ArrayList<>();
    try (var statement =
        database.prepareStatement(
            "select name from call_event where cast(call_id as varchar(36)) = ? order by id")) {
      statement.setString(1, row.id());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          names.add(found.getString(1));
        }
      }
    }
    return names;
  }
}
