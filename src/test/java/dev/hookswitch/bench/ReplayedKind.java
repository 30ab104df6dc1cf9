package dev.hookswitch.bench;

import dev.hookswitch.messaging.asterisk.RecordedCall;
import dev.hookswitch.messaging.asterisk.RecordedCall.Heard;
import dev.hookswitch.messaging.clients.PublishedFrames;
import dev.hookswitch.phone.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded scenario, made ready to be written again and again for other lines: numbers of phones,
 * ids and names of channels, ids of bridges are places in its events that each call fills anew.
 */
final class ReplayedKind {
  private static final Pattern ID_FIELD =
      Pattern.compile("(?m)^[A-Za-z]*(?:Uniqueid|Linkedid): ([^\\r\\n]+)");
  private static final Pattern BRIDGE_FIELD =
      Pattern.compile("(?m)^BridgeUniqueid: ([0-9a-f-]{36})");
  private static final Pattern CHANNEL =
      Pattern.compile("(?:PJSIP|Local)/[^\\s-]{1,40}-([0-9a-f]{8})");

  private enum What {
    ID,
    BRIDGE,
    CHANNEL,
    PHONE
  }

  private record Place(int at, What what, int index) {}

  private record Event(byte[] text, List<Place> places) {}

  /** What one phone's client has to hear, and which events cause it. */
  record Hearing(long[] keys, int[] because) {}

  private final List<Event> events = new ArrayList<>();
  private final double[] seconds;
  private final List<Hearing> hearings = new ArrayList<>();

  /**
   * @param scenario name of its file
   * @param phones those that take part in it
   */
  ReplayedKind(String scenario, String... phones) throws IOException {
    RecordedCall recorded = RecordedCall.of(scenario, phones);
    String all = String.join("", recorded.events());
    List<String> ids = found(ID_FIELD, all);
    List<String> bridges = found(BRIDGE_FIELD, all);
    List<String> channels = found(CHANNEL, all);
    Map<String, Place> meaning = new LinkedHashMap<>();
    put(meaning, ids, What.ID);
    put(meaning, bridges, What.BRIDGE);
    put(meaning, channels, What.CHANNEL);
    put(meaning, List.of(phones), What.PHONE);
    Pattern places =
        Pattern.compile(
            "(?<![0-9A-Za-z.+])(?:%s)(?![0-9A-Za-z])"
                .formatted(
                    String.join("|", meaning.keySet().stream().map(Pattern::quote).toList())));
    for (String event : recorded.events()) {
      events.add(event(event, places, meaning));
    }
    seconds = new double[events.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = Math.max(i == 0 ? 0 : seconds[i - 1], recorded.seconds().get(i));
    }
    for (String phone : phones) {
      hearings.add(hearing(phone, recorded.heard().get(phone), ids));
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return List.copyOf(found);
  }

  private static void put(Map<String, Place> meaning, List<String> texts, What what) {
    if (texts.size() > FrameKey.LEGS) {
      throw new IllegalStateException("%s: %d (expected: few)".formatted(what, texts.size()));
    }
    texts.forEach(text -> meaning.put(text, new Place(0, what, texts.indexOf(text))));
  }

  private static Event event(String text, Pattern pattern, Map<String, Place> meaning) {
    var filled = new StringBuilder();
    List<Place> places = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      matcher.appendReplacement(filled, "");
      Place place = meaning.get(matcher.group());
      places.add(
          new Place(
              filled.toString().getBytes(StandardCharsets.UTF_8).length,
              place.what(),
              place.index()));
      filled.append("?".repeat(width(place.what())));
    }
    matcher.appendTail(filled);
    return new Event(filled.toString().getBytes(StandardCharsets.UTF_8), places);
  }

  private static int width(What what) {
    return switch (what) {
      case ID -> 19;
      case BRIDGE -> 36;
      case CHANNEL -> 8;
      case PHONE -> 6;
    };
  }

  private static Hearing hearing(String phone, List<Heard> heard, List<String> ids) {
    Line line = RecordedCall.line(phone);
    List<Long> keys = new ArrayList<>();
    List<Integer> because = new ArrayList<>();
    for (Heard one : heard) {
      PublishedFrames.of(line, RecordedCall.capabilities(line), one.event())
          .ifPresent(frame -> {
            keys.add(key(frame, ids));
            because.add(one.because());
          });
    }
    return new Hearing(
        keys.stream().mapToLong(Long::longValue).toArray(),
        because.stream().mapToInt(Integer::intValue).toArray());
  }

  /** With the ids that its first call would have. */
  private static long key(String frame, List<String> ids) {
    String renamed = frame;
    for (int i = 0; i < ids.size(); i++) {
      renamed = renamed.replaceAll(Pattern.quote(ids.get(i)) + "(?![0-9])", FrameKey.id(0, 0, i));
    }
    byte[] bytes = renamed.getBytes(StandardCharsets.UTF_8);
    return FrameKey.of(bytes, 0, bytes.length);
  }

  int events() {
    return events.size();
  }

  /** How many lines take part. */
  int phones() {
    return hearings.size();
  }

  Hearing hearing(int phone) {
    return hearings.get(phone);
  }

  /** When the event comes, as a part of the call's time: 0 to 1. */
  double at(int event) {
    double last = seconds[seconds.length - 1];
    return last == 0 ? 0 : seconds[event] / last;
  }

  int length(int event) {
    return events.get(event).text().length;
  }

  /**
   * Writes an event as that call has it.
   *
   * @param phones the numbers of the lines that take part
   */
  void write(int event, int round, int call, String[] phones, byte[] to, int at) {
    Event template = events.get(event);
    System.arraycopy(template.text(), 0, to, at, template.text().length);
    long unique = (long) call * FrameKey.LEGS;
    for (Place place : template.places()) {
      int start = at + place.at();
      long own = unique + place.index();
      switch (place.what()) {
        case ID -> {
          decimal(to, start, 10, 1_900_000_000L + round);
          to[start + 10] = '.';
          decimal(to, start + 11, 8, own);
        }
        case BRIDGE -> {
          hexadecimal(to, start, 36, own);
          for (int dash : new int[] {8, 13, 18, 23}) {
            to[start + dash] = '-';
          }
        }
        case CHANNEL -> hexadecimal(to, start, 8, own);
        case PHONE -> {
          String number = phones[place.index()];
          for (int i = 0; i < number.length(); i++) {
            to[start + i] = (byte) number.charAt(i);
          }
        }
      }
    }
  }

  private static void decimal(byte[] to, int at, int width, long number) {
    long left = number;
    for (int i = at + width - 1; i >= at; i--) {
      to[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  private static void hexadecimal(byte[] to, int at, int width, long number) {
    long left = number;
    for (int i = at + width - 1; i >= at; i--) {
      to[i] = (byte) Character.forDigit((int) (left & 15), 16);
      left >>>= 4;
    }
  }
}
