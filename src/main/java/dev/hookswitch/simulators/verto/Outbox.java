package dev.hookswitch.simulators.verto;

import dev.hookswitch.simulators.freeswitch.SwitchThread;
import dev.hookswitch.simulators.freeswitch.SwitchThread.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's own requests of one socket. They leave only when nothing was read for 50 ms
 * (verto.md §2), so a client that chatters hears nothing.
 */
final class Outbox {
  private static final Duration TICK = Duration.ofMillis(50);

  private final Deque<String> waiting = new ArrayDeque<>();
  private final SwitchThread thread;
  private final Consumer<String> wire;
  private long lastRead = System.nanoTime();
  private @Nullable Timer tick;

  Outbox(SwitchThread thread, Consumer<String> wire) {
    this.thread = thread;
    this.wire = wire;
  }

  void add(String frame) {
    waiting.add(frame);
    if (tick == null) {
      long idle = System.nanoTime() - lastRead;
      tick = thread.after(Duration.ofNanos(TICK.toNanos() - idle % TICK.toNanos()), this::flush);
    }
  }

  /** Something was read: what waits goes on waiting. */
  void read() {
    lastRead = System.nanoTime();
    if (tick != null) {
      tick.cancel();
      tick = thread.after(TICK, this::flush);
    }
  }

  void flush() {
    close();
    while (!waiting.isEmpty()) {
      wire.accept(waiting.poll());
    }
  }

  void close() {
    if (tick != null) {
      tick.cancel();
      tick = null;
    }
  }
}
