package dev.hookswitch.connectors.verto;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signing in anew for pages that lost their media: the server then offers media for each call that
 * talks (verto.md §8). Pages that lose it at once would otherwise sign in without end. Used on its
 * line's thread.
 */
public final class Renewals {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Executor desk;
  private final ScheduledExecutorService timer;
  private final Supplier<Instant> now;
  private final Runnable renewal;
  private @Nullable Instant last;
  private boolean planned;

  /**
   * @param desk runs tasks on the line's thread
   * @param renewal decides when it is run whether it is still wanted
   */
  public Renewals(
      Executor desk, ScheduledExecutorService timer, Supplier<Instant> now, Runnable renewal) {
    this.desk = desk;
    this.timer = timer;
    this.now = now;
    this.renewal = renewal;
  }

  /** A page lost its media. */
  public void ask() {
    if (planned) {
      return;
    }
    Duration age = last == null ? BETWEEN : Duration.between(last, now.get());
    if (age.compareTo(BETWEEN) >= 0) {
      run();
    } else {
      planned = true;
      timer.schedule(
          () -> desk.execute(this::run), BETWEEN.minus(age).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void run() {
    planned = false;
    last = now.get();
    renewal.run();
  }
}
