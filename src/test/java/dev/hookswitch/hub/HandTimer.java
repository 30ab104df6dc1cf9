package dev.hookswitch.hub;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose hour comes when the test says so. */
final class HandTimer extends ScheduledThreadPoolExecutor {
  record Planned(Runnable task, Duration delay) {}

  private final List<Planned> planned = new CopyOnWriteArrayList<>();

  HandTimer() {
    super(1, Thread.ofPlatform().daemon().factory());
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    planned.add(new Planned(task, Duration.of(delay, unit.toChronoUnit())));
    // Its future is there to be cancelled; its own hour is out of every test's reach.
    return super.schedule((Callable<Void>) () -> null, 1, TimeUnit.DAYS);
  }

  int plans() {
    return planned.size();
  }

  /** Waits for a plan, counted from 1 since the timer began. */
  Planned plan(int number) {
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> planned.size() >= number);
    return planned.get(number - 1);
  }

  /** The hour of a plan comes. */
  void fire(int number) {
    plan(number).task().run();
  }
}
