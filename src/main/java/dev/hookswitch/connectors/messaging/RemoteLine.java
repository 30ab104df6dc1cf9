package dev.hookswitch.connectors.messaging;

import dev.hookswitch.line.WireLosses;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.tms.TmsCommand;
import dev.hookswitch.tms.TmsCommand.SessionParameters;
import dev.hookswitch.tms.TmsEvent;
import dev.hookswitch.tms.TmsEvents;
import dev.hookswitch.tms.TmsNews;
import dev.hookswitch.tms.TmsRead;
import dev.hookswitch.tms.TmsRequest;
import dev.hookswitch.tms.TmsRequests;
import dev.hookswitch.tms.TmsTokens;
import dev.hookswitch.wire.Answers;
import dev.hookswitch.wire.Wire;
import dev.hookswitch.wire.WireEnd;
import dev.hookswitch.wire.WireSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One opening of a line at a Messaging Service elsewhere, ours or an existing one (creatio-cti.md
 * §10.1). It does not come back by itself: whoever opened it opens the next one.
 *
 * <pre>
 *   CONNECTING ──► LOADING ──► OPENING ──► LEARNING ──► WORKS ──► OVER     every state may end
 *                  LoadLibrary   Open-      QueryActive-
 *                                Connection CallSnapshot
 * </pre>
 *
 * Everything happens on its desk.
 */
final class RemoteLine implements PhoneSession {
  private static final Logger log = LoggerFactory.getLogger(RemoteLine.class);

  /** A service of ours waits 20 s for its phone system. */
  private static final Duration OPENED_WITHIN = Duration.ofSeconds(30);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  /** An existing service need not answer commands that it accepts: the events tell. */
  private static final Duration REFUSAL_WITHIN = Duration.ofSeconds(2);

  private static final Duration CALLS_WITHIN = Duration.ofSeconds(3);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(25);

  private enum State {
    CONNECTING,
    LOADING,
    OPENING,
    LEARNING,
    WORKS,
    OVER
  }

  private final Line line;
  private final RemoteParameters parameters;
  private final Capabilities declared;
  private final TmsTokens tokens;
  private final PhoneListener listener;
  private final Consumer<Capabilities> learnt;
  private final Mailbox desk;
  private final Answers<String, Outcome> answers;
  private final RemoteCalls calls;
  private @Nullable Wire socket;
  private @Nullable Future<?> looking;
  private State state = State.CONNECTING;
  private String library = "";
  private String connection = "";

  /** The other side is a service of ours. */
  private boolean ours;

  private volatile boolean closed;

  /**
   * @param declared what the line is known to be able to
   * @param learnt told what a service of ours says that the line can do
   * @param timer its tasks only pass work to the desk
   */
  RemoteLine(
      Line line,
      Capabilities declared,
      TmsTokens tokens,
      InstantSource clock,
      ScheduledExecutorService timer,
      PhoneListener listener,
      Consumer<Capabilities> learnt) {
    this.line = line;
    this.parameters = RemoteParameters.of(line);
    this.declared = declared;
    this.tokens = tokens;
    this.listener = listener;
    this.learnt = learnt;
    this.desk = new Mailbox("messaging " + line.id());
    this.answers = new Answers<>(desk::post, timer, this::unanswered);
    this.calls = new RemoteCalls(line, declared.call(), clock, this::report);
  }

  void begin() {
    desk.post(() -> {
      if (closed) {
        return;
      }
      socket =
          WireSocket.open(
              "messaging " + line.number(),
              parameters.address(),
              WireSocket.Limits.USUAL,
              desk::post,
              new Ear());
      answers.later(
          OPENED_WITHIN,
          () -> {
            if (state != State.WORKS) {
              lost(Loss.TIMED_OUT, state.name());
            }
          });
    });
  }

  // Commands

  @Override
  public CompletionStage<Outcome> execute(CtiCommand command) {
    var outcome = new CompletableFuture<Outcome>();
    desk.post(() -> perform(command).thenAccept(outcome::complete));
    return outcome;
  }

  private CompletionStage<Outcome> perform(CtiCommand command) {
    if (state != State.WORKS || closed) {
      return refused(Reason.NOT_CONNECTED, "");
    }
    var needed = command.needs();
    if (needed.isPresent() && !declared.includes(needed.get())) {
      return CompletableFuture.completedFuture(new Outcome.Unsupported(needed.get()));
    }
    Optional<Outcome> impossible = impossible(command);
    Optional<TmsCommand> published = RemoteCommands.of(command);
    if (impossible.isPresent()) {
      return CompletableFuture.completedFuture(impossible.get());
    }
    if (published.isEmpty()) {
      return refused(Reason.INVALID, "no web phone");
    }
    calls.asked(command);
    return request(published.get(), ours ? ANSWER_WITHIN : REFUSAL_WITHIN)
        .thenApply(outcome -> {
          if (!(outcome instanceof Outcome.Accepted)) {
            calls.refused(command);
          }
          return outcome;
        });
  }

  /** What an existing service would not refuse: to hold toggles there. */
  private Optional<Outcome> impossible(CtiCommand command) {
    if (!(command instanceof CtiCommand.OnCall onCall)) {
      return Optional.empty();
    }
    Optional<Call> call = calls.find(onCall.call());
    if (call.isEmpty()) {
      return Optional.of(Outcome.refused(Reason.UNKNOWN_CALL, onCall.call().value()));
    }
    boolean held = call.get().state() == CallState.HOLDED;
    boolean already =
        command instanceof CtiCommand.HoldCall && held
            || command instanceof CtiCommand.UnholdCall && !held;
    return already ? Optional.of(Outcome.refused(Reason.NOT_NOW, "")) : Optional.empty();
  }

  private static CompletionStage<Outcome> refused(Reason reason, String detail) {
    return CompletableFuture.completedFuture(Outcome.refused(reason, detail));
  }

  private CompletionStage<Outcome> request(TmsCommand command, Duration within) {
    String id = UUID.randomUUID().toString();
    CompletionStage<Outcome> answer = answers.await(id, within);
    send(id, command);
    return answer;
  }

  private Outcome unanswered() {
    if (state == State.OVER) {
      return Outcome.refused(Reason.NOT_CONNECTED, "");
    }
    return ours ? Outcome.refused(Reason.FAILED, "no answer") : Outcome.ACCEPTED;
  }

  private void send(String id, TmsCommand command) {
    if (socket != null) {
      socket.send(TmsRequests.write(new TmsRequest(id, library, connection, command)));
    }
  }

  // The service

  private final class Ear implements WireSocket.Listener {
    @Override
    public void opened() {
      if (state == State.CONNECTING) {
        state = State.LOADING;
        send("", new TmsCommand.LoadLibrary(parameters.library()));
      }
    }

    @Override
    public void message(String text) {
      if (state == State.OVER) {
        return;
      }
      switch (TmsEvents.read(text)) {
        case TmsRead.Nonsense<TmsNews>(String place, _) ->
            log.warn("{}: a message of the service is skipped: {}", line, place);
        case TmsRead.Understood<TmsNews>(TmsNews news) -> heard(news);
      }
    }

    @Override
    public void ended(WireEnd why) {
      lost(WireLosses.of(why), why.detail());
    }
  }

  private void heard(TmsNews news) {
    if (!connection.isEmpty()
        && !news.connection().isEmpty()
        && !news.connection().equals(connection)) {
      log.warn("{}: a message for another connection is skipped", line);
      return;
    }
    switch (news.event()) {
      case TmsEvent.LibraryInitialized(String id) -> loaded(id);
      case TmsEvent.ConnectionCreated(var capabilities) -> opened(news, capabilities);
      case TmsEvent.Failed failed -> failed(news.causedBy(), failed);
      case TmsEvent.Disconnected(String code, var loss) ->
          lost(loss.orElse(Loss.CONNECTION_LOST), code);
      case TmsEvent event -> {
        calls.heard(event);
        if (event instanceof TmsEvent.ActiveCallSnapshot) {
          learnt();
        }
        settle(news.causedBy(), Outcome.ACCEPTED);
      }
    }
  }

  private void loaded(String id) {
    if (state == State.LOADING) {
      library = id;
      state = State.OPENING;
      send(
          "",
          new TmsCommand.OpenConnection(
              parameters.connection(line),
              new SessionParameters(
                  "", tokens.issue("line " + line.id(), List.of(parameters.there(line))))));
    }
  }

  private void opened(TmsNews news, Optional<Capabilities> capabilities) {
    if (state != State.OPENING) {
      return;
    }
    connection = news.connection();
    capabilities.ifPresent(can -> {
      ours = true;
      calls.complete();
      learnt.accept(can);
    });
    state = State.LEARNING;
    send("", new TmsCommand.QueryMsgUserState());
    send("", new TmsCommand.QueryActiveCallSnapshot()); // its answer is when the line works
    answers.later(CALLS_WITHIN, this::learnt);
  }

  /** Which calls there are is known, or the service does not say. */
  private void learnt() {
    if (state == State.LEARNING) {
      state = State.WORKS;
      calls.initialized();
      looking = answers.later(LOOK_EVERY, this::look);
    }
  }

  /** A dead connection is not noticed for minutes otherwise; what is known is not told again. */
  private void look() {
    if (ours && state == State.WORKS) {
      request(new TmsCommand.QueryLineState(), ANSWER_WITHIN)
          .thenAccept(outcome -> {
            if (outcome instanceof Outcome.Accepted) {
              looking = answers.later(LOOK_EVERY, this::look);
            } else {
              lost(Loss.CONNECTION_LOST, "no answer");
            }
          });
    }
  }

  private void failed(String causedBy, TmsEvent.Failed failed) {
    if (state == State.WORKS) {
      if (causedBy.isEmpty()) {
        calls.heard(failed);
      } else {
        settle(
            causedBy,
            failed.outcome().orElseGet(() -> Outcome.refused(Reason.FAILED, failed.data())));
      }
    } else if (state != State.LEARNING) {
      lost(failed.loss().orElseGet(() -> loss(failed.error())), failed.data());
    }
  }

  private static Loss loss(ErrorType error) {
    return switch (error) {
      case AUTHENTICATION -> Loss.REFUSED;
      case CONNECTION_CONFIG -> Loss.MISCONFIGURED;
      default -> Loss.UNREACHABLE;
    };
  }

  private void settle(String causedBy, Outcome outcome) {
    if (!causedBy.isEmpty()) {
      answers.settle(causedBy, outcome);
    }
  }

  // The end

  private void lost(Loss why, String detail) {
    if (state == State.OVER) {
      return;
    }
    report(new CtiEvent.Disconnected(line.id(), calls.now(), why, detail));
    closed = true;
    leave();
  }

  private void leave() {
    if (state == State.OVER) {
      return;
    }
    if (!connection.isEmpty()) {
      send("", new TmsCommand.CloseConnection());
    }
    state = State.OVER;
    if (looking != null) {
      looking.cancel(false);
    }
    if (socket != null) {
      socket.close();
    }
    answers.giveUp();
  }

  private void report(CtiEvent event) {
    if (!closed) {
      listener.event(event);
    }
  }

  @Override
  public void close() {
    closed = true;
    desk.post(this::leave);
  }
}
