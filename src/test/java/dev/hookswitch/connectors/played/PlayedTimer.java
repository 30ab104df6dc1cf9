package dev.hookswitch.connectors.played;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock that stands still until the script lets the next plan come due. Used on one desk. */
final class PlayedTimer extends AbstractExecutorService
    implements ScheduledExecutorService, InstantSource {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private final PriorityQueue<Plan> plans = new PriorityQueue<>();
  private long millis;
  private long made;

  private static final class Plan extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final long due;
    private final long number;

    Plan(Runnable task, long due, long number) {
      super(task, null);
      this.due = due;
      this.number = number;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due, TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      Plan that = (Plan) other;
      return due == that.due ? Long.compare(number, that.number) : Long.compare(due, that.due);
    }
  }

  @Override
  public Instant instant() {
    return NOON.plusMillis(millis);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    var plan = new Plan(task, millis + unit.toMillis(delay), made++);
    plans.add(plan);
    return plan;
  }

  /** The next plan that nobody has cancelled comes due. */
  void passes() {
    for (Plan next = plans.poll(); next != null; next = plans.poll()) {
      if (!next.isCancelled()) {
        millis = Math.max(millis, next.due);
        next.run();
        return;
      }
    }
  }

  /** Plans that nobody has cancelled. */
  long waiting() {
    return plans.stream().filter(plan -> !plan.isCancelled()).count();
  }

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long first, long every, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long first, long between, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    plans.clear();
  }

  @Override
  public List<Runnable> shutdownNow() {
    plans.clear();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
