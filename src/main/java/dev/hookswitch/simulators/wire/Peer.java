package dev.hookswitch.simulators.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;

/** One connection with a client. */
public final class Peer {
  private static final int NO_CLOSE_FRAME = 1006;
  private static final int WRITING_MILLIS = 20;

  private final WebSocket socket;
  private final Executor executor;
  private final LoopbackServer.Handler handler;
  private final List<Runnable> delayed = new ArrayList<>();
  private boolean frozen;

  Peer(WebSocket socket, Executor executor, LoopbackServer.Handler handler) {
    this.socket = socket;
    this.executor = executor;
    this.handler = handler;
  }

  /** Sends a text frame; nothing happens when the connection is gone. */
  public void send(String text) {
    pass(() -> sendNow(text));
  }

  private void sendNow(String text) {
    try {
      socket.send(text);
    } catch (WebsocketNotConnectedException e) {
      // It was cut, or the client left: it will be told as closed.
    }
  }

  /** Closes in order. */
  public void close(int code) {
    pass(() -> socket.close(code));
  }

  /** Breaks the connection as soon as what was sent should be written. */
  public void cutAfterSending() {
    CompletableFuture.delayedExecutor(WRITING_MILLIS, TimeUnit.MILLISECONDS).execute(this::cut);
  }

  /** Breaks the connection without a word. */
  public void cut() {
    socket.closeConnection(NO_CLOSE_FRAME, "");
  }

  /**
   * Freezes the line, as a network does that drops everything: the connection stands, nothing comes
   * through in either direction. Thawed, everything comes at once.
   */
  public void freeze(boolean freeze) {
    List<Runnable> due = new ArrayList<>();
    synchronized (delayed) {
      frozen = freeze;
      if (!freeze) {
        due.addAll(delayed);
        delayed.clear();
      }
    }
    due.forEach(Runnable::run);
  }

  void received(String text) {
    pass(() -> executor.execute(() -> handler.text(this, text)));
  }

  private void pass(Runnable frame) {
    synchronized (delayed) {
      if (frozen) {
        delayed.add(frame);
        return;
      }
    }
    frame.run();
  }
}
