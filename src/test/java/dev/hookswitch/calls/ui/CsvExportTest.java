package dev.hookswitch.calls.ui;

import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallNotes;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@HookswitchTest
class CsvExportTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /** Other tests look at the newest calls of all. */
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T12:00:00Z");

  @Autowired private CallLog calls;
  @Autowired private CallNotes notes;
  @Autowired private CallRecorder recorder;
  @Autowired private People people;
  @Autowired private Texts texts;
  private TestTeam team;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
  }

  @Test
  void write_aCall_hasItsFactsInALine() throws IOException {
    UUID call = talk(team.anna(), "102", "Ben \"B\" Adeyemi", NOON);
    notes.write(team.anna(), call, "=HYPERLINK(\"http://evil\")\nsecond line");
    notes.setResult(team.anna(), call, CallNote.Result.OFFER_SENT);

    String csv = written(team.anna());

    assertThat(csv)
        .startsWith("\uFEFFStart,Direction,Who,Number,Agent,Line,")
        .contains(
            "2026-11-20 12:00:00,Incoming,\"Ben \"\"B\"\" Adeyemi\",102,Anna Berg,101,5,60,0,Answered,Offer sent,"
                + "\"'=HYPERLINK(\"\"http://evil\"\")\nsecond line\",\r\n");
  }

  @Test
  void write_moreThanAPage_hasEachCallOnceAndTellsItsProgress() throws IOException {
    for (int i = 0; i < 1003; i++) {
      CallStory.incoming(
          recorder,
          team.anna().id(),
          Integer.toString(10_000 + i),
          "",
          LONG_AGO.plusSeconds(i / 7));
    }
    var told = new ArrayList<Long>();
    var out = new StringWriter();

    export(team.anna())
        .write(
            CallFilter.ALL,
            out,
            written -> {
              told.add(written);
              return true;
            });

    List<String> numbers =
        out.toString().lines().skip(1).map(line -> line.split(",", -1)[3]).toList();
    assertThat(numbers).hasSize(1003).doesNotHaveDuplicates();
    assertThat(told).containsExactly(500L, 1000L, 1003L);
  }

  @Test
  void write_cancelled_stopsAndSaysSo() {
    talk(team.anna(), "102", "", NOON);

    assertThatThrownBy(
            () -> export(team.anna()).write(CallFilter.ALL, new StringWriter(), _ -> false))
        .isInstanceOf(CsvExport.Cancelled.class);
  }

  @Test
  void write_asAnotherTeam_holdsNoCallAndNoNote() throws IOException {
    UUID call = talk(team.anna(), "4711", "", NOON);
    notes.write(team.anna(), call, "secret");

    assertThat(written(team.supervisor())).contains("4711").contains("secret");
    assertThat(written(team.ben()).lines()).hasSize(1);
    var chosen = new StringWriter();
    export(team.ben()).write(Set.of(call), chosen);
    assertThat(chosen.toString().lines()).hasSize(1);
    var narrowed = new StringWriter();
    export(team.ben()).write(CallFilter.ALL.person(team.anna().id()), narrowed, _ -> true);
    assertThat(narrowed.toString().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "plain|plain",
        "=1+1|~\"'=1+1\"~",
        "+4930|~\"'+4930\"~",
        "-1|~\"'-1\"~",
        "@x|~\"'@x\"~",
        "a;b|~\"a;b\"~",
        "a=b|a=b"
      },
      delimiter = '|')
  void cell_whatASpreadsheetWouldRun_isText(String value, String cell) {
    assertThat(CsvExport.cell(value)).isEqualTo(cell);
  }

  private String written(Person viewer) throws IOException {
    var out = new StringWriter();
    export(viewer).write(CallFilter.ALL, out, _ -> true);
    return out.toString();
  }

  private CsvExport export(Person viewer) {
    return new CsvExport(
        calls,
        people,
        viewer,
        new CallFormat(
            Locale.ENGLISH,
            ZoneOffset.UTC,
            (key, arguments) -> texts.getTranslation(key, Locale.ENGLISH, arguments)));
  }

  private UUID talk(Person user, String number, String name, Instant at) {
    return CallStory.incoming(recorder, user.id(), number, name, at)
        .answeredAfter(5)
        .endedAfter(60, ENDED_BY_OTHER)
        .id();
  }
}
