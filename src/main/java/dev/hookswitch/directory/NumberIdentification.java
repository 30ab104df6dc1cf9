package dev.hookswitch.directory;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;

import dev.hookswitch.directory.EmployeeNumbers.EmployeeNumber;
import dev.hookswitch.directory.store.IdentificationStore;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Looks for the surest first and stops when that finds somebody: the same number, then the same
 * last digits. The same number is found by one statement.
 */
@Service
class NumberIdentification implements Identification {
  /** Nobody chooses among more. */
  private static final int MOST = 20;

  /** As many are ranked; a switchboard may be the number of thousands. */
  private static final int MOST_RANKED = 100;

  private final Numbers numbers;
  private final IdentificationStore store;
  private final EmployeeNumbers lines;
  private final Employees employees;
  private final ObjectProvider<Acquaintance> acquaintance;
  private final Clock clock;

  NumberIdentification(
      Numbers numbers,
      IdentificationStore store,
      EmployeeNumbers lines,
      Employees employees,
      // The calls know whom somebody spoke with, and they use the directory.
      ObjectProvider<Acquaintance> acquaintance,
      Clock clock) {
    this.numbers = numbers;
    this.store = store;
    this.lines = lines;
    this.employees = employees;
    this.acquaintance = acquaintance;
    this.clock = clock;
  }

  @Override
  public Identity identify(PhoneNumber number) {
    NumberForm asked = numbers.form(number);
    if (asked.identity().isEmpty()) {
      return new Identity(number, List.of());
    }
    IdentificationSettings settings = numbers.settings();
    List<Match> same = same(asked, settings);
    return new Identity(number, ranked(same.isEmpty() ? alike(asked, settings) : same, settings));
  }

  private List<Match> same(NumberForm asked, IdentificationSettings settings) {
    Rule rule =
        new NumberComparison(settings).isInternal(asked)
            ? new Rule.SameInternalNumber()
            : new Rule.SameNumber();
    Stream<Match> records =
        store.same(asked, settings.sources(), MOST_RANKED).stream()
            .map(number -> match(number, rule));
    Stream<Match> colleagues =
        colleagues(asked, settings, lines.same(asked), _ -> Optional.of(rule));
    return Stream.concat(records, colleagues).toList();
  }

  private List<Match> alike(NumberForm asked, IdentificationSettings settings) {
    var comparison = new NumberComparison(settings);
    List<String> endings = comparison.endings(asked);
    if (endings.isEmpty()) {
      return List.of();
    }
    Stream<Match> records =
        store.alike(endings, asked, settings.sources(), MOST_RANKED).stream()
            .flatMap(number ->
                comparison.rule(asked, number.form()).map(rule -> match(number, rule)).stream());
    Stream<Match> colleagues =
        colleagues(asked, settings, lines.all(), form -> comparison.rule(asked, form));
    return Stream.concat(records, colleagues).toList();
  }

  private static Match match(RecordNumber number, Rule rule) {
    return new Match(
        number.record(), number.typed(), number.type(), rule, number.outOfDate(), null);
  }

  /** Users whose line has such a number. */
  private Stream<Match> colleagues(
      NumberForm asked,
      IdentificationSettings settings,
      List<EmployeeNumber> candidates,
      Function<NumberForm, Optional<Rule>> comparison) {
    record Line(RecordRef owner, EmployeeNumber number, Rule rule) {}
    List<Line> found =
        candidates.stream()
            .flatMap(number ->
                comparison
                    .apply(number.form())
                    .map(rule -> new Line(employee(number.user()), number, rule))
                    .stream())
            .toList();
    if (found.isEmpty() || !settings.sources().contains(RecordRef.EMPLOYEE)) {
      return Stream.empty();
    }
    Set<UUID> ids = found.stream().map(line -> line.owner().id()).collect(Collectors.toSet());
    ids.removeAll(store.denied(asked.identity(), ids));
    Map<RecordRef, RecordSummary> known =
        employees.summaries(ids).collect(Collectors.toMap(RecordSummary::ref, Function.identity()));
    return found.stream()
        .flatMap(line ->
            Optional.ofNullable(known.get(line.owner()))
                .map(summary ->
                    new Match(
                        summary, line.number().number().dialled(), null, line.rule(), false, null))
                .stream());
  }

  private static RecordRef employee(UserId user) {
    return new RecordRef(RecordRef.EMPLOYEE, user.value());
  }

  private List<Match> ranked(List<Match> found, IdentificationSettings settings) {
    if (found.size() < 2) {
      return found;
    }
    Map<RecordRef, Instant> talks = lastTalks(found);
    var seen = new HashSet<RecordRef>();
    return found.stream()
        .map(match -> withLastTalk(match, talks.get(match.record().ref())))
        .sorted(likeliestFirst(settings.sources()))
        .filter(match -> seen.add(match.record().ref()))
        .limit(MOST)
        .toList();
  }

  private Map<RecordRef, Instant> lastTalks(Collection<Match> found) {
    Acquaintance known = acquaintance.getIfAvailable();
    return known == null
        ? Map.of()
        : known.lastTalks(
            found.stream().map(match -> match.record().ref()).collect(Collectors.toSet()));
  }

  private static Match withLastTalk(Match match, @Nullable Instant at) {
    return new Match(
        match.record(), match.typed(), match.type(), match.rule(), match.outOfDate(), at);
  }

  private static Comparator<Match> likeliestFirst(List<String> sources) {
    return comparing(Match::outOfDate)
        .thenComparingInt(match -> sources.indexOf(match.record().ref().kind()))
        .thenComparing(comparingInt(NumberIdentification::equalDigits).reversed())
        .thenComparing(Match::lastTalk, nullsLast(reverseOrder()))
        .thenComparing(match -> match.record().name())
        .thenComparing(match -> match.record().ref().id());
  }

  private static int equalDigits(Match match) {
    return match.rule() instanceof Rule.SameLastDigits(int digits) ? digits : Integer.MAX_VALUE;
  }

  @Override
  public void deny(PhoneNumber number, RecordRef record, UserId by) {
    String identity = numbers.form(number).identity();
    if (!identity.isEmpty()) {
      store.deny(identity, record.id(), by, clock.instant());
    }
  }

  @Override
  public void withdrawDenial(PhoneNumber number, RecordRef record) {
    store.withdrawDenial(numbers.form(number).identity(), record.id());
  }
}
