package dev.hookswitch.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.simulators.SimulatedWebitel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies in the middle of a call that the phone system goes on with. */
@Tag("database")
class WebitelRestartIT {
  private static final String CALLER = "John Doe";
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  /**
   * Timers move at whole seconds, never show more than has passed, and a process that has just
   * started takes a moment to work off what it is told.
   */
  private static final Duration TIMER = Duration.ofSeconds(5);

  @Test
  void call_processKilledWhileTalking_comesBackFromThePhoneSystem(@TempDir Path folder)
      throws Exception {
    try (FarEnd farEnd = new FarEnd();
        SimulatedWebitel webitel = WebitelWorld.start(farEnd);
        var application =
            new PackagedApplication(
                folder, "--hookswitch.provisioning=" + WebitelWorld.provisioning(webitel))) {
      application.start();
      Instant talks;
      try (Agent anna = Calls.signIn(application.base(), "anna")) {
        webitel.control().callFromOutside("380441234567", CALLER, "1001");
        anna.seesState(CALLER, "Ringing");
        anna.press("Answer");
        anna.seesState(CALLER, "Talking");
        talks = Instant.now();
        anna.hears();
        application.kill();
      }

      application.start();
      try (Agent anna = new Agent(application.base(), "anna", Browser.context(Browser.desktop()))) {
        anna.entersNameAndPassword();
        anna.seesState(CALLER, "Talking");
        anna.hears();
        farEnd.hears();
        Duration shown = anna.duration(CALLER);
        Duration talked = Duration.between(talks, Instant.now());
        assertThat(shown).isBetween(talked.minus(TIMER), talked.plus(ROUNDING));
        anna.press("Hold");
        anna.seesState(CALLER, "On hold");
        anna.press("Resume");
        anna.seesState(CALLER, "Talking");
        anna.press("End");
        anna.seesState(CALLER, "Ended");
      }
      application.kill();

      try (Connection database = application.database()) {
        assertThat(ends(database)).containsExactly("ENDED_BY_USER");
      }
    }
  }

  private static List<String> ends(Connection database) throws SQLException {
    List<String> ends = new ArrayList<>();
    try (var statement = database.createStatement();
        ResultSet found =
            statement.executeQuery("select end_reason from call_record order by ended_at")) {
      while (found.next()) {
        ends.add(String.valueOf(found.getString(1)));
      }
    }
    return ends;
  }
}
