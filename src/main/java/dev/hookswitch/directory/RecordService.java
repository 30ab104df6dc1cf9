package dev.hookswitch.directory;

import dev.hookswitch.directory.DirectoryRefused.Problem;
import dev.hookswitch.directory.DirectoryRefused.Reason;
import dev.hookswitch.directory.store.RecordStore;
import dev.hookswitch.directory.store.StoredNumber;
import dev.hookswitch.directory.store.Wanted;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
class RecordService implements Directory {
  /** With as many digits two notations of one number meet: +44 20 … and 020 …. */
  private static final int TELLING_DIGITS = 9;

  private static final Pattern INTERNATIONAL = Pattern.compile("\\+\\d+");

  private final RecordStore store;
  private final Kinds kinds;
  private final Employees employees;
  private final RecordCheck check;
  private final Numbers numbers;
  private final People people;
  private final Clock clock;

  RecordService(
      RecordStore store,
      Kinds kinds,
      Employees employees,
      RecordCheck check,
      Numbers numbers,
      People people,
      Clock clock) {
    this.store = store;
    this.kinds = kinds;
    this.employees = employees;
    this.check = check;
    this.numbers = numbers;
    this.people = people;
    this.clock = clock;
  }

  @Override
  public List<RecordKind> kinds() {
    return kinds.all();
  }

  @Override
  public Optional<DirectoryRecord> find(RecordRef ref) {
    return isEmployee(ref) ? employees.find(ref.id()) : store.find(ref);
  }

  @Override
  public List<DirectoryRecord> page(String kind, String text, @Nullable Cursor after, int limit) {
    return kind.equals(RecordRef.EMPLOYEE)
        ? employees.page(text, after, limit)
        : store.page(kind, wanted(text), after, limit);
  }

  @Override
  public List<DirectoryRecord> under(RecordRef ref, int limit) {
    return isEmployee(ref) ? List.of() : store.under(ref.id(), limit);
  }

  @Override
  public List<RecordSummary> search(String text, Collection<String> kinds, int limit) {
    Wanted wanted = wanted(text);
    if (wanted instanceof Wanted.Everything) {
      return List.of();
    }
    boolean all = kinds.isEmpty();
    List<String> stored = kinds.stream().filter(kind -> !kind.equals(RecordRef.EMPLOYEE)).toList();
    Stream<RecordSummary> records =
        all || !stored.isEmpty() ? store.search(wanted, stored, limit).stream() : Stream.empty();
    Stream<RecordSummary> users =
        all || stored.size() < kinds.size() ? employees.search(text, limit) : Stream.empty();
    return Stream.concat(records, users)
        .sorted(Comparator.comparing(found -> Words.lower(found.name())))
        .limit(limit)
        .toList();
  }

  @Override
  public Map<RecordRef, RecordSummary> summaries(Collection<RecordRef> refs) {
    List<UUID> users = refs.stream().filter(RecordService::isEmployee).map(RecordRef::id).toList();
    List<UUID> records =
        refs.stream().filter(ref -> !isEmployee(ref)).map(RecordRef::id).distinct().toList();
    Map<RecordRef, RecordSummary> found = new HashMap<>();
    Stream.concat(employees.summaries(users), store.summaries(records).stream())
        .forEach(summary -> found.put(summary.ref(), summary));
    return found;
  }

  @Override
  public List<RecordRef> belongingTo(RecordRef ref) {
    return isEmployee(ref)
        ? List.of()
        : store.accountOf(ref).stream().map(id -> new RecordRef(RecordRef.ACCOUNT, id)).toList();
  }

  @Override
  public Set<Right> rights(Person by, DirectoryRecord record) {
    if (isEmployee(record.ref())) {
      return Set.of();
    }
    UserId owner = record.owner();
    if (owner == null) {
      return by.is(Role.ADMINISTRATOR) ? EnumSet.allOf(Right.class) : Set.of(Right.CHANGE);
    }
    return people.sees(by, owner) ? EnumSet.allOf(Right.class) : Set.of();
  }

  @Override
  @Transactional
  public RecordRef create(Person by, RecordDetails details) {
    RecordDetails clean = RecordCheck.clean(details);
    RecordRef ref = store.insert(clean, checked(clean), clock.instant());
    return ref;
  }

  @Override
  @Transactional
  public void update(Person by, RecordRef ref, long version, RecordDetails details) {
    DirectoryRecord before = store.find(ref).orElseThrow(() -> changedMeanwhile(ref));
    require(by, Right.CHANGE, before);
    if (!details.kind().equals(ref.kind())) {
      throw new IllegalArgumentException(
          "%s cannot become a %s (expected: the kind that it has)".formatted(ref, details.kind()));
    }
    RecordDetails clean = RecordCheck.clean(details);
    if (clean.account() != null && clean.account().ref().equals(ref)) {
      throw new DirectoryRefused(Reason.ACCOUNT_UNKNOWN, clean.account().name());
    }
    if (!store.update(ref, version, clean, checked(clean), clock.instant())) {
      throw changedMeanwhile(ref);
    }
  }

  @Override
  @Transactional
  public void delete(Person by, RecordRef ref) {
    store
        .find(ref)
        .ifPresent(record -> {
          require(by, Right.DELETE, record);
          store.delete(ref);
        });
  }

  @Override
  @Transactional
  public boolean addNumber(RecordRef ref, String typed, NumberType type) {
    Communication added = new Communication(type, typed.strip(), false);
    StoredNumber number =
        check
            .stored(added)
            .orElseThrow(() -> new DirectoryRefused(RecordCheck.formOf(type), typed));
    if (!store.lock(ref)) {
      return false;
    }
    List<StoredNumber> known = store.numbersOf(ref);
    if (RecordCheck.has(known, number)) {
      return false;
    }
    store.addNumber(ref, known.size(), number, clock.instant());
    return true;
  }

  private List<StoredNumber> checked(RecordDetails details) {
    RecordCheck.Result result = check.check(details);
    List<Problem> problems = result.problems();
    if (kinds.find(details.kind()).isEmpty()) {
      problems.add(new Problem(Reason.KIND_UNKNOWN, details.kind()));
    }
    UserId owner = details.owner();
    if (owner != null && people.find(owner).isEmpty()) {
      problems.add(new Problem(Reason.OWNER_UNKNOWN, owner.toString()));
    }
    unknown(details.account(), RecordRef.ACCOUNT, Reason.ACCOUNT_UNKNOWN).ifPresent(problems::add);
    unknown(details.contact(), RecordRef.CONTACT, Reason.CONTACT_UNKNOWN).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new DirectoryRefused(problems);
    }
    return result.numbers();
  }

  private Optional<Problem> unknown(@Nullable RecordSummary named, String kind, Reason reason) {
    return Optional.ofNullable(named)
        .filter(one -> !one.ref().kind().equals(kind) || store.find(one.ref()).isEmpty())
        .map(one -> new Problem(reason, Objects.toString(one.name())));
  }

  private void require(Person by, Right right, DirectoryRecord record) {
    if (!rights(by, record).contains(right)) {
      throw new AccessDeniedException(
          "%s may not %s %s".formatted(by.signIn(), right, record.ref()));
    }
  }

  private Wanted wanted(String text) {
    String typed = text.strip();
    Optional<PhoneNumber> number = PhoneNumber.typed(typed);
    if (number.isPresent()) {
      String dialled = number.get().dialled();
      String reversed = numbers.form(number.get()).reversed();
      if (INTERNATIONAL.matcher(dialled).matches()) {
        return new Wanted.BeginningWith(dialled);
      }
      if (!reversed.isEmpty()) {
        return new Wanted.EndingWith(
            reversed.substring(0, Math.min(reversed.length(), TELLING_DIGITS)));
      }
    }
    List<String> words = Words.of(typed);
    return words.isEmpty() ? new Wanted.Everything() : new Wanted.Named(words);
  }

  private static boolean isEmployee(RecordRef ref) {
    return ref.kind().equals(RecordRef.EMPLOYEE);
  }

  private static OptimisticLockingFailureException changedMeanwhile(RecordRef ref) {
    return new OptimisticLockingFailureException(ref + " was changed meanwhile");
  }
}
