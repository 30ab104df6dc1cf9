package dev.hookswitch.connectors.verto;

import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.LineCall;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.line.SignalRules;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Audio.Flow;
import dev.hookswitch.phone.MediaSignal.Description.Kind;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The half of the web phone that runs in a page: for each dialog it asks the page for a
 * description, hands it the server's, and says what may flow. What a page says is not trusted. Used
 * on its line's thread.
 */
public final class PageMedia {
  /** What a page's description is for. */
  public enum Purpose {
    /** The offer of a call to a number. */
    INVITE,
    /** The answer to a call that rings here. */
    ANSWER,
    /** The answer to the server's new offer for a call that goes on. */
    ATTACH
  }

  /** What the line does with what a page says. */
  public interface Owner {
    void described(CallId dialog, Purpose purpose, String sdp);

    /** The page, or its connection to the server's media, is gone for good. */
    void mediaLost(CallId dialog);
  }

  private static final String SOURCE = "webphone";
  private static final String NO_MICROPHONE = "noMicrophone";

  private static final class Session {
    final MediaSessionId id = new MediaSessionId(UUID.randomUUID().toString());
    final CallId dialog;
    final LineCall call;
    final Purpose purpose;
    boolean described;
    boolean answered;
    boolean videoTold;
    boolean microphoneTold;

    Session(CallId dialog, LineCall call, Purpose purpose) {
      this.dialog = dialog;
      this.call = call;
      this.purpose = purpose;
    }
  }

  private final LineId line;
  private final Media possible;
  private final List<MediaConfig.IceServer> iceServers;
  private final LineCalls<?> calls;
  private final Consumer<MediaSignal> page;
  private final Owner owner;
  private final Map<CallId, Session> sessions = new LinkedHashMap<>();

  /**
   * @param possible whether pictures are negotiated, too
   * @param page gets what is for the page that holds the media
   */
  public PageMedia(
      LineId line,
      Media possible,
      List<MediaConfig.IceServer> iceServers,
      LineCalls<?> calls,
      Consumer<MediaSignal> page,
      Owner owner) {
    this.line = line;
    this.possible = possible;
    this.iceServers = iceServers;
    this.calls = calls;
    this.page = page;
    this.owner = owner;
  }

  /**
   * Asks the page for a description; a session that the dialog had is ended.
   *
   * @param offer what the page answers; null when it has to offer
   */
  public void start(
      CallId dialog, LineCall call, Purpose purpose, Media media, @Nullable String offer) {
    stop(dialog);
    var session = new Session(dialog, call, purpose);
    sessions.put(dialog, session);
    var config =
        new MediaConfig(
            offer == null ? MediaConfig.Role.OFFERS : MediaConfig.Role.ANSWERS,
            media,
            possible,
            MediaConfig.Gathering.BEFORE_DESCRIPTION,
            iceServers);
    calls.tell(new CtiEvent.WebRtcStarted(line, calls.now(), call.id(), session.id, config));
    sendFlow(session);
    if (offer != null) {
      page.accept(new MediaSignal.Description(session.id, Kind.OFFER, offer));
    }
  }

  /** The server's answer to the page's offer; a second one does not count. */
  public void answered(CallId dialog, String sdp) {
    Session session = sessions.get(dialog);
    if (session != null && session.purpose == Purpose.INVITE && !session.answered) {
      session.answered = true;
      page.accept(new MediaSignal.Description(session.id, Kind.ANSWER, sdp));
    }
  }

  /** Ends the media of a dialog. A call that is over has taken its media with it. */
  public void stop(CallId dialog) {
    Session session = sessions.remove(dialog);
    if (session != null && session.call.phase() != CallPhase.OVER) {
      calls.tell(new CtiEvent.WebRtcDestroyed(line, calls.now(), session.call.id(), session.id));
    }
  }

  /** Of a call whose dialogs may have had several names. */
  public void stopAllOf(LineCall call) {
    sessions.values().stream()
        .filter(session -> session.call == call)
        .map(session -> session.dialog)
        .toList()
        .forEach(this::stop);
  }

  public void stopAll() {
    List.copyOf(sessions.keySet()).forEach(this::stop);
  }

  /** Whether a page is setting up, or has, the dialog's media. */
  public boolean has(CallId dialog) {
    return sessions.containsKey(dialog);
  }

  /** Follows hold and mute. */
  public void follow(CallId dialog) {
    Session session = sessions.get(dialog);
    if (session != null) {
      sendFlow(session);
    }
  }

  private void sendFlow(Session session) {
    Flow flow = session.call.holding() ? Flow.HELD : session.call.muted() ? Flow.MUTED : Flow.OPEN;
    page.accept(new MediaSignal.Audio(session.id, flow));
  }

  /** The page sends its camera, or does not. */
  public void video(CallId dialog, Media media) {
    Session session = sessions.get(dialog);
    if (session != null) {
      page.accept(new MediaSignal.Video(session.id, media));
    }
  }

  /** What a page says. */
  public Outcome signal(MediaSignal signal) {
    Optional<Session> found =
        sessions.values().stream().filter(one -> one.id.equals(signal.session())).findFirst();
    if (found.isEmpty()) {
      return Outcome.refused(Reason.UNKNOWN_CALL, "");
    }
    Session session = found.get();
    return switch (signal) {
      case MediaSignal.Description description -> described(session, description);
      case MediaSignal.Report report -> {
        reported(session, report.outcome());
        yield Outcome.ACCEPTED;
      }
      case MediaSignal.Candidate _,
          MediaSignal.Audio _,
          MediaSignal.Video _,
          MediaSignal.SendTones _ ->
          Outcome.refused(Reason.INVALID, signal.getClass().getSimpleName());
    };
  }

  private Outcome described(Session session, MediaSignal.Description description) {
    if (!SignalRules.acceptable(description)) {
      return Outcome.refused(Reason.INVALID, "sdp");
    }
    Kind expected = session.purpose == Purpose.INVITE ? Kind.OFFER : Kind.ANSWER;
    if (session.described || description.kind() != expected) {
      return Outcome.refused(Reason.NOT_NOW, description.kind().name());
    }
    session.described = true;
    owner.described(session.dialog, session.purpose, description.sdp());
    return Outcome.ACCEPTED;
  }

  private void reported(Session session, MediaSignal.Report.Outcome outcome) {
    switch (outcome) {
      case CONNECTED -> {}
      case VIDEO_PRESENT -> {
        if (!session.videoTold) {
          session.videoTold = true;
          calls.tell(
              new CtiEvent.WebRtcVideoStarted(line, calls.now(), session.call.id(), session.id));
        }
      }
      case NO_MICROPHONE -> {
        if (!session.microphoneTold) {
          session.microphoneTold = true;
          calls.tell(
              new CtiEvent.Error(line, calls.now(), ErrorType.GENERAL, NO_MICROPHONE, SOURCE));
        }
      }
      case LOST -> owner.mediaLost(session.dialog);
    }
  }
}
