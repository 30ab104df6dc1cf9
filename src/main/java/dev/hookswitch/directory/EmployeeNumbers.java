package dev.hookswitch.directory;

import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.settings.LinesChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The numbers of all lines, in memory: they are few, and whoever calls may be a colleague. Another
 * node's change is seen a little later. Thread-safe.
 */
@Component
class EmployeeNumbers {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Lines lines;
  private final Numbers numbers;
  private final Clock clock;
  private volatile @Nullable Snapshot snapshot;

  /** The number of somebody's line. */
  record EmployeeNumber(UserId user, PhoneNumber number, NumberForm form) {}

  private record Snapshot(
      IdentificationSettings settings,
      Instant loadedAt,
      List<EmployeeNumber> all,
      Map<String, List<EmployeeNumber>> byIdentity) {}

  EmployeeNumbers(Lines lines, Numbers numbers, Clock clock) {
    this.lines = lines;
    this.numbers = numbers;
    this.clock = clock;
  }

  List<EmployeeNumber> all() {
    return snapshot().all();
  }

  /** The same number, digit by digit or in full. */
  List<EmployeeNumber> same(NumberForm asked) {
    return snapshot().byIdentity().getOrDefault(asked.identity(), List.of());
  }

  private Snapshot snapshot() {
    Snapshot known = snapshot;
    IdentificationSettings settings = numbers.settings();
    Instant now = clock.instant();
    if (known == null
        || !known.settings().equals(settings)
        || known.loadedAt().plus(FRESH).isBefore(now)) {
      List<EmployeeNumber> all = load();
      known =
          new Snapshot(
              settings,
              now,
              all,
              all.stream().collect(Collectors.groupingBy(one -> one.form().identity())));
      snapshot = known;
    }
    return known;
  }

  private List<EmployeeNumber> load() {
    return lines.numbers().stream()
        .map(owned ->
            new EmployeeNumber(owned.owner(), owned.number(), numbers.form(owned.number())))
        .toList();
  }

  @TransactionalEventListener(fallbackExecution = true)
  void linesChanged(LinesChanged changed) {
    snapshot = null;
  }
}
