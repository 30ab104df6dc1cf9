package dev.hookswitch.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** An open line under test: commands that wait for their outcome, and all that it reported. */
public final class ProbedLine implements PhoneListener, AutoCloseable {
  /** How long anything may take that a phone system owes. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Line line;
  private final Duration patience;
  private final PhoneSession session;
  private final List<CtiEvent> events = new CopyOnWriteArrayList<>();
  private final List<CtiEvent> history = new CopyOnWriteArrayList<>();
  private final List<MediaSignal> signals = new CopyOnWriteArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean overlapped;

  private interface Opening {
    PhoneSession open(PhoneSystem system, Line line, PhoneListener listener);
  }

  private ProbedLine(PhoneSystem system, Line line, Duration patience, Opening opening) {
    this.line = line;
    this.patience = patience;
    this.session = opening.open(system, line, this);
  }

  /** Opens the line and waits until it works. */
  public static ProbedLine open(PhoneSystem system, Line line) {
    return open(system, line, PATIENCE);
  }

  /**
   * @param patience how long to wait for anything that must come
   */
  public static ProbedLine open(PhoneSystem system, Line line, Duration patience) {
    return open(system, line, patience, GuardedSession::open);
  }

  /** The same without the guard that refuses what is not declared. */
  public static ProbedLine openPastTheGuard(PhoneSystem system, Line line, Duration patience) {
    return open(system, line, patience, PhoneSystem::open);
  }

  private static ProbedLine open(
      PhoneSystem system, Line line, Duration patience, Opening opening) {
    ProbedLine probe = new ProbedLine(system, line, patience, opening);
    probe.saw(CtiEvent.Initialized.class);
    return probe;
  }

  /** A line with a new id. */
  public static Line line(String system, String number, String name) {
    return new Line(new LineId(UUID.randomUUID()), system, new PhoneNumber(number), name, Map.of());
  }

  @Override
  public void event(CtiEvent event) {
    enter();
    events.add(event);
    history.add(event);
    inside.decrementAndGet();
  }

  @Override
  public void signal(MediaSignal signal) {
    enter();
    signals.add(signal);
    inside.decrementAndGet();
  }

  private void enter() {
    if (inside.incrementAndGet() > 1) {
      overlapped = true;
    }
    Thread.yield();
  }

  /** Whether it was ever called by two threads at once. */
  public boolean overlapped() {
    return overlapped;
  }

  public Line line() {
    return line;
  }

  public PhoneNumber number() {
    return line.number();
  }

  public Outcome execute(CtiCommand command) {
    try {
      return session
          .execute(command)
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(command + " had no outcome", e);
    } catch (Exception e) {
      throw new AssertionError(command + " completed exceptionally", e);
    }
  }

  public void accepts(CtiCommand command) {
    assertThat(execute(command)).as("%s", command).isEqualTo(Outcome.ACCEPTED);
  }

  public void refuses(CtiCommand command, Outcome.Reason reason) {
    assertThat(execute(command))
        .as("%s", command)
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  public List<CtiEvent> events() {
    return List.copyOf(events);
  }

  public List<MediaSignal> signals() {
    return List.copyOf(signals);
  }

  /** All that was ever reported, forgotten or not. */
  public List<CtiEvent> history() {
    return List.copyOf(history);
  }

  /** Gives events on their way the time to arrive. */
  public void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets what was reported so far, so that the next {@link #saw} is about what comes. */
  public void forget() {
    events.clear();
    signals.clear();
  }

  /** Waits for the first event of the type. */
  public <E extends CtiEvent> E saw(Class<E> type) {
    return saw(type, _ -> true);
  }

  /** Waits for the first event of the type that fits. */
  public <E extends CtiEvent> E saw(Class<E> type, Predicate<E> fits) {
    try {
      return await()
          .atMost(patience)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> find(type, fits), Optional::isPresent)
          .orElseThrow();
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(
          "line %s never reported a fitting %s, but: %s"
              .formatted(number(), type.getSimpleName(), events),
          e);
    }
  }

  private <E extends CtiEvent> Optional<E> find(Class<E> type, Predicate<E> fits) {
    return events.stream().filter(type::isInstance).map(type::cast).filter(fits).findFirst();
  }

  /** Waits for a signal of the type that fits. */
  public <S extends MediaSignal> S got(Class<S> type, Predicate<S> fits) {
    try {
      return await()
          .atMost(patience)
          .pollInterval(Duration.ofMillis(5))
          .until(
              () ->
                  signals.stream()
                      .filter(type::isInstance)
                      .map(type::cast)
                      .filter(fits)
                      .findFirst(),
              Optional::isPresent)
          .orElseThrow();
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError(
          "line %s never got a fitting %s, but: %s"
              .formatted(number(), type.getSimpleName(), signals),
          e);
    }
  }

  /** The call that started last. */
  public Call started(CallDirection direction) {
    saw(CtiEvent.CallStarted.class, event -> event.call().direction() == direction);
    return events.stream()
        .filter(CtiEvent.CallStarted.class::isInstance)
        .map(event -> ((CtiEvent.CallStarted) event).call())
        .filter(call -> call.direction() == direction)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  public Call finished(CallId call) {
    return saw(CtiEvent.CallFinished.class, event -> event.callId().equals(call)).call();
  }

  /** Waits until exactly these features are possible with the call. */
  public void sawFeatures(CallId call, Feature... features) {
    Set<Feature> expected = Set.of(features);
    saw(
        CtiEvent.LineStateChanged.class,
        event -> call.equals(event.callId()) && event.features().equals(expected));
  }

  /** Waits until the feature is possible with the call. */
  public void sawFeature(CallId call, Feature feature) {
    saw(
        CtiEvent.LineStateChanged.class,
        event -> call.equals(event.callId()) && event.features().contains(feature));
  }

  /** The media session that runs now. */
  public MediaSessionId media() {
    return saw(CtiEvent.WebRtcStarted.class).session();
  }

  @Override
  public void close() {
    session.close();
  }
}
