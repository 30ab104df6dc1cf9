package dev.hookswitch.bench;

import dev.hookswitch.bench.ReplayedKind.Hearing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Events of many calls of many lines as one stream of a manager interface, with what the clients of
 * the lines have to hear. Calls begin at a steady rate, each on lines of its own, and keep the
 * proportions of their recorded times. Everything is written beforehand.
 */
final class CallStream {
  /** Ten inbound calls in twenty, and what else a working day has. */
  private static final List<ReplayedKind> DAY = day();

  /** Of the stream as it is sent. */
  private final byte[] bytes;

  private final int[] ends;
  private final long[] due;
  private final int[] places;
  private final AtomicLongArray written;
  private final long steadyFrom;
  private final long steadyTo;
  private final List<List<Part>> byLine = new ArrayList<>();

  /** What a line has to hear of a call. */
  record Part(int call, int firstEvent, Hearing hearing) {}

  private static List<ReplayedKind> day() {
    try {
      var inbound = new ReplayedKind("02-inbound-answered.ami", "101");
      var outbound = new ReplayedKind("06-outbound-by-phone.ami", "101");
      var internal = new ReplayedKind("01-internal-call-hold-dtmf.ami", "101", "102");
      var queue = new ReplayedKind("24-queue-connected.ami", "105");
      var missed = new ReplayedKind("03-inbound-caller-gives-up.ami", "101");
      var transferred = new ReplayedKind("14-blind-transfer-ami.ami", "101", "102");
      var clicked = new ReplayedKind("07-click-to-call-outside.ami", "101");
      return List.of(
          inbound,
          outbound,
          inbound,
          queue,
          inbound,
          internal,
          inbound,
          missed,
          inbound,
          clicked,
          inbound,
          outbound,
          inbound,
          queue,
          inbound,
          internal,
          inbound,
          missed,
          outbound,
          transferred);
    } catch (IOException e) {
      throw new IllegalStateException("the recorded calls cannot be read", e);
    }
  }

  static double eventsPerCall() {
    return DAY.stream().mapToInt(ReplayedKind::events).average().orElseThrow();
  }

  /**
   * @param round no other stream of the run has it: ids are never given twice
   * @param callsPerSecond at which calls begin
   * @param longest seconds that a call takes at most; as it is, half of the lines talk at a time
   */
  CallStream(int round, int lines, int calls, double callsPerSecond, double longest) {
    double seconds = Math.min(lines / 2.0 / callsPerSecond, longest);
    steadyFrom = (long) (seconds * 1e9);
    steadyTo = (long) (calls / callsPerSecond * 1e9);
    for (int line = 0; line < lines; line++) {
      byLine.add(new ArrayList<>(2));
    }
    int events = 0;
    for (int call = 0; call < calls; call++) {
      events += kind(call).events();
    }
    long[] order = new long[events];
    int[] callOf = new int[events];
    int[] firstOf = new int[calls];
    String[][] phones = new String[calls][];
    int next = (int) ((long) round * calls % lines); // not the same lines in each round
    int event = 0;
    for (int call = 0; call < calls; call++) {
      ReplayedKind kind = kind(call);
      firstOf[call] = event;
      phones[call] = new String[kind.phones()];
      for (int phone = 0; phone < kind.phones(); phone++) {
        byLine.get(next).add(new Part(call, event, kind.hearing(phone)));
        phones[call][phone] = number(next);
        next = (next + 1) % lines;
      }
      for (int i = 0; i < kind.events(); i++) {
        double at = call / callsPerSecond + kind.at(i) * seconds;
        order[event] = (long) (at * 1e6) << 22 | event; // in order of time, then of the call
        callOf[event] = call;
        event++;
      }
    }
    Arrays.sort(order);
    ends = new int[events];
    due = new long[events];
    places = new int[events];
    written = new AtomicLongArray(events);
    int length = 0;
    for (int i = 0; i < events; i++) {
      int place = (int) (order[i] & (1 << 22) - 1);
      places[i] = place;
      due[i] = (order[i] >>> 22) * 1_000;
      length += kind(callOf[place]).length(place - firstOf[callOf[place]]);
      ends[i] = length;
    }
    bytes = new byte[length];
    for (int i = 0; i < events; i++) {
      int call = callOf[places[i]];
      kind(call)
          .write(
              places[i] - firstOf[call],
              round,
              call,
              phones[call],
              bytes,
              i == 0 ? 0 : ends[i - 1]);
    }
  }

  private static ReplayedKind kind(int call) {
    return DAY.get(call % DAY.size());
  }

  /** The number of a line; all are of the same length. */
  static String number(int line) {
    return Integer.toString(100_000 + line);
  }

  int events() {
    return ends.length;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the event ends in the bytes, in the order in which they are sent. */
  int end(int event) {
    return ends[event];
  }

  /** Whether as many calls end as begin when that event is due. */
  boolean steady(int event) {
    return due[event] >= steadyFrom && due[event] <= steadyTo;
  }

  /** Nanoseconds since the beginning. */
  long due(int event) {
    return due[event];
  }

  /** The events from the one up to the other are about to be written. */
  void writes(int from, int to, long nanos) {
    for (int i = from; i < to; i++) {
      written.setPlain(places[i], nanos);
    }
  }

  /**
   * When an event was written.
   *
   * @param place in the order of the calls, as {@link Part#firstEvent} counts
   */
  long written(int place) {
    return written.get(place);
  }

  /** What the line has to hear, one call after the other. */
  List<Part> of(int line) {
    return byLine.get(line);
  }

  /** How many frames all clients have to hear. */
  int frames() {
    return byLine.stream()
        .flatMap(List::stream)
        .mapToInt(part -> part.hearing().keys().length)
        .sum();
  }
}
