package dev.hookswitch.mailbox;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other in the order of {@link #post}, each mailbox on a virtual thread of
 * its own that lives only while there is work. Whoever posts never waits; a task that blocks delays
 * only its own mailbox, a task that throws is logged and the next one runs.
 */
public final class Mailbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  private final String name;
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;

  /**
   * @param name names the thread, for dumps
   */
  public Mailbox(String name) {
    this.name = name;
  }

  /** Queues a task. After {@link #close} it is dropped. */
  public void post(Runnable task) {
    if (closed) {
      return;
    }
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      Thread.ofVirtual().name(name).start(this::drain);
    }
  }

  /** How many tasks wait or run. */
  public int waiting() {
    return waiting.get();
  }

  private void drain() {
    do {
      Runnable task = tasks.poll();
      if (task != null && !closed) {
        try {
          task.run();
        } catch (Throwable e) { // an error, too, must not keep the tasks behind it waiting for ever
          log.error("A task of {} failed; the next one runs", name, e);
        }
      }
    } while (waiting.decrementAndGet() > 0);
  }

  /** Tasks that have not begun are dropped. */
  @Override
  public void close() {
    closed = true;
  }
}
