package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.EventOrder;
import dev.hookswitch.phone.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lines make of the events that a real Asterisk 22 sent in forty scenarios. */
class RecordedCallsTest {
  private static final Path STORIES = Path.of("src/test/resources/wire/asterisk/stories.txt");
  private static final String[] PHONES = {
    "101", "102", "103", "105", "106", "107", "201",
  };

  static Iterable<String> scenarios() {
    return Tape.scenarios().toList();
  }

  /** The stories that are expected, by scenario. */
  private static Map<String, String> stories() throws IOException {
    Map<String, String> stories = new LinkedHashMap<>();
    String scenario = "";
    for (String line : Files.readAllLines(STORIES)) {
      if (line.startsWith("# ")) {
        scenario = line.substring(2);
        stories.put(scenario, "");
      } else if (!line.isBlank() && !scenario.isEmpty()) {
        stories.merge(scenario, line + "\n", String::concat);
      }
    }
    return stories;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void lines_recordedScenario_tellItsStory(String scenario) throws IOException {
    Tape tape = new Tape(PHONES).play(Tape.read(scenario));

    assertThat(tape.story()).isEqualTo(stories().get(scenario.replace(".ami", "")));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void lines_recordedScenario_keepTheOrderOfEvents(String scenario) {
    Tape tape = new Tape(PHONES).play(Tape.read(scenario));

    var all = new Capabilities(EnumSet.allOf(Feature.class), Set.of());
    for (String phone : PHONES) {
      EventOrder.assertKept(tape.line(phone).events, all);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void channels_recordedScenario_areGoneAtItsEnd(String scenario) {
    Tape tape = new Tape(PHONES).play(Tape.read(scenario));

    assertThat(tape.channels().size()).as("%s", tape.channels()).isZero();
    for (String phone : PHONES) {
      assertThat(tape.line(phone).calls.size()).as("calls of %s", phone).isZero();
    }
  }

  @Test
  void stories_everyScenario_hasOne() throws IOException {
    assertThat(Tape.scenarios().map(name -> name.replace(".ami", "")))
        .containsExactlyElementsOf(stories().keySet());
  }
}
