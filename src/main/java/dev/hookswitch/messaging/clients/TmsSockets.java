package dev.hookswitch.messaging.clients;

import dev.hookswitch.security.UserId;
import dev.hookswitch.tms.TmsEvents;
import dev.hookswitch.tms.TmsNews;
import dev.hookswitch.tms.TmsTokens;
import dev.hookswitch.wire.Inflow;
import dev.hookswitch.wire.Outbox;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * The sockets of clients: their bounds in number, size, rate and time. The container calls it for
 * one message of a socket at a time.
 */
public final class TmsSockets extends AbstractWebSocketHandler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TmsSockets.class);

  /** Each second another part of the sockets has its turn: thousands at once would delay calls. */
  private static final int PING_EVERY_SECONDS = 25;

  /** Two pings without a sign of life. */
  private static final Duration SILENT_FOR = Duration.ofSeconds(60);

  private final Connections connections;
  private final TmsTokens tokens;
  private final ScheduledExecutorService timer;
  private final TmsLimits limits;
  private final LongAdder refusals = new LongAdder();
  private final Map<String, Open> sockets = new ConcurrentHashMap<>();
  private final AtomicInteger opened = new AtomicInteger();

  /** Whose turn it is. Used by the timer. */
  private int turn;

  TmsSockets(
      Connections connections, TmsTokens tokens, ScheduledExecutorService timer, TmsLimits limits) {
    this.connections = connections;
    this.tokens = tokens;
    this.timer = timer;
    this.limits = limits;
    timer.scheduleWithFixedDelay(this::lookAfterSome, 1, 1, TimeUnit.SECONDS);
  }

  private void lookAfterSome() {
    turn = (turn + 1) % PING_EVERY_SECONDS;
    for (Open open : sockets.values()) {
      if (open.turn == turn) {
        open.lookAfter();
      }
    }
  }

  /** No timer runs any more; the container closes the sockets. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** What the user may do has changed: whoever still may comes back with a new token. */
  void withdraw(UserId user) {
    connections.withdraw(user.value().toString());
  }

  /** How many sockets are open. */
  public int size() {
    return sockets.size();
  }

  /** Whether nobody else can come. */
  boolean isFull() {
    return sockets.size() >= limits.sockets();
  }

  /** How many lines clients watch, those too that wait for their client to come back. */
  int connections() {
    return connections.size();
  }

  /** How many sockets were closed because a client broke a rule. */
  long refused() {
    return refusals.sum();
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    var open = new Open(session);
    sockets.put(session.getId(), open);
    if (sockets.size() > limits.sockets()) {
      open.refuse("too many sockets");
      return;
    }
    timer.schedule(
        () -> {
          if (!open.client.signedIn()) {
            open.refuse("no connection opened");
          }
        },
        limits.signInWithin().toMillis(),
        TimeUnit.MILLISECONDS);
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

  /** The envelope is text. */
  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
    Open open = sockets.get(session.getId());
    if (open != null) {
      open.refuse("a binary message");
    }
  }

  @Override
  protected void handlePongMessage(WebSocketSession session, PongMessage pong) {
    Open open = sockets.get(session.getId());
    if (open != null) {
      open.heardAt = System.nanoTime();
    }
  }

  /** Followed by {@link #afterConnectionClosed}. */
  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    log.debug("The socket {} of a client failed", session, failure);
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    Open open = sockets.remove(session.getId());
    if (open != null) {
      open.client.gone();
    }
  }

  private final class Open implements Client.Socket {
    final WebSocketSession session;
    final Outbox outbox;
    final Client client;
    private final Inflow inflow =
        new Inflow(limits.messageChars(), limits.burst(), limits.perSecond());
    final int turn = Math.floorMod(opened.getAndIncrement(), PING_EVERY_SECONDS);
    volatile long heardAt = System.nanoTime();
    private volatile boolean refused;

    Open(WebSocketSession session) {
      this.session = session;
      this.outbox = new Outbox("messaging client", session, limits.waitingChars());
      this.client = new Client(this, connections, tokens);
    }

    void part(TextMessage part) {
      heardAt = System.nanoTime();
      if (refused) {
        return;
      }
      try {
        inflow.part(part.getPayload(), part.isLast()).ifPresent(client::received);
      } catch (Inflow.Broken e) {
        refuse(e.rule());
      }
    }

    void lookAfter() {
      if (System.nanoTime() - heardAt > SILENT_FOR.toNanos()) {
        refuse("no answer to pings");
      } else {
        outbox.ping();
      }
    }

    @Override
    public void send(TmsNews news) {
      outbox.send(TmsEvents.write(news));
    }

    @Override
    public void refuse(String rule) {
      if (!refused) {
        refused = true;
        refusals.increment();
        log.info("The socket {} of a client is closed: {}", session.getId(), rule);
        outbox.closeAfterwards(CloseStatus.POLICY_VIOLATION.withReason(rule));
      }
    }
  }
}
