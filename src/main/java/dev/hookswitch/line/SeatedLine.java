package dev.hookswitch.line;

import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One opening of a line whose calls a phone system elsewhere switches: from the first attempt to
 * connect to the loss or the closing, after which it reports nothing more. What is protected
 * happens on the seat's desk.
 *
 * @param <C> what the connector keeps of a call
 */
public abstract class SeatedLine<C extends LineCall> implements PhoneSession {
  protected final Line line;
  protected final Seat<C> seat;
  protected final LineCalls<C> calls;
  private final PhoneListener listener;
  private boolean works;

  /** Commands that nobody has answered yet. On the desk. */
  private final Set<CompletableFuture<Outcome>> asked = new LinkedHashSet<>();

  /** Set at once by whoever closes; the rest follows on the desk. */
  private volatile boolean closed;

  protected SeatedLine(Line line, Seat<C> seat, PhoneListener listener) {
    this.line = line;
    this.seat = seat;
    this.calls = seat.calls();
    this.listener = listener;
  }

  /**
   * Takes the seat and begins to connect; whoever had the seat is told so.
   *
   * @param declared what the line can do in principle
   */
  public final void begin(Set<Feature> declared) {
    seat.desk()
        .post(() -> {
          SeatedLine<C> former = seat.line;
          if (former != null) {
            former.lost(Loss.CLOSED, "opened elsewhere");
          }
          if (!closed) {
            seat.line = this;
            calls.heardBy(this::report, declared);
            connect();
          }
        });
  }

  protected abstract void connect();

  /** Ends all connections; calls go on. */
  protected abstract void disconnect();

  /** The line is about to be lost: pages are told that its media ends. */
  protected abstract void endMedia();

  /** Carries out a command on a line that works. */
  protected abstract CompletionStage<Outcome> perform(CtiCommand command);

  /** The line works from now on. */
  protected final void initialized() {
    works = true;
    calls.initialized();
  }

  /** Whether commands are taken. */
  protected final boolean works() {
    return works && !closed;
  }

  protected final boolean closed() {
    return closed;
  }

  /** The phone system is lost: the line tells why, and is over. */
  protected final void lost(Loss why, String detail) {
    if (!closed) {
      endMedia();
      report(new CtiEvent.Disconnected(line.id(), calls.now(), why, detail));
      closed = true;
      leave();
    }
  }

  private void leave() {
    works = false;
    disconnect();
    // What goes on without the line, such as a web phone that is kept, answers nobody any more.
    List.copyOf(asked)
        .forEach(outcome -> outcome.complete(Outcome.refused(Reason.NOT_CONNECTED, "")));
    asked.clear();
    if (seat.line == this) {
      seat.line = null;
      calls.unheard();
    }
  }

  private void report(CtiEvent event) {
    if (!closed) {
      listener.event(event);
    }
  }

  /** What is for the page that holds the media. */
  protected final void toPage(MediaSignal signal) {
    if (!closed) {
      listener.signal(signal);
    }
  }

  @Override
  public final CompletionStage<Outcome> execute(CtiCommand command) {
    var outcome = new CompletableFuture<Outcome>();
    seat.desk()
        .post(() -> {
          if (works()) {
            asked.add(outcome);
            perform(command)
                .thenAccept(how -> {
                  asked.remove(outcome);
                  outcome.complete(how);
                });
          } else {
            outcome.complete(Outcome.refused(Reason.NOT_CONNECTED, ""));
          }
        });
    return outcome;
  }

  @Override
  public final void close() {
    closed = true;
    seat.desk().post(this::leave);
  }
}
