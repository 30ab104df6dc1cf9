package dev.hookswitch.connectors.played;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import dev.hookswitch.connectors.PageDouble;
import dev.hookswitch.line.Seat;
import dev.hookswitch.line.SeatedLine;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Description.Kind;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.wire.Wire;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Plays a script against a line and says what no script may bring about. A script has a step per
 * line of text, or after a tilde; what is no step is passed over:
 *
 * <pre>
 *   !           only as the first line: the servers do not sign in anybody of their own accord
 *   e…  v…      the event server, the Verto server sends this text; in it $q0 is the id of the newest
 *               request to that server, $q1 of the one before, $c0 the id of the oldest call, $n a count
 *   Ea01        the event server tells of leg 0 and call 1; the letter says what, as PlayedFrames has it;
 *               legs and calls from 5 on are those of the line's own calls, the oldest is 5
 *   Vi0         the same of the Verto server and dialog 0
 *   f           what was sent last is sent fifty times more, each with a new $n
 *   oe ov       the server answers the newest request with success; ne nv: with a refusal
 *   xe xv       the connection breaks
 *   c0d         the user drops call 0; a answers, h holds, u resumes, c consults, t transfers, x cancels
 *               the transfer, s swaps, b transfers blindly, k sends tones, m mutes, n unmutes, v shows video,
 *               r records, q records no more, p parks
 *   D           the user calls somebody; S asks for the snapshot; W changes the status;
 *               Ai enters the call centre, Ao leaves it
 *   p0          the page describes session 0, the newest; l0: it lost its media; i0: it has a picture
 *   t           time passes until the next plan
 *   R           the line is opened anew
 * </pre>
 */
public final class PlayedLine {
  /** The line's own number and domain: those of the recorded frames. */
  public static final String NUMBER = "1000";

  public static final String DOMAIN = "crm.test";
  public static final String EVENTS = PlayedWires.EVENTS;
  public static final String VERTO = PlayedWires.VERTO;

  private static final int MOST_STEPS = 400;
  private static final int FLOOD = 50;
  private static final int OWN = 5;
  private static final int PATIENCE_SECONDS = 20;
  private static final PhoneNumber TARGET = new PhoneNumber("00380");
  private static final AtomicReference<@Nullable String> ESCAPED = new AtomicReference<>();

  static {
    // Garbage is told to the log, frame by frame; what counts here are errors.
    Logger log = (Logger) LoggerFactory.getLogger("dev.hookswitch");
    log.setLevel(Level.ERROR);
    var errors =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            IThrowableProxy thrown = event.getThrowableProxy();
            ESCAPED.compareAndSet(
                null,
                event.getFormattedMessage()
                    + (thrown == null
                        ? ""
                        : " " + thrown.getClassName() + ": " + thrown.getMessage()));
          }
        };
    errors.setContext(log.getLoggerContext());
    errors.start();
    log.addAppender(errors);
  }

  /** What is played with: one line on a seat of its own. */
  public interface Rig {
    /** Called once, before everything. */
    Seat<?> seat(InstantSource clock);

    /** Opens the line on its seat. */
    SeatedLine<?> open(Wire.Opener wires, ScheduledExecutorService timer, PhoneListener listener);
  }

  private final PlayedWires wires = new PlayedWires();
  private final PlayedTimer timer = new PlayedTimer();
  private final Rig rig;
  private final Seat<?> seat;
  private final Map<CompletableFuture<Outcome>, CtiCommand> asked = new LinkedHashMap<>();
  private final List<Ledger> ledgers = new ArrayList<>();
  private Ledger ledger = new Ledger();
  private SeatedLine<?> line;
  private String said = "";
  private int count;
  private @Nullable Throwable thrown;

  private PlayedLine(Rig rig) {
    this.rig = rig;
    this.seat = rig.seat(timer);
  }

  /**
   * Plays a script.
   *
   * @throws AssertionError when the line does what it may not
   */
  public static void play(String script, Rig rig) {
    ESCAPED.set(null);
    new PlayedLine(rig).play(script);
  }

  private void play(String script) {
    if (script.startsWith("!")) {
      wires.manner(PlayedWires.Manner.SILENT);
    }
    opens();
    rests();
    var end = new CountDownLatch(1);
    step(script.replace('~', '\n').lines().limit(MOST_STEPS).iterator(), end);
    awaits(end);
    closes();
    opensAfresh();
    closes();
    ledgers.stream()
        .map(Ledger::problem)
        .filter(p -> p != null)
        .findFirst()
        .ifPresent(PlayedLine::fail);
    if (thrown != null) {
      throw new AssertionError("a server's text throws", thrown);
    }
    String escaped = ESCAPED.get();
    if (escaped != null) {
      fail(escaped);
    }
  }

  private static void fail(@Nullable String what) {
    throw new AssertionError(what);
  }

  /** Whoever opens the line anew finds that calls of which the servers know nothing are over. */
  private void opensAfresh() {
    wires.manner(PlayedWires.Manner.FRESH);
    opens();
    rests();
    if (!ledger.initialized()) {
      fail("a line whose servers are well does not work");
    }
    executes(new CtiCommand.QueryActiveCallSnapshot());
    rests();
    if (ledger.inLastSnapshot() != 0 || seat.calls().size() != 0) {
      fail("calls that nobody has: " + seat.calls().all());
    }
  }

  private void opens() {
    ledger = new Ledger();
    ledgers.add(ledger);
    line = rig.open(wires, timer, ledger);
  }

  private void closes() {
    Ledger closed = ledger;
    line.close();
    seat.desk().post(closed::close);
    rests();
    asked.forEach((outcome, command) -> {
      if (!outcome.isDone()) {
        fail("without an outcome: " + command);
      }
    });
    asked.clear();
  }

  /** Waits until nobody has anything to do but what the clock brings. */
  private void rests() {
    int rounds = 0;
    do {
      var passed = new CountDownLatch(1);
      seat.desk().post(passed::countDown);
      awaits(passed);
      if (++rounds > 10_000) {
        fail("never comes to rest");
      }
    } while (seat.desk().waiting() > 0);
  }

  private static void awaits(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        fail("hangs");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Each step is done on the desk, after all that came of the one before. */
  private void step(Iterator<String> steps, CountDownLatch end) {
    seat.desk()
        .post(() -> {
          if (!steps.hasNext()) {
            end.countDown();
            return;
          }
          try {
            step(steps.next());
          } catch (RuntimeException | StackOverflowError e) {
            thrown = thrown == null ? e : thrown;
          }
          step(steps, end);
        });
  }

  private void step(String step) {
    if (step.isEmpty()) {
      return;
    }
    String rest = step.substring(1);
    switch (step.charAt(0)) {
      case 'e', 'v' -> {
        said = step;
        says(step);
      }
      case 'E' -> {
        String call = leg(digit(rest, 2));
        wires.says(EVENTS, PlayedFrames.event(letter(rest), leg(digit(rest, 1)), call));
      }
      case 'V' -> wires.says(VERTO, PlayedFrames.verto(letter(rest), leg(digit(rest, 1))));
      case 'f' -> {
        for (int i = 0; i < FLOOD; i++) {
          says(said);
        }
      }
      case 'o' -> wires.answers(server(rest), true);
      case 'n' -> wires.answers(server(rest), false);
      case 'x' -> wires.breaks(server(rest));
      case 'c' -> acts(call(digit(rest, 0)), rest.length() < 2 ? 'd' : rest.charAt(1));
      case 'D' -> executes(new CtiCommand.MakeCall(TARGET, Media.AUDIO));
      case 'S' -> executes(new CtiCommand.QueryActiveCallSnapshot());
      case 'W' -> executes(new CtiCommand.SetUserState(AgentState.of(rest)));
      case 'A' ->
          executes(
              new CtiCommand.ChangeCallCentreState(
                  letter(rest) == 'i' ? CallCentre.IN : CallCentre.OUT));
      case 'p' -> describes(session(digit(rest, 0)));
      case 'l' -> reports(session(digit(rest, 0)), MediaSignal.Report.Outcome.LOST);
      case 'i' -> reports(session(digit(rest, 0)), MediaSignal.Report.Outcome.VIDEO_PRESENT);
      case 't' -> timer.passes();
      case 'R' -> opens();
      default -> {}
    }
  }

  private static char letter(String text) {
    return text.isEmpty() ? ' ' : text.charAt(0);
  }

  private String leg(int number) {
    return number < OWN ? "leg-" + number : call(number - OWN).value();
  }

  private static String server(String letter) {
    return letter.startsWith("v") ? VERTO : EVENTS;
  }

  private void says(String step) {
    if (!step.isEmpty()) {
      String server = server(step);
      wires.says(server, filled(server, step.substring(1)));
    }
  }

  private String filled(String server, String text) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    var filled = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char kind = text.charAt(i) == '$' && i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      switch (kind) {
        case 'n' -> {
          filled.append(count++);
          i++;
        }
        case 'q' -> {
          filled.append(wires.request(server, digit(text, i + 2)));
          i += 2;
        }
        case 'c' -> {
          filled.append(call(digit(text, i + 2)));
          i += 2;
        }
        default -> filled.append(text.charAt(i));
      }
    }
    return filled.toString();
  }

  private static int digit(String text, int at) {
    return at < text.length() ? Math.max(0, Character.digit(text.charAt(at), 10)) : 0;
  }

  private CallId call(int number) {
    List<CallId> calls = ledger.calls();
    return calls.isEmpty() ? new CallId("none") : calls.get(number % calls.size());
  }

  private MediaSessionId session(int number) {
    List<MediaSessionId> sessions = ledger.sessions();
    return sessions.isEmpty() ? new MediaSessionId("none") : sessions.get(number % sessions.size());
  }

  private void acts(CallId call, char deed) {
    CallId second = call(1);
    switch (deed) {
      case 'a' -> executes(new CtiCommand.AnswerCall(call, Media.AUDIO));
      case 'd' -> executes(new CtiCommand.DropCall(call));
      case 'h' -> executes(new CtiCommand.HoldCall(call));
      case 'u' -> executes(new CtiCommand.UnholdCall(call));
      case 'c' -> executes(new CtiCommand.MakeConsultCall(call, TARGET));
      case 't' -> executes(new CtiCommand.TransferCall(call, second));
      case 'x' -> executes(new CtiCommand.CancelTransfer(call, second));
      case 's' -> executes(new CtiCommand.SwapCalls(call, second));
      case 'b' -> executes(new CtiCommand.BlindTransferCall(call, TARGET));
      case 'k' -> executes(new CtiCommand.SendDtmf(call, "5"));
      case 'm' -> executes(new CtiCommand.MuteCall(call));
      case 'n' -> executes(new CtiCommand.UnmuteCall(call));
      case 'v' -> executes(new CtiCommand.SetVideoState(call, Media.AUDIO_AND_VIDEO));
      case 'r' -> executes(new CtiCommand.StartRecording(call));
      case 'q' -> executes(new CtiCommand.StopRecording(call));
      case 'p' -> executes(new CtiCommand.ParkCall(call));
      default -> {}
    }
  }

  /** Both kinds: one of them is not what the page was asked for. */
  private void describes(MediaSessionId session) {
    for (Kind kind : Kind.values()) {
      executes(
          new CtiCommand.SignalMedia(new MediaSignal.Description(session, kind, PageDouble.SDP)));
    }
  }

  private void reports(MediaSessionId session, MediaSignal.Report.Outcome outcome) {
    executes(new CtiCommand.SignalMedia(new MediaSignal.Report(session, outcome)));
  }

  private void executes(CtiCommand command) {
    asked.put(line.execute(command).toCompletableFuture(), command);
  }
}
