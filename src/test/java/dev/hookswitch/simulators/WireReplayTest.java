package dev.hookswitch.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.simulators.freeswitch.SwitchRules;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulated servers say today what they said when other people's clients were content with
 * them. The records in {@code wire/webitel} and {@code wire/verto} hold what the clients sent and
 * what they were answered; in them {@code {1}}, {@code {2}}, … stand for ids that the server made
 * and … for what is never the same twice.
 */
class WireReplayTest {
  private static final Path RECORDS = Path.of("src/test/resources/wire");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ID = Pattern.compile("\\{(\\d+)}");
  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final String DOMAIN = "crm.test";
  private static final String ANYTHING = "…";

  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, WireClient> clients = new HashMap<>();
  private final Map<String, Set<Integer>> matched = new HashMap<>();

  static List<Path> records() throws IOException {
    try (Stream<Path> files = Files.walk(RECORDS)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void client_sayingTheSame_isAnsweredTheSame(Path record) throws IOException {
    SwitchRules rules = SwitchRules.USUAL.robots(Duration.ofMillis(300), Duration.ofMillis(1500));
    List<SwitchUser> users =
        List.of(
            SwitchUser.of("1000", DOMAIN, "s3cret", "Alice").withRole("admin").asAgent(),
            SwitchUser.of("1001", DOMAIN, "s3cret", "Bob"),
            SwitchUser.of("1002", DOMAIN, "s3cret", "Carol"));
    try (SimulatedWebitel server =
        SimulatedWebitel.start(rules, users, SimulatedWebitel.Ports.ANY)) {
      int line = 0;
      for (String text : Files.readAllLines(record)) {
        line++;
        JsonNode step = JSON.readTree(text);
        if (step.has("control")) {
          control(server.control(), step.path("control").asString(""));
        } else if (step.has("client")) {
          client(server, step.path("socket").asString("")).send(known(step.path("client")));
        } else {
          expect(record.getFileName() + ":" + line, step);
        }
      }
    } finally {
      clients.values().forEach(WireClient::close);
    }
  }

  private WireClient client(SimulatedWebitel server, String socket) {
    return clients.computeIfAbsent(
        socket,
        name -> new WireClient(name.contains("events") ? server.eventUrl() : server.vertoUrl()));
  }

  private static void control(SwitchControl control, String action) {
    String[] words = action.split(" ");
    switch (words[0]) {
      case "outside" -> control.callFromOutside(words[1], words[2], words[3]);
      case "pickup" -> Awaitility.await().atMost(PATIENCE).until(() -> control.pickUp(words[1]));
      case "farhangup" ->
          Awaitility.await().atMost(PATIENCE).until(() -> control.farEndHangsUp(words[1]));
      case "cut" -> control.cut(words[1], SwitchControl.Sockets.valueOf(words[2]));
      default -> throw new IllegalArgumentException(action);
    }
  }

  /** A client's frame with the ids that the server gave this time. */
  private String known(JsonNode frame) {
    return frame.isString()
        ? frame.asString("")
        : ID.matcher(frame.toString())
            .replaceAll(id -> Matcher.quoteReplacement(ids.getOrDefault(id.group(1), id.group())));
  }

  private void expect(String place, JsonNode step) {
    String socket = step.path("socket").asString("");
    Awaitility.await(place + " " + step)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() ->
            assertThat(take(socket, step.path("server")))
                .as("frames: %s, ids: %s", clients.get(socket).frames(), ids)
                .isTrue());
  }

  /** Finds the first frame that was not taken yet and says the same. */
  private boolean take(String socket, JsonNode expected) {
    List<String> frames = clients.get(socket).frames();
    Set<Integer> taken = matched.computeIfAbsent(socket, _ -> new HashSet<>());
    for (int i = 0; i < frames.size(); i++) {
      if (!taken.contains(i) && frames.get(i).startsWith("{")) {
        Map<String, String> found = new HashMap<>(ids);
        if (same(expected, JSON.readTree(frames.get(i)), found)) {
          taken.add(i);
          ids.putAll(found);
          return true;
        }
      }
    }
    return false;
  }

  private static boolean same(JsonNode expected, JsonNode actual, Map<String, String> found) {
    if (expected.isString()) {
      return sameText(expected.asString(""), actual, found);
    }
    if (expected.isObject()) {
      return actual.isObject()
          && Set.copyOf(expected.propertyNames()).equals(Set.copyOf(actual.propertyNames()))
          && expected
              .propertyStream()
              .allMatch(each -> same(each.getValue(), actual.path(each.getKey()), found));
    }
    if (expected.isArray()) {
      return actual.isArray()
          && expected.size() == actual.size()
          && IntStream.range(0, expected.size())
              .allMatch(i -> same(expected.get(i), actual.get(i), found));
    }
    return expected.equals(actual);
  }

  private static boolean sameText(String expected, JsonNode actual, Map<String, String> found) {
    if (expected.equals(ANYTHING)) {
      return true;
    }
    if (!actual.isString()) {
      return false;
    }
    StringBuilder pattern = new StringBuilder();
    List<String> named = new ArrayList<>();
    Matcher ids = ID.matcher(expected);
    int at = 0;
    while (ids.find()) {
      pattern.append(Pattern.quote(expected.substring(at, ids.start())));
      String bound = found.get(ids.group(1));
      pattern.append(bound == null ? "([0-9a-f-]{36})" : Pattern.quote(bound));
      if (bound == null) {
        named.add(ids.group(1));
      }
      at = ids.end();
    }
    pattern.append(Pattern.quote(expected.substring(at)));
    Matcher same = Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(actual.asString(""));
    if (!same.matches()) {
      return false;
    }
    for (int i = 0; i < named.size(); i++) {
      found.putIfAbsent(named.get(i), same.group(i + 1));
    }
    return true;
  }
}
