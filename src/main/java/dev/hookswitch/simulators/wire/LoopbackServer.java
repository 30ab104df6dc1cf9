package dev.hookswitch.simulators.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket server on the loopback address, which can stop listening for a time. What its peers
 * do is told on the executor that it was given, in order.
 */
public final class LoopbackServer implements AutoCloseable {
  /** What the peers of a server do. */
  public interface Handler {
    void opened(Peer peer);

    void text(Peer peer, String text);

    void closed(Peer peer);

    /**
     * A WebSocket ping came.
     *
     * @return whether it is answered by a pong
     */
    default boolean pinged(Peer peer, boolean empty) {
      return true;
    }

    /** The handshake's answer repeats the subprotocols that were offered, all of them. */
    default boolean repeatsSubprotocols() {
      return false;
    }
  }

  /** The library refuses what is longer; a server that wants to answer it has a limit below. */
  private static final int LARGEST_FRAME = 2_000_000;

  private static final int START_SECONDS = 10;
  private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);

  private final Executor executor;
  private final Handler handler;
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private int port;
  private @Nullable Listener listener;

  /**
   * Starts listening.
   *
   * @param port 0 takes any free one
   * @throws UncheckedIOException when the port cannot be had
   */
  public LoopbackServer(int port, Executor executor, Handler handler) {
    this.port = port;
    this.executor = executor;
    this.handler = handler;
    listen();
  }

  public int port() {
    return port;
  }

  public Set<Peer> peers() {
    return Set.copyOf(peers);
  }

  /** Breaks all connections and refuses new ones until {@link #listen()}. */
  public synchronized void stopListening() {
    Listener stopped = listener;
    listener = null;
    if (stopped != null) {
      peers().forEach(Peer::cut);
      try {
        stopped.stop(0);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Listens again on the same port; does nothing when it does so already. */
  public synchronized void listen() {
    if (listener != null) {
      return;
    }
    Listener started = new Listener(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    started.start();
    try {
      port = started.ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      throw new UncheckedIOException(new IOException("cannot listen on port " + port, e));
    }
    listener = started;
  }

  @Override
  public void close() {
    stopListening();
  }

  private final class Listener extends WebSocketServer {
    private final CompletableFuture<Integer> ready = new CompletableFuture<>();

    Listener(InetSocketAddress address) {
      super(
          address,
          1,
          List.<Draft>of(new Draft_6455(List.of(), List.of(new Protocol("")), LARGEST_FRAME)));
      setConnectionLostTimeout(0);
      setReuseAddr(true);
      setTcpNoDelay(true);
      setDaemon(true);
    }

    @Override
    public void onStart() {
      ready.complete(getPort());
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
        WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
      ServerHandshakeBuilder answer =
          super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
      if (handler.repeatsSubprotocols() && request.hasFieldValue(SUBPROTOCOL)) {
        answer.put(SUBPROTOCOL, request.getFieldValue(SUBPROTOCOL));
      }
      return answer;
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      Peer peer = new Peer(socket, executor, handler);
      socket.setAttachment(peer);
      peers.add(peer);
      executor.execute(() -> handler.opened(peer));
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      Peer peer = socket.getAttachment();
      peer.received(text);
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer bytes) {
      onMessage(socket, StandardCharsets.UTF_8.decode(bytes).toString());
    }

    @Override
    public void onWebsocketPing(WebSocket socket, Framedata frame) {
      Peer peer = socket.getAttachment();
      if (peer == null || handler.pinged(peer, !frame.getPayloadData().hasRemaining())) {
        super.onWebsocketPing(socket, frame);
      }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      Peer peer = socket.getAttachment();
      if (peer != null && peers.remove(peer)) {
        executor.execute(() -> handler.closed(peer));
      }
    }

    @Override
    public void onError(@Nullable WebSocket socket, Exception error) {
      if (socket == null) {
        ready.completeExceptionally(error);
      }
      LOG.debug("A connection of the simulated server failed", error);
    }
  }
}
