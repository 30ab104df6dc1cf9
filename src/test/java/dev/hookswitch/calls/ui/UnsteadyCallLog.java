package dev.hookswitch.calls.ui;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** The real call log on a database that a test can slow down and take away. */
final class UnsteadyCallLog implements CallLog {
  private final CallLog real;
  private volatile boolean away;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  UnsteadyCallLog(CallLog real) {
    this.real = real;
  }

  void hold() {
    gate = new CountDownLatch(1);
  }

  void fail() {
    away = true;
  }

  /** Answers again, to those who wait too. */
  void release() {
    away = false;
    gate.countDown();
  }

  @Override
  public List<CallEntry> page(Person viewer, CallFilter filter, @Nullable Cursor after, int limit) {
    return reached().page(viewer, filter, after, limit);
  }

  @Override
  public Summary summary(Person viewer, CallFilter filter) {
    return reached().summary(viewer, filter);
  }

  @Override
  public Optional<CallEntry> find(Person viewer, UUID id) {
    return reached().find(viewer, id);
  }

  @Override
  public List<JournalEntry> journal(Person viewer, UUID id) {
    return reached().journal(viewer, id);
  }

  @Override
  public List<CallEntry> findAll(Person viewer, Collection<UUID> calls) {
    return reached().findAll(viewer, calls);
  }

  @Override
  public Map<UUID, Work> work(Person viewer, Collection<UUID> calls) {
    return reached().work(viewer, calls);
  }

  @Override
  public List<RecentCall> recent(Person viewer, Whose whose, int limit) {
    return real.recent(viewer, whose, limit);
  }

  @Override
  public Summary today(UserId user, ZoneId zone) {
    return real.today(user, zone);
  }

  private CallLog reached() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a reader was interrupted", e);
    }
    if (away) {
      throw new DataAccessResourceFailureException("the database is away");
    }
    return real;
  }
}
