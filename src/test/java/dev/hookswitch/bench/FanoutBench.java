package dev.hookswitch.bench;

import dev.hookswitch.tms.TmsTokens;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Many lines on one connection to one Asterisk: recorded calls of a real one are replayed to the
 * Messaging Service, and each line has a client with a socket of its own. Measured are events a
 * second, the time from the writing of an event to the frame that it causes at the client, and
 * memory; every frame is held against what one call alone makes its line tell. The library
 * asterisk-java works off the same kind of stream in turns: its parser, and its live model, which
 * is the part that knows of calls but passes them on to nobody.
 *
 * <p>The phone system and the clients are this process; each side has one of its own, with the same
 * flags. All read the same clock.
 */
public final class FanoutBench {
  private static final List<Integer> STEPS = List.of(100, 1_000, 10_000);
  private static final int ROUNDS = 3;

  /** What the load is measured in: ten thousand agents with thirty calls an hour each. */
  private static final double NOMINAL_CALLS = 10_000 * 30 / 3600.0;

  private static final int[] RATES = {5, 10, 20, 40};
  private static final int RATE_THAT_COUNTS = 5;

  /** Of the rate that counts; the others are looked at for a third of that. */
  private static final int SECONDS = 9;

  /** A call takes at most such a part of the time in which calls begin. */
  private static final double LONGEST_CALL = 1 / 3.0;

  private static final int FLOOD_CALLS = 3_000;

  private static final int PARSER_CALLS = 1_000;

  /**
   * Their live model waits at each new channel (see the connector's page); so many take seconds.
   */
  private static final int LIVE_CALLS = 40;

  private static final int WARM_UPS = 5;
  private static final long PATIENCE_MILLIS = 5_000;

  /** 32 bytes that are no secret. */
  private static final byte[] KEY = new byte[TmsTokens.KEY_BYTES];

  private static int rounds;

  private FanoutBench() {}

  /** One flood: events a second, and microseconds of processors for each of them. */
  private record Flood(double perSecond, double cpuMicros) {
    static Flood median(Flood[] floods) {
      return new Flood(
          median(Arrays.stream(floods).mapToDouble(Flood::perSecond).toArray()),
          median(Arrays.stream(floods).mapToDouble(Flood::cpuMicros).toArray()));
    }

    private static double median(double[] values) {
      Arrays.sort(values);
      return values[values.length / 2];
    }
  }

  private record Paced(LineClients.Round round, double perSecond, double cpuMicros) {}

  private record Sides(
      ReplayingAsterisk asterisk,
      FanoutProcess whole,
      LineClients clients,
      FanoutProcess model,
      FanoutProcess theirs) {}

  /**
   * @param arguments how many lines at most; optional
   */
  public static void main(String[] arguments) throws Exception {
    int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    try (var asterisk = new ReplayingAsterisk();
        FanoutProcess whole = ours("clients", asterisk.port());
        FanoutProcess model = ours("lines", asterisk.port());
        FanoutProcess theirs =
            new FanoutProcess(
                "asterisk-java", FanoutTheirs.class, Integer.toString(asterisk.port()))) {
      int port = (int) whole.await("port");
      model.await("port");
      theirs.await("port");
      while (!asterisk.has("clients") || !asterisk.has("lines")) {
        Thread.sleep(20);
      }
      try (var clients = new LineClients(port, new TmsTokens(KEY, Clock.systemUTC()))) {
        run(new Sides(asterisk, whole, clients, model, theirs), most);
      }
    }
    System.exit(0);
  }

  private static FanoutProcess ours(String user, int port) throws Exception {
    return new FanoutProcess(
        user,
        FanoutOurs.class,
        "--server.port=0",
        "--server.address=127.0.0.1",
        "--management.server.port=0",
        "--hookswitch.messaging.token-key=" + Base64.getEncoder().encodeToString(KEY),
        "--hookswitch.messaging.asterisk.main.host=127.0.0.1",
        "--hookswitch.messaging.asterisk.main.port=" + port,
        "--hookswitch.messaging.asterisk.main.user=" + user,
        "--hookswitch.messaging.asterisk.main.secret=bench",
        "--spring.main.banner-mode=off",
        "--logging.level.root=warn");
  }

  private static void run(Sides sides, int most) throws Exception {
    int first = Math.min(STEPS.getFirst(), most);
    grow(sides, first);
    for (int i = 0; i < WARM_UPS; i++) {
      whole(sides, first);
      model(sides, first);
      parser(sides, first);
    }
    live(sides, first);
    System.out.printf(
        Locale.ROOT,
        "%-7s %-28s %9s %9s %9s %9s %6s %9s%n",
        "lines",
        "what",
        "events/s",
        "cpu µs/ev",
        "p50 ms",
        "p99 ms",
        "lost",
        "reordered");
    String last = "";
    long[] heap = heap(sides);
    int lines = first;
    for (int step : steps(most)) {
      grow(sides, step);
      last = measure(sides, step);
      if (step > lines) {
        long[] now = heap(sides);
        System.out.printf(
            Locale.ROOT,
            "%-7d memory per line: %.1f kB with its client's socket, %.1f kB without%n",
            step,
            (now[0] - heap[0]) / 1e3 / (step - lines),
            (now[1] - heap[1]) / 1e3 / (step - lines));
        heap = now;
        lines = step;
      }
    }
    System.out.println(last);
  }

  private static List<Integer> steps(int most) {
    return IntStream.concat(
            STEPS.stream().mapToInt(Integer::intValue).filter(step -> step < most),
            IntStream.of(most))
        .boxed()
        .toList();
  }

  private static void grow(Sides sides, int lines) throws Exception {
    sides.clients().grow(lines);
    sides.model().ask("open " + lines, "opened");
  }

  private static long[] heap(Sides sides) throws Exception {
    return new long[] {sides.whole().ask("heap", "heap"), sides.model().ask("heap", "heap")};
  }

  private static String measure(Sides sides, int lines) throws Exception {
    Flood[] whole = new Flood[ROUNDS];
    Flood[] model = new Flood[ROUNDS];
    Flood[] parser = new Flood[ROUNDS];
    Flood[] live = new Flood[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      whole[i] = whole(sides, lines);
      live[i] = live(sides, lines);
      model[i] = model(sides, lines);
      parser[i] = parser(sides, lines);
    }
    Paced counts = null;
    for (int rate : RATES) {
      Paced paced = pace(sides, lines, rate);
      row(lines, rate + " x 10,000 agents", paced.perSecond(), paced.cpuMicros(), paced.round());
      counts = rate == RATE_THAT_COUNTS ? paced : counts;
    }
    Flood ours = Flood.median(whole);
    Flood theirs = Flood.median(live);
    row(lines, "as fast as it goes", ours);
    row(lines, "without clients", Flood.median(model));
    row(lines, "asterisk-java, parser", Flood.median(parser));
    row(lines, "asterisk-java, live model", theirs);
    return String.format(
        Locale.ROOT,
        "bench fanout: events/s ours=%.0f asterisk-java=%.0f ratio=%.1f p50=%.2f p99=%.2f lines=%d"
            + " lost=%d reordered=%d",
        ours.perSecond(),
        theirs.perSecond(),
        ours.perSecond() / theirs.perSecond(),
        counts.round().percentile(50),
        counts.round().percentile(99),
        lines,
        counts.round().lost(),
        counts.round().reordered());
  }

  private static void row(
      int lines, String what, double perSecond, double cpuMicros, LineClients.Round round) {
    System.out.printf(
        Locale.ROOT,
        "%-7d %-28s %9.0f %9.1f %9.2f %9.2f %6d %9d%n",
        lines,
        what,
        perSecond,
        cpuMicros,
        round.percentile(50),
        round.percentile(99),
        round.lost(),
        round.reordered());
  }

  private static void row(int lines, String what, Flood flood) {
    System.out.printf(
        Locale.ROOT, "%-7d %-28s %9.0f %9.1f%n", lines, what, flood.perSecond(), flood.cpuMicros());
  }

  // One turn each

  private static CallStream flood(int lines, int calls) {
    return new CallStream(rounds++, lines, calls, NOMINAL_CALLS, Double.MAX_VALUE);
  }

  /** From the manager interface to the clients' sockets. */
  private static Flood whole(Sides sides, int lines) throws Exception {
    CallStream stream = flood(lines, FLOOD_CALLS);
    LineClients.Round round = sides.clients().begin(stream);
    long cpu = sides.whole().cpu().toNanos();
    long began = sides.asterisk().flood("clients", stream);
    sides.clients().await(round, PATIENCE_MILLIS);
    if (round.lost() + round.reordered() > 0) {
      System.out.printf(
          "%-7d a flood of %d events: lost %d, reordered %d%n",
          lines, stream.events(), round.lost(), round.reordered());
    }
    return flood(stream, sides.whole(), began, round.last(), cpu);
  }

  /** The same without clients: a counter at each line. */
  private static Flood model(Sides sides, int lines) throws Exception {
    CallStream stream = flood(lines, FLOOD_CALLS);
    sides.model().ask("hear " + stream.frames(), "hears");
    long cpu = sides.model().cpu().toNanos();
    long began = sides.asterisk().flood("lines", stream);
    return flood(stream, sides.model(), began, sides.model().await("done"), cpu);
  }

  private static Flood parser(Sides sides, int lines) throws Exception {
    return theirs(sides, "parser", flood(lines, PARSER_CALLS));
  }

  /** It is new each time: it keeps ended channels for a quarter of an hour. */
  private static Flood live(Sides sides, int lines) throws Exception {
    return theirs(sides, "live", flood(lines, LIVE_CALLS));
  }

  private static Flood theirs(Sides sides, String what, CallStream stream) throws Exception {
    sides.theirs().ask(what, "opened");
    long cpu = sides.theirs().cpu().toNanos();
    long began = sides.asterisk().flood(what, stream);
    Flood flood = flood(stream, sides.theirs(), began, sides.theirs().await("done"), cpu);
    sides.theirs().ask("close", "closed");
    return flood;
  }

  private static Flood flood(
      CallStream stream, FanoutProcess process, long began, long ended, long cpu) {
    return new Flood(
        stream.events() / ((ended - began) / 1e9),
        (process.cpu().toNanos() - cpu) / 1e3 / stream.events());
  }

  private static Paced pace(Sides sides, int lines, int rate) throws Exception {
    double callsPerSecond = rate * NOMINAL_CALLS;
    int seconds = rate == RATE_THAT_COUNTS ? SECONDS : SECONDS / 3;
    int calls = (int) (callsPerSecond * seconds);
    if (rate == RATE_THAT_COUNTS) {
      calls = Math.max(calls, lines); // each line has one
    }
    var stream =
        new CallStream(
            rounds++, lines, calls, callsPerSecond, LONGEST_CALL * calls / callsPerSecond);
    LineClients.Round round = sides.clients().begin(stream);
    long cpu = sides.whole().cpu().toNanos();
    double perSecond = sides.asterisk().pace("clients", stream);
    sides.clients().await(round, PATIENCE_MILLIS);
    return new Paced(
        round, perSecond, (sides.whole().cpu().toNanos() - cpu) / 1e3 / stream.events());
  }
}
