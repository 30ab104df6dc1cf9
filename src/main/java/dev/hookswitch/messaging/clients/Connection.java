package dev.hookswitch.messaging.clients;

import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.tms.TmsCommand;
import dev.hookswitch.tms.TmsEvent;
import dev.hookswitch.tms.TmsNews;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A published connection: one client that watches one line. It may change its socket; without one
 * it hears nothing and the line's state is kept for it. Methods may be called from any thread.
 */
final class Connection implements MonitoredLine.Watcher {
  private final String id = UUID.randomUUID().toString();
  private final String user;
  private final MonitoredLine line;
  private final PublishedEvents published;
  private final Consumer<Connection> over;
  private volatile @Nullable Consumer<TmsNews> socket;

  /** On the line's desk. */
  private boolean told;

  /**
   * @param user whose token opened it
   * @param over told when the line is lost
   */
  Connection(
      String user,
      MonitoredLine line,
      InstantSource clock,
      Consumer<TmsNews> socket,
      Consumer<Connection> over) {
    this.user = user;
    this.line = line;
    this.published = new PublishedEvents(line.line(), line.capabilities(), clock);
    this.socket = socket;
    this.over = over;
  }

  String id() {
    return id;
  }

  String user() {
    return user;
  }

  LineId lineId() {
    return line.line().id();
  }

  MonitoredLine line() {
    return line;
  }

  boolean hasSocket() {
    return socket != null;
  }

  /** Whether it has not been taken over by another socket. */
  boolean isServedBy(Consumer<TmsNews> one) {
    return socket == one;
  }

  /** Events go there from now on; what the line can do now is told first. */
  void attach(Consumer<TmsNews> to) {
    socket = to;
    line.join(this);
  }

  /** Nobody listens until the next {@link #attach}. */
  void detach() {
    socket = null;
    line.leave(this);
  }

  @Override
  public void heard(CtiEvent event) {
    if (event instanceof CtiEvent.Disconnected lost && !told) {
      send("", PublishedEvents.notOpened(lost.why(), lost.detail()));
    } else {
      published.of(event).ifPresent(said -> send("", said));
    }
    if (event instanceof CtiEvent.Initialized) {
      told = true;
    } else if (event instanceof CtiEvent.Disconnected) {
      over.accept(this);
    }
  }

  /** The user may not have it any more. */
  void withdrawn() {
    send("", new TmsEvent.Disconnected(Loss.EXPIRED.name(), Optional.of(Loss.EXPIRED)));
  }

  private void send(String causedBy, TmsEvent event) {
    Consumer<TmsNews> to = socket;
    if (to != null) {
      to.accept(new TmsNews(id, causedBy, event));
    }
  }

  /**
   * Carries out a command about the line.
   *
   * @param request the published {@code commandUId}, which the answer repeats
   */
  void execute(String request, TmsCommand command) {
    switch (command) {
      case TmsCommand.QueryActiveCallSnapshot _ ->
          tell(request, state -> List.of(state.snapshot(line.now())));
      case TmsCommand.QueryLineState _ -> tell(request, state -> state.features(line.now()));
      case TmsCommand.QueryMsgUserState _ ->
          tell(request, state -> state.agent().map(List::of).orElse(List.of()));
      default -> {
        Optional<Function<LineState, CtiCommand>> meaning = LineCommands.of(command);
        if (meaning.isEmpty()) {
          send(request, PublishedEvents.notImplemented(command.name()));
        } else {
          line.execute(
              meaning.get(), (Outcome outcome) -> send(request, PublishedEvents.of(outcome)));
        }
      }
    }
  }

  private void tell(String request, Function<LineState, List<? extends CtiEvent>> question) {
    line.ask(this, question, () -> send(request, PublishedEvents.of(Outcome.ACCEPTED)));
  }
}
