package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches the calls of its lines. Safe for any thread: one short lock guards the state of all
 * calls; listeners run outside of it, each line's in order on a mailbox of its own.
 */
public final class Exchange implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Numbering numbering;
  private final ScheduledExecutorService timer;
  private final Outbox outbox = new Outbox();
  private final Switchboard board;

  /**
   * @param name names the threads, for dumps
   */
  public Exchange(String name, ExchangeRules rules, Numbering numbering, InstantSource clock) {
    this.numbering = numbering;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name + " timer").factory());
    this.board =
        new Switchboard(
            rules,
            clock,
            this::later,
            outbox,
            (seat, listener) -> new LineSession(this, seat, listener));
  }

  /** Opens a line. An older session of the line is told that it is closed; its calls stay. */
  public PhoneSession open(Line line, PhoneListener listener) {
    return locked(() -> board.signOn(line, listener));
  }

  /**
   * Breaks the connection of a signed-in line; its calls go on without it.
   *
   * @return {@link Reason#UNAVAILABLE} when nobody is signed in there
   */
  public Outcome loseConnection(PhoneNumber line) {
    return withLine(
        line,
        seat -> {
          board.lose(seat, Loss.CONNECTION_LOST, "");
          return Outcome.ACCEPTED;
        });
  }

  /**
   * Lets somebody from outside call a signed-in line.
   *
   * @return refused with what the caller meets there, when it does not ring
   */
  public Outcome visit(Route.Visitor caller, PhoneNumber line) {
    return withLine(line, seat -> board.visit(caller, seat));
  }

  /**
   * Lets somebody from outside call the call centre: it rings at the agent in it who is ready and
   * has waited longest.
   *
   * @return {@link Reason#UNAVAILABLE} when there is none
   */
  public Outcome visitCallCentre(Route.Visitor caller) {
    return locked(() -> board.visitCallCentre(caller));
  }

  private Outcome withLine(PhoneNumber line, Function<Seat, Outcome> step) {
    return locked(() ->
        board
            .signedIn(line)
            .map(step)
            .orElseGet(() -> Outcome.refused(Reason.UNAVAILABLE, line.dialled())));
  }

  /** A command that needs nothing but the state of the calls. */
  CompletionStage<Outcome> now(LineSession session, Function<Switchboard, Outcome> step) {
    return CompletableFuture.completedFuture(attempt(session, step));
  }

  /** A command with a target: who is behind the number is found out before the lock is taken. */
  CompletionStage<Outcome> routed(
      LineSession session, PhoneNumber target, BiFunction<Switchboard, Route, Outcome> step) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("route " + target)
        .start(() -> outcome.complete(route(session, target, step)));
    return outcome;
  }

  private Outcome route(
      LineSession session, PhoneNumber target, BiFunction<Switchboard, Route, Outcome> step) {
    Route route;
    try {
      route = numbering.route(target);
    } catch (RuntimeException e) {
      log.error("Nobody can say where number {} leads; the call is refused", target, e);
      return Outcome.refused(Reason.FAILED, target.dialled());
    }
    return attempt(session, board -> step.apply(board, route));
  }

  private Outcome attempt(LineSession session, Function<Switchboard, Outcome> step) {
    try {
      return locked(
          () -> session.present() ? step.apply(board) : Outcome.refused(Reason.NOT_CONNECTED, ""));
    } catch (RuntimeException e) {
      log.error("A command of line {} failed", session.seat().id(), e);
      return Outcome.refused(Reason.FAILED, "");
    }
  }

  /** Ends the line's calls, unless a newer session has them. */
  void close(LineSession session) {
    session.silence();
    locked(() -> {
      if (session.present()) {
        board.signOff(session.seat());
      }
      return Outcome.ACCEPTED;
    });
  }

  private void later(Duration delay, Runnable step) {
    if (!timer.isShutdown()) {
      timer.schedule(() -> onTime(step), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void onTime(Runnable step) {
    try {
      locked(() -> {
        step.run();
        return Outcome.ACCEPTED;
      });
    } catch (RuntimeException e) {
      log.error("A timed step failed", e);
    }
  }

  /** Runs one transition and posts what it told, in its order, before the next one can begin. */
  private <T> T locked(Supplier<T> transition) {
    lock.lock();
    try {
      return transition.get();
    } finally {
      outbox.take().forEach(letter -> letter.to().deliver(letter));
      lock.unlock();
    }
  }

  /** Stops the timers; lines are closed by whoever opened them. */
  @Override
  public void close() {
    locked(timer::shutdownNow);
  }
}
