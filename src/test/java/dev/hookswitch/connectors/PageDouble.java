package dev.hookswitch.connectors;

import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Description.Kind;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A phone system with a page before each of its lines, which describes the media that it is asked
 * for as a browser does; no media flows.
 */
public final class PageDouble implements PhoneSystem {
  /** What Chromium offers for sound alone, shortened. */
  public static final String SDP =
      """
      v=0
      o=- 4611731400430051336 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0
      m=audio 51714 UDP/TLS/RTP/SAVPF 111 0 8 126
      c=IN IP4 127.0.0.1
      a=rtcp:9 IN IP4 0.0.0.0
      a=candidate:1 1 udp 2113937151 127.0.0.1 51714 typ host generation 0
      a=ice-ufrag:LoQe
      a=ice-pwd:p7hzxkTSqN0wbGnJkUvcD6xY
      a=ice-options:trickle
      a=fingerprint:sha-256 6B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08
      a=setup:actpass
      a=mid:0
      a=sendrecv
      a=rtcp-mux
      a=rtpmap:111 opus/48000/2
      a=rtpmap:0 PCMU/8000
      a=rtpmap:8 PCMA/8000
      a=rtpmap:126 telephone-event/8000
      a=ssrc:3735928559 cname:page
      """
          .replace("\n", "\r\n");

  private final PhoneSystem behind;

  public PageDouble(PhoneSystem behind) {
    this.behind = behind;
  }

  @Override
  public String id() {
    return behind.id();
  }

  @Override
  public Capabilities capabilities(Line line) {
    return behind.capabilities(line);
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return behind.agentStates();
  }

  @Override
  public PhoneSession open(Line line, PhoneListener listener) {
    var page = new Page(listener);
    PhoneSession session = behind.open(line, page);
    page.session.complete(session);
    return session;
  }

  private static final class Page implements PhoneListener {
    private final PhoneListener listener;
    private final CompletableFuture<PhoneSession> session = new CompletableFuture<>();

    Page(PhoneListener listener) {
      this.listener = listener;
    }

    @Override
    public void event(CtiEvent event) {
      listener.event(event);
      if (event instanceof CtiEvent.WebRtcStarted started
          && started.config().role() == MediaConfig.Role.OFFERS) {
        describe(started.session(), Kind.OFFER);
      }
    }

    @Override
    public void signal(MediaSignal signal) {
      listener.signal(signal);
      if (signal instanceof MediaSignal.Description offer && offer.kind() == Kind.OFFER) {
        describe(offer.session(), Kind.ANSWER);
      }
    }

    private void describe(MediaSessionId media, Kind kind) {
      var description = new MediaSignal.Description(media, kind, SDP);
      session.thenAccept(open -> open.execute(new CtiCommand.SignalMedia(description)));
    }
  }
}
