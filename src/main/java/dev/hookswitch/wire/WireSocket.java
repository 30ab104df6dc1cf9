package dev.hookswitch.wire;

import dev.hookswitch.mailbox.Mailbox;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.api.exceptions.MessageTooLargeException;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/**
 * One WebSocket to a peer, from the first attempt to its end. Messages are whole texts of bounded
 * size. Methods may be called from any thread and never block; the listener is called on the desk
 * of its owner, in order, and hears of exactly one end.
 */
public final class WireSocket implements Wire {
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(20);

  /** The first connection of all takes its time: {@link Client} begins. */
  private static final Executor CONNECTING =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("wire connects").factory());

  /** At once to one peer; more wait for their turn. */
  private static final int MOST_CONNECTING = 64;

  /** How long a peer may take to read what was sent to it. */
  private static final Duration SENT_WITHIN = Duration.ofSeconds(20);

  /** A peer that asks and asks, and never reads the answers, is left. */
  private static final int MOST_UNSENT = 10_000;

  /** Who hears of a connection. */
  public interface Listener {
    void opened();

    void message(String text);

    /** After this nothing comes. It is told of a {@link WireSocket#close}, too. */
    void ended(WireEnd why);
  }

  /**
   * @param openedWithin from the first attempt to the end of the handshake
   * @param messageBytes longest message; a longer one breaks the connection
   */
  public record Limits(Duration openedWithin, int messageBytes) {
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), 1_000_000);
  }

  private final Listener listener;
  private final int messageBytes;
  private final Executor desk;
  private final Mailbox out;
  private final CompletableFuture<Session> socket = new CompletableFuture<>();

  /** Known on the desk only. */
  private boolean over;

  private WireSocket(String name, Limits limits, Executor desk, Listener listener) {
    this.listener = listener;
    this.messageBytes = limits.messageBytes();
    this.desk = desk;
    this.out = new Mailbox(name);
  }

  /**
   * Begins to connect.
   *
   * @param name names the thread that sends, for dumps
   * @param address {@code ws://} or {@code wss://}; used as it is
   * @param desk runs one task at a time, in their order
   */
  public static WireSocket open(
      String name, String address, Limits limits, Executor desk, Listener listener) {
    return open(name, address, List.of(), limits, desk, listener);
  }

  /**
   * The same for a peer that speaks one of several protocols.
   *
   * @param protocols that are offered to it (RFC 6455 §1.9); empty when it asks for none
   */
  public static WireSocket open(
      String name,
      String address,
      List<String> protocols,
      Limits limits,
      Executor desk,
      Listener listener) {
    var opened = new WireSocket(name, limits, desk, listener);
    CONNECTING.execute(() -> opened.connect(address, protocols, limits.openedWithin()));
    return opened;
  }

  private void connect(String address, List<String> protocols, Duration within) {
    CompletionStage<Session> connecting;
    try {
      var request = new ClientUpgradeRequest(peer(address));
      request.setTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
      request.setSubProtocols(protocols);
      connecting = Client.ONE.sockets.connect(new Receiver(), request);
    } catch (IllegalArgumentException e) {
      end(new WireEnd(WireEnd.Kind.BAD_ADDRESS, String.valueOf(e.getMessage())));
      return;
    } catch (IOException | RuntimeException e) {
      end(WireEnd.of(e));
      return;
    }
    connecting.whenComplete((_, failure) -> {
      if (failure != null) {
        socket.completeExceptionally(failure);
        end(WireEnd.of(failure));
      }
    });
  }

  private static URI peer(String address) {
    URI peer = URI.create(address.strip());
    if (peer.getHost() == null) {
      throw new IllegalArgumentException("no host in the address");
    }
    return peer;
  }

  @Override
  public void send(String text) {
    if (out.waiting() > MOST_UNSENT) {
      Session open = socket.getNow(null);
      if (open != null) {
        breakOff(open, "the peer does not read what is sent to it");
      }
      return;
    }
    out.post(() -> {
      Session open = socket.getNow(null);
      if (open == null || !open.isOpen()) {
        return;
      }
      try {
        Callback.Completable.with(sent -> open.sendText(text, sent))
            .orTimeout(SENT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
            .join();
      } catch (CompletionException e) {
        end(WireEnd.of(e));
        open.disconnect();
      }
    });
  }

  @Override
  public void close() {
    end(new WireEnd(WireEnd.Kind.CLOSED, ""));
    out.post(() -> {
      socket.thenAccept(open ->
          Callback.Completable.with(sent -> open.close(StatusCode.NORMAL, "", sent))
              .orTimeout(SENT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((_, _) -> open.disconnect()));
      out.close();
    });
  }

  private void end(WireEnd why) {
    desk.execute(() -> {
      if (!over) {
        over = true;
        listener.ended(why);
      }
    });
  }

  private void breakOff(Session open, String why) {
    end(new WireEnd(WireEnd.Kind.BROKEN, why)); // before Jetty tells of a channel that was closed
    open.disconnect();
  }

  /** Reads on while what it has read is worked off. Public for Jetty alone, which calls it. */
  public final class Receiver implements Session.Listener {
    /** What a short message weighs beside its text. */
    private static final int OVERHEAD = 100;

    /** Of the messages that wait to be worked off. */
    private final AtomicLong weight = new AtomicLong();

    private Receiver() {}

    @Override
    public void onWebSocketOpen(Session open) {
      open.setMaxTextMessageSize(messageBytes);
      open.setMaxBinaryMessageSize(messageBytes);
      socket.complete(open);
      desk.execute(listener::opened);
      open.demand();
    }

    @Override
    public void onWebSocketText(String message) {
      received(socket.join(), message);
    }

    /** A peer may send its JSON as a binary message. */
    @Override
    public void onWebSocketBinary(ByteBuffer message, Callback read) {
      String text = StandardCharsets.UTF_8.decode(message).toString();
      read.succeed();
      received(socket.join(), text);
    }

    private void received(Session open, String message) {
      int own = message.length() + OVERHEAD;
      if (weight.addAndGet(own) <= messageBytes) {
        open.demand();
      }
      desk.execute(() -> {
        try {
          if (!over) {
            listener.message(message);
          }
        } finally {
          workedOff(open, own);
        }
      });
    }

    /** A peer that says more than is worked off is read as fast as that is. */
    private void workedOff(Session open, int own) {
      long left = weight.addAndGet(-own);
      if (left <= messageBytes && left + own > messageBytes) {
        open.demand();
      }
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback done) {
      end(new WireEnd(WireEnd.Kind.CLOSED, reason.isEmpty() ? "code " + code : reason));
      done.succeed();
    }

    @Override
    public void onWebSocketError(Throwable failure) {
      end(
          failure instanceof MessageTooLargeException
              ? new WireEnd(
                  WireEnd.Kind.BROKEN, "a message of more than %d bytes".formatted(messageBytes))
              : WireEnd.of(failure));
    }
  }

  /** What all sockets share: selectors and threads, begun with the first of them. */
  private static final class Client {
    static final Client ONE = new Client();
    final WebSocketClient sockets;

    private Client() {
      var threads = new QueuedThreadPool();
      threads.setName("wire");
      threads.setDaemon(true);
      var transport = new HttpClientTransportOverHTTP();
      transport.setConnectionPoolFactory(Client::noneTwice);
      var http = new HttpClient(transport);
      http.setExecutor(threads);
      http.setConnectTimeout(CONNECTED_WITHIN.toMillis());
      http.setFollowRedirects(false);
      http.setUserAgentField(null);
      sockets = new WebSocketClient(http);
      sockets.setIdleTimeout(Duration.ZERO); // whoever speaks a protocol knows when a peer is gone
      try {
        http.start();
        sockets.start();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    /** Whoever answered with a page is asked anew over a connection of its own. */
    private static ConnectionPool noneTwice(Destination peer) {
      var pool = new DuplexConnectionPool(peer, MOST_CONNECTING);
      pool.setMaxUsage(1);
      return pool;
    }
  }
}
