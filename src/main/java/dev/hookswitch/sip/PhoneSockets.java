package dev.hookswitch.sip;

import dev.hookswitch.line.WireLosses;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.SipAccount;
import dev.hookswitch.security.UserId;
import dev.hookswitch.wire.Inflow;
import dev.hookswitch.wire.Outbox;
import dev.hookswitch.wire.Wire;
import dev.hookswitch.wire.WireEnd;
import dev.hookswitch.wire.WireSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * The sockets of pages that are SIP phones, each with one of its own to the phone system behind it.
 * Messages go through one to one, as far as {@link PageRules} lets them, with the answers of {@link
 * Credentials}. A line has one; the newest wins. The container calls it for one message of a socket
 * at a time.
 */
public final class PhoneSockets extends AbstractWebSocketHandler {
  /** What is spoken inside (RFC 7118 §4.1). */
  static final String PROTOCOL = "sip";

  private static final Logger log = LoggerFactory.getLogger(PhoneSockets.class);

  /** The place of {@link Admitted} among the attributes of a socket. */
  private static final String ADMITTED = "admitted";

  private static final int MESSAGE_CHARS = 32_000;
  private static final int BURST = 100;
  private static final int PER_SECOND = 20;
  private static final int WAITING_CHARS = 500_000;

  /** Messages of the page before the phone system is reached. */
  private static final int MOST_EARLY = 20;

  private static final WireSocket.Limits LIMITS =
      new WireSocket.Limits(Duration.ofSeconds(10), 64_000);

  /** Codes for applications begin here (RFC 6455 §7.4.2); the reason is a {@link Loss}. */
  private static final int AWAY = 4000;

  /**
   * Who may have a socket, decided before it opens.
   *
   * @param session of the server, whose end is the socket's, too
   */
  record Admitted(UserId user, String session, LineId line, SipAccount account) {
    void noted(Map<String, Object> attributes) {
      attributes.put(ADMITTED, this);
    }
  }

  private final Map<String, Open> sockets = new ConcurrentHashMap<>();
  private final Map<LineId, Open> phones = new ConcurrentHashMap<>();

  /** The user's rights or lines have changed: whoever still may comes back by itself. */
  void withdraw(UserId user) {
    end(socket -> socket.who.user().equals(user), Loss.CONNECTION_LOST);
  }

  /** The session is over. */
  void sessionEnded(String session) {
    end(socket -> socket.who.session().equals(session), Loss.CLOSED);
  }

  private void end(Predicate<Open> which, Loss why) {
    sockets.values().stream().filter(which).forEach(socket -> socket.away(why, ""));
  }

  /** How many are open. */
  public int size() {
    return sockets.size();
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    if (!(session.getAttributes().get(ADMITTED) instanceof Admitted who)) {
      throw new IllegalStateException("a socket that nobody has admitted");
    }
    var open = new Open(session, who);
    sockets.put(session.getId(), open);
    Open former = phones.put(who.line(), open);
    if (former != null) {
      former.away(Loss.TAKEN_OVER, "");
    }
    open.begin();
  }

  /** Parts are put together here, where their sum is bounded. */
  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage part) {
    Open open = sockets.get(session.getId());
    if (open != null) {
      open.part(part);
    }
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
    Open open = sockets.get(session.getId());
    if (open != null) {
      open.refuse("a binary message");
    }
  }

  /** Followed by {@link #afterConnectionClosed}. */
  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    log.debug("The socket {} of a phone failed", session, failure);
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    Open open = sockets.remove(session.getId());
    if (open != null) {
      phones.remove(open.who.line(), open);
      open.gone();
    }
  }

  /** One socket of a page and the one behind it. What happens to them happens on the desk. */
  private final class Open implements WireSocket.Listener {
    final Admitted who;
    private final String name;
    private final Outbox outbox;
    private final Inflow inflow = new Inflow(MESSAGE_CHARS, BURST, PER_SECOND);
    private final Credentials credentials;
    private final Mailbox desk;
    private final List<String> early = new ArrayList<>();
    private volatile boolean over;

    // On the desk
    private Optional<Wire> wire = Optional.empty();
    private boolean reached;

    Open(WebSocketSession session, Admitted who) {
      this.who = who;
      this.name = "phone " + who.account().user() + " " + session.getId();
      this.outbox = new Outbox("phone", session, WAITING_CHARS);
      this.credentials = new Credentials(who.account());
      this.desk = new Mailbox(name);
    }

    void begin() {
      desk.post(() -> {
        if (!over) {
          wire =
              Optional.of(
                  WireSocket.open(
                      name, who.account().address(), List.of(PROTOCOL), LIMITS, desk::post, this));
        }
      });
    }

    // From the page

    void part(TextMessage part) {
      if (over) {
        return;
      }
      try {
        inflow
            .part(part.getPayload(), part.isLast())
            .filter(text -> !text.isBlank()) // keeps the connection alive (RFC 5626 §3.5.1)
            .ifPresent(text -> desk.post(() -> said(text)));
      } catch (Inflow.Broken e) {
        refuse(e.rule());
      }
    }

    private void said(String text) {
      if (over) {
        return;
      }
      Optional<SipText> message = SipText.of(text);
      Optional<String> broken =
          message.isEmpty()
              ? Optional.of("a message that is none")
              : PageRules.broken(message.get(), who.account());
      if (broken.isPresent()) {
        refuse(broken.get());
        return;
      }
      message
          .flatMap(credentials::answered)
          .map(SipText::text)
          .ifPresentOrElse(this::send, () -> refuse("an answer to what nobody asked"));
    }

    private void send(String text) {
      if (reached) {
        wire.ifPresent(open -> open.send(text));
      } else if (early.size() < MOST_EARLY) {
        early.add(text);
      } else {
        refuse("too much at the beginning");
      }
    }

    // From the phone system, on the desk

    @Override
    public void opened() {
      reached = true;
      wire.ifPresent(open -> early.forEach(open::send));
      early.clear();
    }

    @Override
    public void message(String text) {
      if (over || text.isBlank()) {
        return;
      }
      Optional<SipText> message = SipText.of(text);
      if (message.isEmpty()) {
        log.warn("{}: a message of the phone system that is none is skipped", name);
        return;
      }
      outbox.send(credentials.asked(message.get()).text());
    }

    @Override
    public void ended(WireEnd why) {
      away(WireLosses.of(why), why.detail());
    }

    // The end

    /** The page's phone is cut off, and may come back. */
    void away(Loss why, String detail) {
      if (!over) {
        over = true;
        log.info("The {} is cut off: {} {}", name, why, detail);
        outbox.closeAfterwards(new CloseStatus(AWAY, why.name()));
      }
    }

    void refuse(String rule) {
      if (!over) {
        over = true;
        log.warn("The {} is closed: {}", name, rule);
        outbox.closeAfterwards(CloseStatus.POLICY_VIOLATION.withReason(rule));
      }
    }

    void gone() {
      over = true;
      desk.post(() -> wire.ifPresent(Wire::close));
    }
  }
}
