package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.EventOrder;
import dev.hookswitch.phone.Feature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lines make of the events that a real Asterisk 22 sent in forty scenarios. */
class RecordedCallsTest {
  private static final String[] PHONES = {
    "101", "102", "103", "105", "106", "107", "201",
  };

  private static final Set<String> BEGUN_BEFORE =
      Set.of("19-consult-atxfer-cancel-talking.ami", "20-consult-atxfer-rejected.ami");
  private static final Pattern ESSENTIAL = Pattern.compile(" (in|out|talks|over)\\b");

  static Iterable<String> scenarios() {
    return Tape.scenarios().toList();
  }

  /** The stories that are expected, by scenario. */
  private static Map<String, String> stories() throws IOException {
    Map<String, String> stories = new LinkedHashMap<>();
    String scenario = "";
    for (String line : Tape.stories()) {
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
  void calls_recordedScenario_areGoneWithTheirChannels(String scenario) {
    Tape tape = new Tape(PHONES).play(Tape.read(scenario));

    for (String phone : PHONES) { // two of the recordings end before the call does
      assertThat(tape.line(phone).calls.size())
          .as("calls of %s", phone)
          .isEqualTo(tape.channels().of("PJSIP/" + phone).size());
    }
  }

  /** A link may lose or repeat what it likes: nothing breaks, and the order is kept. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void lines_eventsLostAndRepeated_keepTheOrderOfEvents(String scenario) {
    var all = new Capabilities(EnumSet.allOf(Feature.class), Set.of());
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      List<AmiMessage> events = new ArrayList<>();
      for (AmiMessage event : Tape.read(scenario)) {
        int times =
            switch (random.nextInt(8)) {
              case 0 -> 0;
              case 1 -> 2;
              default -> 1;
            };
        events.addAll(Collections.nCopies(times, event));
      }

      Tape tape = new Tape(PHONES).play(events);

      for (String phone : PHONES) {
        EventOrder.assertKept(tape.line(phone).events, all);
      }
    }
  }

  /** Nor do values of any kind break anything: those of others, noise, texts without measure. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void lines_valuesOfAnyKind_keepTheOrderOfEvents(String scenario) throws IOException {
    var all = new Capabilities(EnumSet.allOf(Feature.class), Set.of());
    String text = Tape.text(scenario);
    for (int seed = 0; seed < 20; seed++) {
      Tape tape = new Tape(PHONES).play(Tape.messages(mangled(text, new Random(seed))));

      for (String phone : PHONES) {
        EventOrder.assertKept(tape.line(phone).events, all);
      }
    }
  }

  private static String mangled(String text, Random random) {
    List<String> lines = text.lines().toList();
    var mangled = new StringBuilder();
    for (String line : lines) {
      int colon = line.indexOf(": ");
      boolean changes = colon > 0 && random.nextInt(60) == 0;
      mangled.append(changes ? line.substring(0, colon + 2) + value(lines, random) : line);
      mangled.append('\n');
    }
    return mangled.toString();
  }

  private static String value(List<String> lines, Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> "9".repeat(random.nextInt(2_000));
      case 2 -> "\u0000\u0007 \u0416 <b>";
      case 3 -> "Local/" + random.nextInt(3) + "@x-0;" + (1 + random.nextInt(2));
      default -> {
        String other = lines.get(random.nextInt(lines.size()));
        yield other.substring(other.indexOf(": ") + 1).strip();
      }
    };
  }

  /**
   * Asterisk's own order within a millisecond varies (asterisk.md §3). Which of two calls ends
   * first may vary with it; who called, who talked and why it ended may not.
   */
  @ParameterizedTest
  @MethodSource("scenarios")
  void lines_millisecondsInAnotherOrder_tellTheSameOfEachCall(String scenario) throws IOException {
    assumeFalse(BEGUN_BEFORE.contains(scenario), "its calls began before the recording");
    Tape expected = new Tape(PHONES).play(Tape.read(scenario));
    for (int seed = 0; seed < 20; seed++) {
      List<AmiMessage> events = otherOrder(Tape.read(scenario), seed);

      Tape tape = new Tape(PHONES).play(events);

      for (String phone : PHONES) {
        assertThat(essence(tape.line(phone)))
            .as("line %s, seed %d", phone, seed)
            .containsExactlyInAnyOrderElementsOf(essence(expected.line(phone)));
      }
    }
  }

  private static List<String> essence(Tape.Told line) {
    return line.story.stream().filter(words -> ESSENTIAL.matcher(words).find()).toList();
  }

  /** Neighbours of one millisecond that are about different channels change places. */
  private static List<AmiMessage> otherOrder(List<AmiMessage> events, int seed) {
    var random = new Random(seed);
    List<AmiMessage> order = new ArrayList<>(events);
    for (int round = 0; round < 3; round++) {
      for (int i = 1; i < order.size(); i++) {
        if (random.nextBoolean() && apart(order.get(i - 1), order.get(i))) {
          Collections.swap(order, i - 1, i);
        }
      }
    }
    return order;
  }

  private static boolean apart(AmiMessage one, AmiMessage other) {
    return Math.abs(seconds(one) - seconds(other)) < 0.001
        && Collections.disjoint(about(one), about(other));
  }

  private static double seconds(AmiMessage event) {
    return Double.parseDouble(event.get("Timestamp"));
  }

  private static Set<String> about(AmiMessage event) {
    return Stream.of(
            "Uniqueid",
            "DestUniqueid",
            "BridgeUniqueid",
            "TargetUniqueid",
            "LocalOneUniqueid",
            "LocalTwoUniqueid",
            "TransfererUniqueid",
            "TransfereeUniqueid",
            "OrigTransfererUniqueid",
            "SecondTransfererUniqueid",
            "ParkeeUniqueid")
        .map(event::get)
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }

  @Test
  void stories_everyScenario_hasOne() throws IOException {
    assertThat(Tape.scenarios().map(name -> name.replace(".ami", "")))
        .containsExactlyElementsOf(stories().keySet());
  }
}
