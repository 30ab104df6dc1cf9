package dev.hookswitch.hub;

import dev.hookswitch.hub.CtiModel.Change;
import dev.hookswitch.hub.MediaState.Holder;
import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.hub.Registration.Standing;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiCommand.MakeCall;
import dev.hookswitch.phone.CtiCommand.QueryActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.ActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent.CallChange;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallSaved;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.Disconnected;
import dev.hookswitch.phone.CtiEvent.Initialized;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.SipAccount;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of one signed-in user, whatever the number of pages. Everything that happens runs on
 * one mailbox: an event is folded into the line's {@link CtiModel}; what changes a call is written
 * down, and only then told to the screens, so all screens hear the same things in the same order.
 * What comes in one burst, such as a new call and what can be done with it, is told at once.
 */
public final class CtiHub {
  private static final Logger log = LoggerFactory.getLogger(CtiHub.class);

  /** When the database is asked again after it has failed. */
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);

  /**
   * What every hub of the node shares.
   *
   * @param changed hears whose state is another one now, after the screens
   */
  record Environment(
      Map<String, PhoneSystem> systems,
      CallRecorder recorder,
      Supplier<UUID> newRecord,
      Clock clock,
      ScheduledExecutorService timer,
      RandomGenerator random,
      Consumer<UserId> changed) {}

  private final UserId user;
  private final Environment env;
  private final Mailbox mailbox;
  private final Map<LineId, LineConnection> lines = new LinkedHashMap<>();
  private final LinkedHashMap<Long, Screen> screens = new LinkedHashMap<>();
  private final ArrayDeque<CallRecorder.Entry> unwritten = new ArrayDeque<>();
  private final List<CtiEvent> untold = new ArrayList<>();
  private final Origins origins = new Origins();
  private final MediaDesk media =
      new MediaDesk(number -> this.screen(number), (line, signal) -> run(line, signal));
  private final PhoneDesk phones = new PhoneDesk(number -> this.screen(number));
  private Holder favourite = Holder.NOBODY;
  private long screensSoFar;
  private boolean tellingPlanned;
  private boolean databaseFails;
  private boolean closed;
  private volatile HubState state = HubState.EMPTY;

  CtiHub(UserId user, Environment env) {
    this.user = user;
    this.env = env;
    this.mailbox = new Mailbox("hub " + user);
  }

  public UserId user() {
    return user;
  }

  /** The latest state; any thread. */
  public HubState state() {
    return state;
  }

  /**
   * Opens lines that are new, closes those that are gone or disabled, and opens anew those that
   * changed. A new line that its user opens by hand waits for {@link Attachment#connectNow}.
   */
  void configure(Supplier<List<Line>> wanted) {
    mailbox.post(() -> reconfigure(wanted));
  }

  /** Adds a page; it hears the state at once. */
  Attachment attach(Screen screen) {
    var attachment = new Attachment();
    mailbox.post(() -> came(attachment, screen));
    return attachment;
  }

  /**
   * Closes all lines; their calls are closed as broken off.
   *
   * @return completes when that is done
   */
  CompletableFuture<Void> close() {
    var done = new CompletableFuture<Void>();
    mailbox.post(() -> {
      closed = true;
      List<LineConnection> former = List.copyOf(lines.values());
      lines.clear();
      former.forEach(this::drop);
      tellNow();
      done.complete(null);
    });
    return done;
  }

  /** One page of the user at the hub. Methods may be called from any thread and never block. */
  public final class Attachment implements AutoCloseable {
    private volatile Holder holder = Holder.NOBODY;

    /** Which media are this page's own. */
    public Holder holder() {
      return holder;
    }

    /**
     * Gives a command to a line. The page that commands becomes the one that gets the media of what
     * follows.
     */
    public CompletionStage<Outcome> execute(LineId line, CtiCommand command) {
      var outcome = new CompletableFuture<Outcome>();
      mailbox.post(() -> {
        favour(holder);
        if (command instanceof MakeCall) {
          origins.forget(line);
        }
        run(line, command).thenAccept(outcome::complete);
      });
      return outcome;
    }

    /**
     * As {@link #execute}; the call that the line makes by this command, and no other, carries the
     * origin.
     */
    public CompletionStage<Outcome> call(LineId line, MakeCall command, CallOrigin origin) {
      var outcome = new CompletableFuture<Outcome>();
      mailbox.post(() -> {
        favour(holder);
        var wanted = new Origins.Wanted(command.target(), origin, env.clock().instant());
        origins.expect(line, wanted);
        run(line, command)
            .thenAccept(answer -> {
              if (!(answer instanceof Outcome.Accepted)) {
                mailbox.post(() -> origins.forget(line, wanted));
              }
              outcome.complete(answer);
            });
      });
      return outcome;
    }

    /** What this page's browser says about a session; of no effect when another page holds it. */
    public void signal(MediaSignal signal) {
      mailbox.post(() -> media.up(holder, signal));
    }

    public void quality(MediaSessionId session, Quality quality) {
      mailbox.post(() -> {
        media.quality(holder, session, quality);
        tell(List.of());
      });
    }

    /**
     * What this page's browser says about itself as the phone of a line; of no effect when another
     * page is.
     *
     * @param why it is no phone; null when it is, or when nobody knows
     */
    public void registration(LineId line, Standing standing, @Nullable Loss why) {
      mailbox.post(() -> {
        phones.said(holder, line, standing, why);
        tell(List.of());
      });
    }

    /** Brings the sound of all calls to this page. */
    public void takeMedia() {
      mailbox.post(() -> {
        favour(holder);
        phones.takeOver(holder);
        media.takeOver(holder);
        tell(List.of());
      });
    }

    /**
     * Opens lost lines now instead of at their next attempt, and those that wait for their user to
     * open them.
     */
    public void connectNow() {
      mailbox.post(() -> {
        lines.values().stream()
            .filter(line -> line.attempt() > 0 || !line.opened())
            .toList()
            .forEach(CtiHub.this::open);
        tell(List.of());
      });
    }

    @Override
    public void close() {
      mailbox.post(() -> went(this));
    }
  }

  private void came(Attachment page, Screen screen) {
    page.holder = new Holder(++screensSoFar);
    screens.put(page.holder.tab(), new CarefulScreen(screen));
    favourite = page.holder;
    tellNow();
    phones.favoured(page.holder, this::isIdle);
    media.came(page.holder);
  }

  private void went(Attachment page) {
    if (screens.remove(page.holder.tab()) == null) {
      return;
    }
    if (favourite.equals(page.holder)) {
      favourite = screens.isEmpty() ? Holder.NOBODY : new Holder(screens.lastEntry().getKey());
    }
    phones.went(page.holder, favourite);
    media.went(page.holder, favourite);
    tell(List.of());
  }

  private void favour(Holder page) {
    if (screens.containsKey(page.tab()) && !favourite.equals(page)) {
      favourite = page;
      phones.favoured(page, this::isIdle);
      tell(List.of());
    }
  }

  private boolean isIdle(LineId id) {
    LineConnection line = lines.get(id);
    return line == null || line.model().calls().isEmpty();
  }

  private @Nullable Screen screen(long number) {
    return screens.get(number);
  }

  private CompletionStage<Outcome> run(LineId id, CtiCommand command) {
    LineConnection line = lines.get(id);
    if (line == null) {
      return CompletableFuture.completedFuture(Outcome.refused(Reason.NOT_CONNECTED, ""));
    }
    try {
      return line.execute(command).exceptionally(e -> failed(command, line, e));
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(failed(command, line, e));
    }
  }

  /** A phone system never throws: one that does must not leave the agent without an answer. */
  private static Outcome failed(CtiCommand command, LineConnection line, Throwable why) {
    log.error("{} failed on {}", command.getClass().getSimpleName(), line.line(), why);
    return Outcome.refused(Reason.FAILED, "");
  }

  private void reconfigure(Supplier<List<Line>> source) {
    if (closed) {
      return;
    }
    List<Line> wanted;
    try {
      wanted = source.get().stream().filter(LineOption.ENABLED::of).toList();
    } catch (RuntimeException e) {
      log.error("The lines of user {} cannot be read; they are read again", user, e);
      later(DATABASE_RETRY, () -> reconfigure(source));
      return;
    }
    var former = new LinkedHashMap<>(lines);
    lines.clear();
    for (Line line : wanted) {
      LineConnection known = former.get(line.id());
      if (known != null && known.line().equals(line)) {
        lines.put(line.id(), former.remove(line.id()));
      }
    }
    Set<LineId> opened =
        former.values().stream()
            .filter(LineConnection::opened)
            .map(line -> line.line().id())
            .collect(Collectors.toSet());
    // A line that changed is closed before it is opened anew: a phone system may allow it one seat.
    former.values().forEach(this::drop);
    for (Line line : wanted) {
      // Taken out and put back, a line that stays comes to its new place in the order.
      LineConnection known = lines.remove(line.id());
      if (known != null) {
        lines.put(line.id(), known);
      } else {
        added(line)
            .filter(_ -> LineOption.AUTO_LOGIN.of(line) || opened.contains(line.id()))
            .ifPresent(this::open);
      }
    }
    tell(List.of());
  }

  /** Empty when its phone system is not there. */
  private Optional<LineConnection> added(Line line) {
    PhoneSystem system = env.systems().get(line.system());
    if (system == null) {
      log.warn(
          "{} names a phone system that is not there (expected: one of {})",
          line,
          env.systems().keySet());
      return Optional.empty();
    }
    var connection = new LineConnection(line, system, new Reports());
    lines.put(line.id(), connection);
    return Optional.of(connection);
  }

  private void open(LineConnection line) {
    try {
      line.open();
    } catch (RuntimeException e) {
      log.error("{} could not be opened", line.line(), e);
      fold(line, new Disconnected(line.line().id(), env.clock().instant(), Loss.UNREACHABLE, ""));
    }
  }

  private void drop(LineConnection line) {
    if (!line.opened()) {
      return;
    }
    line.close();
    fold(line, new Disconnected(line.line().id(), env.clock().instant(), Loss.CLOSED, ""));
  }

  private void fold(LineConnection line, CtiEvent event) {
    if (event instanceof CallFinished && untold.stream().anyMatch(CallStarted.class::isInstance)) {
      tellNow(); // a call that ends in the burst in which it began was there, if for a moment
    }
    LineId id = line.line().id();
    CtiModel.Step step = origins.named(id, next(line.model(), event), env.clock().instant());
    if (step.changes().isEmpty()) {
      log.debug("{} does not count on {}", event.name(), line.line());
      return;
    }
    line.model(step.model());
    step.changes().forEach(change -> write(line.line(), change));
    Holder holder = phones.holderOf(id, favourite);
    step.changes().forEach(change -> media.on(change.event(), holder));
    switch (event) {
      case Initialized _ -> {
        line.recovered();
        run(id, new QueryActiveCallSnapshot());
      }
      case ActiveCallSnapshot _ -> media.lineIsBack(id);
      case Disconnected lost -> planAttempt(line, lost.why());
      case CallFinished _ -> phones.favoured(favourite, this::isIdle);
      default -> {}
    }
    tell(step.changes().stream().map(Change::event).toList());
  }

  private CtiModel.Step next(CtiModel model, CtiEvent event) {
    if (!(event instanceof ActiveCallSnapshot snapshot)) {
      return model.after(event, _ -> env.newRecord().get());
    }
    var known = new HashMap<CallId, CallRecorder.Known>();
    List<Call> calls =
        snapshot.activeCalls().stream()
            .map(call -> model.calls().containsKey(call.id()) ? call : remembered(call, known))
            .toList();
    return model.after(
        new ActiveCallSnapshot(snapshot.line(), snapshot.at(), calls, snapshot.currentCall()),
        call -> {
          CallRecorder.Known row = known.get(call.id());
          return row == null ? env.newRecord().get() : row.record();
        });
  }

  /** The call with the beginning that is on record, where a former life of it was closed. */
  private Call remembered(Call call, Map<CallId, CallRecorder.Known> known) {
    try {
      return env.recorder()
          .brokenOff(user, call.id())
          .map(row -> {
            known.put(call.id(), row);
            return call.begunAt(row.startedAt(), row.answeredAt());
          })
          .orElse(call);
    } catch (RuntimeException e) {
      log.error("Call {} of user {} gets a row of its own", call.id(), user, e);
      return call;
    }
  }

  private void planAttempt(LineConnection line, Loss why) {
    if (closed || !why.retry()) {
      line.lost(line.attempt() + 1, null);
      return;
    }
    int attempt = line.attempt() + 1;
    Duration delay = ReconnectDelay.before(attempt, line.model().calls().size(), env.random());
    Instant next = env.clock().instant().plus(delay);
    line.lost(attempt, next);
    later(delay, () -> reopen(line, next));
  }

  private void later(Duration delay, Runnable task) {
    env.timer().schedule(() -> mailbox.post(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void reopen(LineConnection line, Instant planned) {
    if (lines.get(line.line().id()) == line && planned.equals(line.state().nextAttempt())) {
      open(line);
      tell(List.of());
    }
  }

  /**
   * What changes a call is in the database before a screen hears of it; the rest can wait for it.
   */
  private void write(Line line, Change change) {
    unwritten.add(new CallRecorder.Entry(user, line, change.event(), change.call()));
    if (change.event() instanceof CallChange) {
      writeWaiting();
    }
  }

  /** Nothing is skipped and nothing overtakes: what cannot be written now waits for its turn. */
  private void writeWaiting() {
    while (!databaseFails && !unwritten.isEmpty()) {
      try {
        env.recorder().record(unwritten.getFirst());
      } catch (RuntimeException | Error e) { // whatever it was, the entry is not written
        log.error("{} events of user {} wait to be written", unwritten.size(), user, e);
        databaseFails = true;
        later(DATABASE_RETRY, this::writeAgain);
        return;
      }
      written(unwritten.removeFirst());
    }
  }

  private void writeAgain() {
    databaseFails = false;
    writeWaiting();
  }

  private void written(CallRecorder.Entry entry) {
    LineConnection line = lines.get(entry.line().id());
    TrackedCall call = entry.call();
    if (entry.event() instanceof CallStarted && line != null && call != null) {
      mailbox.post(() -> saved(line, call.record()));
    }
  }

  /** The call is looked up by its record: it may have got a new id while its row was waiting. */
  private void saved(LineConnection line, UUID record) {
    line.model().calls().values().stream()
        .filter(call -> call.record().equals(record))
        .findFirst()
        .map(call ->
            new CallSaved(line.line().id(), env.clock().instant(), call.call().id(), record))
        .ifPresent(saved -> fold(line, saved));
  }

  /** Tells the screens when what waits in the mailbox has happened, too. */
  private void tell(List<CtiEvent> events) {
    untold.addAll(events);
    if (!tellingPlanned) {
      tellingPlanned = true;
      mailbox.post(this::tellNow);
    }
  }

  private void tellNow() {
    tellingPlanned = false;
    List<CtiEvent> events = List.copyOf(untold);
    untold.clear();
    servePhones();
    state =
        new HubState(
            lines.values().stream().map(LineConnection::state).toList(),
            media.states(),
            phones.registrations(),
            favourite);
    screens.values().forEach(screen -> screen.changed(state, events));
    env.changed().accept(user);
    writeWaiting();
  }

  private void servePhones() {
    var accounts = new LinkedHashMap<LineId, SipAccount>();
    lines.forEach((id, line) -> line.account().ifPresent(account -> accounts.put(id, account)));
    phones.serve(accounts, favourite);
  }

  /** Keeps what goes wrong in one page from the others. */
  private record CarefulScreen(Screen screen) implements Screen {
    @Override
    public void changed(HubState state, List<CtiEvent> events) {
      carefully(() -> screen.changed(state, events));
    }

    @Override
    public void order(MediaOrder order) {
      carefully(() -> screen.order(order));
    }

    private void carefully(Runnable news) {
      try {
        news.run();
      } catch (RuntimeException e) {
        log.error("A page failed to take its news; the others go on", e);
      }
    }
  }

  private final class Reports implements LineConnection.Inbox {
    @Override
    public void event(LineConnection from, long session, CtiEvent event) {
      mailbox.post(() -> {
        if (from.isNow(session)) {
          fold(from, event);
        }
      });
    }

    @Override
    public void signal(LineConnection from, long session, MediaSignal signal) {
      mailbox.post(() -> {
        if (from.isNow(session)) {
          media.down(signal);
          if (signal instanceof MediaSignal.Video) {
            tell(List.of());
          }
        }
      });
    }
  }
}
