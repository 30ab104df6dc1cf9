package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.LineCalls;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded events of a real Asterisk, and the lines that hear of them. What a line reports is
 * retold in few words, with its calls numbered in the order in which they began.
 */
final class Tape {
  private static final Path FOLDER = folder();
  private static final Instant NOW = Instant.parse("2026-11-21T00:30:00Z");

  private final Channels channels = new Channels();
  private final Map<String, Told> lines = new LinkedHashMap<>();

  /** What one line reported, and what it had to ask for. */
  static final class Told implements LineWatch.Helper {
    final List<CtiEvent> events = new ArrayList<>();
    final List<String> story = new ArrayList<>();
    final LineCalls<AsteriskCall> calls;
    final LineWatch watch;
    private final List<CallId> known = new ArrayList<>();
    private final Set<CallId> recorded = new HashSet<>();

    Told(String number, Channels channels, Set<Feature> declared) {
      var line =
          new Line(
              new LineId(UUID.randomUUID()),
              "messaging",
              new PhoneNumber(number),
              "Agent " + number,
              Map.of());
      calls = new LineCalls<>(line.id(), () -> NOW);
      watch = new LineWatch(line, "PJSIP/" + number, channels, calls, this);
      calls.heardBy(this::heard, declared);
      calls.initialized();
      story.clear();
    }

    private void heard(CtiEvent event) {
      events.add(event);
      String words =
          switch (event) {
            case CtiEvent.CallStarted started -> started(started.call());
            case CtiEvent.CommutationStarted talks -> number(talks) + " talks";
            case CtiEvent.Hold holds -> number(holds) + " holds";
            case CtiEvent.Unhold resumes -> number(resumes) + " resumes";
            case CtiEvent.LineStateChanged can -> recording(can);
            case CtiEvent.CallBusy busy -> number(busy) + " busy";
            case CtiEvent.CallInfoChanged info ->
                number(info) + " with " + info.call().peer().number();
            case CtiEvent.DtmfEntered digit ->
                number(digit)
                    + " "
                    + digit.origin().name().toLowerCase(Locale.ROOT)
                    + " "
                    + digit.digits();
            case CtiEvent.CallFinished over ->
                number(over) + " over " + over.call().endReason() + at(over.call().redirection());
            default -> "";
          };
      if (!words.isEmpty()) {
        story.add(words);
      }
    }

    private String started(Call call) {
      known.add(call.id());
      String about = call.parent() == null ? "" : " about " + (known.indexOf(call.parent()) + 1);
      String way = call.direction().name().toLowerCase(Locale.ROOT);
      String back = call.redirecting() == null ? "" : " back to " + call.redirecting();
      return known.size() + " " + way + " " + call.peer().number() + about + back;
    }

    private static String at(@Nullable PhoneNumber space) {
      return space == null ? "" : " " + space;
    }

    /** Told when it changes: what is possible says whether a call is recorded. */
    private String recording(CtiEvent.LineStateChanged can) {
      boolean records = can.features().contains(Feature.STOP_RECORDING);
      CallId call = can.callId();
      if (call == null || !(records ? recorded.add(call) : recorded.remove(call))) {
        return "";
      }
      return (known.indexOf(call) + 1) + (records ? " records" : " records no more");
    }

    private int number(CtiEvent.CallEvent event) {
      return known.indexOf(event.callId()) + 1;
    }

    @Override
    public void stranded(Channel own) {
      story.add("! hang up " + own.device());
    }

    @Override
    public void forgotten(Channel far, Line line) {
      story.add("! ring " + line.number() + " again");
    }

    @Override
    public void asksApplication(Channel own) {
      story.add("! ask what " + own.device() + " does");
    }

    @Override
    public void recorded(CallId call, String file) {
      story.add((known.indexOf(call) + 1) + " recorded");
    }
  }

  Tape(String... numbers) {
    this(EnumSet.allOf(Feature.class), numbers);
  }

  /**
   * @param declared what the lines can do in principle
   */
  Tape(Set<Feature> declared, String... numbers) {
    for (String number : numbers) {
      lines.put("PJSIP/" + number, new Told(number, channels, declared));
    }
  }

  private static Path folder() {
    try {
      return Path.of(Tape.class.getResource("/wire/asterisk/stories.txt").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What lines are expected to tell of each scenario. */
  static List<String> stories() throws IOException {
    return Files.readAllLines(FOLDER.resolve("stories.txt"));
  }

  static Stream<String> scenarios() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ami"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The events of a scenario. */
  static List<AmiMessage> read(String scenario) {
    try {
      return messages(text(scenario));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same as it was written, without its headline. */
  static String text(String scenario) throws IOException {
    String text = Files.readString(FOLDER.resolve(scenario));
    return text.substring(text.indexOf('\n') + 1);
  }

  static List<AmiMessage> messages(String text) throws IOException {
    var reader = new AmiReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    List<AmiMessage> messages = new ArrayList<>();
    for (AmiMessage next = reader.next(); next != null; next = reader.next()) {
      messages.add(next);
    }
    return messages;
  }

  Tape play(List<AmiMessage> events) {
    events.forEach(this::play);
    return this;
  }

  private void play(AmiMessage event) {
    Set<Channel.Watcher> looking = new LinkedHashSet<>();
    for (Channel channel : channels.apply(event)) {
      Told line = lines.get(channel.device());
      if (line != null) {
        looking.add(line.watch);
      }
      looking.addAll(channel.watchers);
    }
    looking.forEach(Channel.Watcher::look);
    if (event.event().equals("DTMFEnd") && event.get("Direction").equals("Received")) {
      channels
          .find(event.get("Uniqueid"))
          .ifPresent(channel ->
              lines.values().forEach(line -> line.watch.pressed(channel, event.get("Digit"))));
    }
  }

  Channels channels() {
    return channels;
  }

  Told line(String number) {
    Told line = lines.get("PJSIP/" + number);
    if (line == null) {
      throw new IllegalArgumentException("no line " + number);
    }
    return line;
  }

  /** Every line that reported anything, and what. */
  String story() {
    var text = new StringBuilder();
    lines.forEach((device, line) -> {
      if (!line.story.isEmpty()) {
        text.append(device.substring("PJSIP/".length()))
            .append(": ")
            .append(String.join(" | ", line.story))
            .append('\n');
      }
    });
    return text.toString();
  }
}
