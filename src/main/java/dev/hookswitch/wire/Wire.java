package dev.hookswitch.wire;

import java.util.concurrent.Executor;

/**
 * One connection to a peer that carries whole texts, from the first attempt to its end. Methods may
 * be called from any thread and never block.
 */
public interface Wire extends AutoCloseable {
  /** Sends a message after those before it; what cannot be sent breaks the connection. */
  void send(String text);

  /** Says goodbye after what was sent, and is over at once. */
  @Override
  void close();

  /** Begins connections: {@link WireSocket#open}. */
  @FunctionalInterface
  interface Opener {
    /**
     * Begins to connect; the listener is called on the desk, after this has returned.
     *
     * @param name names the connection, for dumps
     * @param address free text, used as it is
     * @param desk runs one task at a time, in their order
     */
    Wire open(
        String name,
        String address,
        WireSocket.Limits limits,
        Executor desk,
        WireSocket.Listener listener);
  }
}
