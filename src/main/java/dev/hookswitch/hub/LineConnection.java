package dev.hookswitch.hub;

import dev.hookswitch.hub.CtiModel.Connection;
import dev.hookswitch.hub.LineState.Effort;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.GuardedSession;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.SipAccount;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line of a user: its open session and its model. Opens the session anew after a loss; what an
 * old session still says does not count. Used by one hub, on its thread.
 */
final class LineConnection {
  private static final Logger log = LoggerFactory.getLogger(LineConnection.class);

  /** What a session reports, brought onto the hub's thread. */
  interface Inbox {
    void event(LineConnection from, long session, CtiEvent event);

    void signal(LineConnection from, long session, MediaSignal signal);
  }

  private final Line line;
  private final PhoneSystem system;
  private final Inbox inbox;
  private CtiModel model = CtiModel.UNOPENED;
  private @Nullable PhoneSession session;
  private long sessionNumber;
  private boolean opening;
  private int attempt;
  private @Nullable Instant nextAttempt;

  LineConnection(Line line, PhoneSystem system, Inbox inbox) {
    this.line = line;
    this.system = system;
    this.inbox = inbox;
  }

  Line line() {
    return line;
  }

  /** With which a page is its phone; empty when none is. */
  Optional<SipAccount> account() {
    return opened() ? system.sipAccount(line) : Optional.empty();
  }

  CtiModel model() {
    return model;
  }

  void model(CtiModel next) {
    model = next;
  }

  int attempt() {
    return attempt;
  }

  /** Whether the number is that of the session that is open now. */
  boolean isNow(long number) {
    return number == sessionNumber;
  }

  /** Whether somebody or something has opened it, whatever became of it. */
  boolean opened() {
    return model.connection() != Connection.UNOPENED;
  }

  /** Begins a session; an older one is closed first. */
  void open() {
    close();
    nextAttempt = null;
    if (!opened()) {
      model = CtiModel.INITIAL;
    }
    opening = true;
    long number = ++sessionNumber;
    session = GuardedSession.open(system, line, new Postman(number));
  }

  /** Notes that the line works again. */
  void recovered() {
    opening = false;
    attempt = 0;
    nextAttempt = null;
  }

  /** Notes that the line is lost and when the next attempt comes. */
  void lost(int attempts, @Nullable Instant next) {
    opening = false;
    attempt = attempts;
    nextAttempt = next;
  }

  CompletionStage<Outcome> execute(CtiCommand command) {
    PhoneSession open = session;
    return open == null
        ? CompletableFuture.completedFuture(Outcome.refused(Outcome.Reason.NOT_CONNECTED, ""))
        : open.execute(command);
  }

  void close() {
    sessionNumber++;
    PhoneSession open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        log.error("A session of {} failed to close; it is not heard any more", line, e);
      }
    }
  }

  LineState state() {
    return new LineState(
        line,
        system.capabilities(line),
        system.agentStates(),
        model,
        opening ? Effort.UNDER_WAY : nextAttempt == null ? Effort.NONE : Effort.PLANNED,
        attempt,
        nextAttempt);
  }

  private final class Postman implements PhoneListener {
    private final long number;

    Postman(long number) {
      this.number = number;
    }

    @Override
    public void event(CtiEvent event) {
      inbox.event(LineConnection.this, number, event);
    }

    @Override
    public void signal(MediaSignal signal) {
      inbox.signal(LineConnection.this, number, signal);
    }
  }
}
