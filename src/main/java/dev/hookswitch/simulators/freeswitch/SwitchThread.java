package dev.hookswitch.simulators.freeswitch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which everything in the switch and its servers happens. */
public final class SwitchThread implements AutoCloseable {
  /** Something that will happen unless it is cancelled; cancelling twice is harmless. */
  public interface Timer {
    void cancel();
  }

  private static final Logger LOG = LoggerFactory.getLogger(SwitchThread.class);

  private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor executor;
  private volatile Thread thread = Thread.currentThread();

  public SwitchThread() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              thread = Thread.ofPlatform().daemon().name("simulated-switch").unstarted(task);
              return thread;
            },
            (_, _) -> LOG.debug("The simulated switch is closed, so nothing more happens"));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Does it soon, after what is waiting already. */
  public void execute(Runnable task) {
    executor.execute(guarded(task));
  }

  public Timer after(Duration delay, Runnable task) {
    ScheduledFuture<?> future =
        executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  /**
   * Does it on the switch's thread and waits for its outcome.
   *
   * @throws CompletionException with what it threw
   */
  public <T> T call(Callable<T> task) {
    if (Thread.currentThread() == thread) {
      try {
        return task.call();
      } catch (Exception e) {
        throw new CompletionException(e);
      }
    }
    CompletableFuture<T> outcome = new CompletableFuture<>();
    awaited.add(outcome);
    executor.execute(() -> {
      try {
        outcome.complete(task.call());
      } catch (Exception e) {
        outcome.completeExceptionally(e);
      }
    });
    if (executor.isShutdown()) {
      close();
    }
    try {
      return outcome.join();
    } finally {
      awaited.remove(outcome);
    }
  }

  /** As {@link #call} for what gives nothing back. */
  public void run(Runnable task) {
    call(() -> {
      task.run();
      return true;
    });
  }

  /** Nothing happens any more; whoever waits for an outcome gets an exception. */
  @Override
  public void close() {
    executor.shutdownNow();
    awaited.forEach(outcome ->
        outcome.completeExceptionally(
            new RejectedExecutionException("the simulated switch is closed")));
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("The simulated switch failed", e);
      }
    };
  }
}
