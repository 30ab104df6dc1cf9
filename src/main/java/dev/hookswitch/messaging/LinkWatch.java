package dev.hookswitch.messaging;

import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Sees what a link carries, and counts it. Safe for use by many threads. */
final class LinkWatch {
  private final PbxLink link;
  private final String kind;
  private final Troubles troubles;
  private final Rate rate = new Rate(System::nanoTime);
  private final LongAdder events = new LongAdder();
  private final Set<OpenLine> open = ConcurrentHashMap.newKeySet();

  /**
   * @param troubles of all links
   */
  LinkWatch(PbxLink link, String kind, Troubles troubles) {
    this.link = link;
    this.kind = kind;
    this.troubles = troubles;
  }

  PbxLink link() {
    return link;
  }

  LinkReport report() {
    return new LinkReport(
        link.name(), kind, link.state(), open.size(), events.sum(), rate.perSecond());
  }

  /** Lines that are open on it, each once. */
  Stream<Line> lines() {
    return open.stream().map(opened -> opened.line).distinct();
  }

  /** As {@link PbxLink#attach}. */
  PhoneSession attach(Line line, PhoneListener listener) {
    var opened = new OpenLine(line, listener);
    open.add(opened);
    return new Session(link.attach(line, opened), opened);
  }

  private void note(Line line, CtiEvent event) {
    switch (event) {
      case CtiEvent.Disconnected lost
          when lost.why() != Loss.CLOSED && lost.why() != Loss.TAKEN_OVER ->
          troubles.add(lost.at(), link.name(), line.number().dialled(), lost.why(), lost.detail());
      case CtiEvent.Error error ->
          troubles.add(error.at(), link.name(), line.number().dialled(), null, error.data());
      default -> {}
    }
  }

  private final class OpenLine implements PhoneListener {
    private final Line line;
    private final PhoneListener listener;

    OpenLine(Line line, PhoneListener listener) {
      this.line = line;
      this.listener = listener;
    }

    @Override
    public void event(CtiEvent event) {
      rate.count();
      events.increment();
      if (event instanceof CtiEvent.Disconnected) {
        open.remove(this);
      }
      note(line, event);
      listener.event(event);
    }

    @Override
    public void signal(MediaSignal signal) {
      listener.signal(signal);
    }
  }

  private final class Session implements PhoneSession {
    private final PhoneSession session;
    private final OpenLine opened;

    Session(PhoneSession session, OpenLine opened) {
      this.session = session;
      this.opened = opened;
    }

    @Override
    public CompletionStage<Outcome> execute(CtiCommand command) {
      return session.execute(command);
    }

    @Override
    public void close() {
      open.remove(opened);
      session.close();
    }
  }
}
