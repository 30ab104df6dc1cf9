package dev.hookswitch.wire;

import dev.hookswitch.mailbox.Mailbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
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
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to a peer, from the first attempt to its end. Messages are whole texts of bounded
 * size. Methods may be called from any thread and never block; the listener is called on the desk
 * of its owner, in order, and hears of exactly one end.
 */
public final class WireSocket implements Wire {
  /**
   * What it receives is taken on the thread that read it. JDK 25 forgets the end of a connection
   * that it reads while nobody has asked for more (WebSocketImpl fails with an InternalError that
   * goes nowhere), so more is asked for before anything else is read. A message in the same packet
   * as the end may still be lost with it.
   */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(20))
          .executor(Runnable::run)
          .build();

  /** Looking up a host may take its time. */
  private static final Executor CONNECTING =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("wire connects ", 0).factory());

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
   * @param messageChars longest message; a longer one breaks the connection
   */
  public record Limits(Duration openedWithin, int messageChars) {
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), 1_000_000);
  }

  private final Listener listener;
  private final int messageChars;
  private final Executor desk;
  private final Mailbox out;
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  /** Known on the desk only. */
  private boolean over;

  private WireSocket(String name, Limits limits, Executor desk, Listener listener) {
    this.listener = listener;
    this.messageChars = limits.messageChars();
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
    CompletionStage<WebSocket> connecting;
    try {
      WebSocket.Builder builder = CLIENT.newWebSocketBuilder().connectTimeout(within);
      if (!protocols.isEmpty()) {
        builder.subprotocols(
            protocols.getFirst(), protocols.subList(1, protocols.size()).toArray(String[]::new));
      }
      connecting = builder.buildAsync(URI.create(address.strip()), new Receiver());
    } catch (IllegalArgumentException e) {
      end(new WireEnd(WireEnd.Kind.BAD_ADDRESS, String.valueOf(e.getMessage())));
      return;
    }
    connecting.whenComplete((opened, failure) -> {
      if (opened != null) {
        socket.complete(opened);
      } else {
        socket.completeExceptionally(failure);
        end(WireEnd.of(failure));
      }
    });
  }

  @Override
  public void send(String text) {
    if (out.waiting() > MOST_UNSENT) {
      WebSocket open = socket.getNow(null);
      if (open != null) {
        breakOff(open, "the peer does not read what is sent to it");
      }
      return;
    }
    out.post(() -> {
      WebSocket open = socket.getNow(null);
      if (open == null || open.isOutputClosed()) {
        return;
      }
      try {
        open.sendText(text, true).orTimeout(SENT_WITHIN.toMillis(), TimeUnit.MILLISECONDS).join();
      } catch (CompletionException e) {
        open.abort();
        end(WireEnd.of(e));
      }
    });
  }

  @Override
  public void close() {
    end(new WireEnd(WireEnd.Kind.CLOSED, ""));
    out.post(() -> {
      socket.thenAccept(open ->
          open.sendClose(WebSocket.NORMAL_CLOSURE, "")
              .orTimeout(SENT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((_, _) -> open.abort()));
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

  private void breakOff(WebSocket open, String why) {
    open.abort();
    end(new WireEnd(WireEnd.Kind.BROKEN, why));
  }

  /** Puts the parts of a message together. */
  private final class Receiver implements WebSocket.Listener {
    /** What a short message weighs beside its text. */
    private static final int OVERHEAD = 100;

    private final StringBuilder text = new StringBuilder();

    /** Of the messages that wait to be worked off. */
    private final AtomicLong weight = new AtomicLong();

    @Override
    public void onOpen(WebSocket open) {
      socket.complete(open);
      desk.execute(listener::opened);
      open.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence part, boolean last) {
      return received(open, part, last);
    }

    /** A peer may send its JSON as a binary message. */
    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket open, ByteBuffer part, boolean last) {
      return received(open, StandardCharsets.UTF_8.decode(part), last);
    }

    private @Nullable CompletionStage<?> received(WebSocket open, CharSequence part, boolean last) {
      if (text.length() + part.length() > messageChars) {
        breakOff(open, "a message of more than %d characters".formatted(messageChars));
        return null;
      }
      text.append(part);
      if (!last) {
        open.request(1);
        return null;
      }
      String message = text.toString();
      text.setLength(0);
      int own = message.length() + OVERHEAD;
      if (weight.addAndGet(own) <= messageChars) {
        open.request(1);
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
      return null;
    }

    /** A peer that says more than is worked off is read as fast as that is. */
    private void workedOff(WebSocket open, int own) {
      long left = weight.addAndGet(-own);
      if (left <= messageChars && left + own > messageChars) {
        open.request(1);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
      end(new WireEnd(WireEnd.Kind.CLOSED, reason.isEmpty() ? "code " + code : reason));
      return null;
    }

    @Override
    public void onError(WebSocket open, Throwable failure) {
      end(WireEnd.of(failure));
    }
  }
}
