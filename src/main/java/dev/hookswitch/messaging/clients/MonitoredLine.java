package dev.hookswitch.messaging.clients;

import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A line that clients watch, from its opening to its loss or until nobody watches any more. It is
 * opened once for all of them. Everything of it happens on its desk; methods may be called from any
 * thread and return at once.
 */
final class MonitoredLine implements PhoneListener {
  /** Who watches. Called on the desk of the line; returns at once. */
  interface Watcher {
    /** {@code initialized} comes first, and nothing after {@code disconnected}. */
    void heard(CtiEvent event);
  }

  private final Line line;
  private final Capabilities capabilities;
  private final InstantSource clock;
  private final Consumer<MonitoredLine> ended;
  private final Mailbox desk;
  private final LineState state;
  private final Set<Watcher> watchers = new LinkedHashSet<>();
  private @Nullable PhoneSession session;
  private CtiEvent.@Nullable Disconnected loss;

  /** The line works, and the calls that it had before are known. */
  private boolean ready;

  /**
   * @param ended told when the line is lost; may be called on any thread
   */
  MonitoredLine(
      Line line, MessagingService service, InstantSource clock, Consumer<MonitoredLine> ended) {
    this.line = line;
    this.capabilities = service.capabilities(line);
    this.clock = clock;
    this.ended = ended;
    this.desk = new Mailbox("monitor " + line.id());
    this.state = new LineState(line.id());
    desk.post(() -> session = service.open(line, this));
  }

  Line line() {
    return line;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  Instant now() {
    return clock.instant();
  }

  void join(Watcher watcher) {
    desk.post(() -> {
      if (loss != null) {
        watcher.heard(loss);
        return;
      }
      watchers.add(watcher);
      if (ready) {
        greet(watcher);
      }
    });
  }

  void leave(Watcher watcher) {
    desk.post(() -> watchers.remove(watcher));
  }

  /** Nobody watches any more; calls go on. */
  void close() {
    desk.post(() -> {
      if (loss == null) {
        loss = new CtiEvent.Disconnected(line.id(), clock.instant(), Loss.CLOSED, "");
      }
      if (session != null) {
        session.close();
      }
    });
  }

  // What clients ask

  /**
   * Tells one watcher what is known.
   *
   * @param done told after that
   */
  void ask(Watcher watcher, Function<LineState, List<? extends CtiEvent>> question, Runnable done) {
    desk.post(() -> {
      question.apply(state).forEach(watcher::heard);
      done.run();
    });
  }

  /**
   * Carries out a command.
   *
   * @param command made of what is known when its turn comes
   * @param done told on the desk, after the events that came before
   */
  void execute(Function<LineState, CtiCommand> command, Consumer<Outcome> done) {
    desk.post(() ->
        outcome(command.apply(state))
            .whenComplete((outcome, failure) ->
                desk.post(() ->
                    done.accept(
                        failure == null ? outcome : Outcome.refused(Outcome.Reason.FAILED, "")))));
  }

  private CompletionStage<Outcome> outcome(CtiCommand command) {
    PhoneSession open = session;
    if (open == null || !ready || loss != null) {
      return CompletableFuture.completedFuture(Outcome.refused(Outcome.Reason.NOT_CONNECTED, ""));
    }
    return command
        .needs()
        .filter(needed -> !capabilities.includes(needed))
        .<CompletionStage<Outcome>>map(
            missing -> CompletableFuture.completedFuture(new Outcome.Unsupported(missing)))
        .orElseGet(() -> open.execute(command));
  }

  // What the phone system tells, on its thread

  @Override
  public void event(CtiEvent event) {
    desk.post(() -> heard(event));
  }

  /** Lines of the Messaging Service have no web phone. */
  @Override
  public void signal(MediaSignal signal) {}

  private void heard(CtiEvent event) {
    if (loss != null) {
      return;
    }
    switch (event) {
      case CtiEvent.Initialized _ -> learnCalls();
      case CtiEvent.Disconnected lost -> lost(lost);
      case CtiEvent.ActiveCallSnapshot _ when !ready -> {
        state.apply(event);
        getsReady();
      }
      default -> {
        state.apply(event);
        if (ready) {
          watchers.forEach(watcher -> watcher.heard(event));
        }
      }
    }
  }

  /** Of calls that were there before nothing is told until they are asked for. */
  private void learnCalls() {
    PhoneSession open = session;
    if (open != null) {
      open.execute(new CtiCommand.QueryActiveCallSnapshot())
          .thenAccept(outcome -> {
            if (!(outcome instanceof Outcome.Accepted)) {
              desk.post(this::getsReady);
            }
          });
    }
  }

  /** Its calls are known, or the phone system does not say which there are. */
  private void getsReady() {
    if (!ready && loss == null) {
      ready = true;
      watchers.forEach(this::greet);
    }
  }

  private void greet(Watcher watcher) {
    watcher.heard(new CtiEvent.Initialized(line.id(), clock.instant()));
    state.agent().ifPresent(watcher::heard);
    state.callCentre().ifPresent(watcher::heard);
    state.features(clock.instant()).forEach(watcher::heard);
  }

  private void lost(CtiEvent.Disconnected lost) {
    loss = lost;
    List.copyOf(watchers).forEach(watcher -> watcher.heard(lost));
    watchers.clear();
    Optional.ofNullable(session).ifPresent(PhoneSession::close);
    ended.accept(this);
  }
}
