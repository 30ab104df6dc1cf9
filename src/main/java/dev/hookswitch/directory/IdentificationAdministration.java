package dev.hookswitch.directory;

import dev.hookswitch.directory.IdentificationRefused.Problem;
import dev.hookswitch.directory.store.IdentificationSettingsStore;
import dev.hookswitch.directory.store.NumberReadingStore;
import dev.hookswitch.directory.store.NumberReadingStore.StoredForm;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The settings of identification, changed by administrators. Thread-safe. */
@Service
public class IdentificationAdministration {
  private static final int PAGE = 1000;
  private static final int MOST_PREFIXES = 10;
  private static final Pattern PREFIX = Pattern.compile("[0-9]{1,4}");

  private final IdentificationSettingsStore settingsStore;
  private final NumberReadingStore store;
  private final Numbers numbers;
  private final Kinds kinds;
  private final TransactionOperations transaction;
  private final ApplicationEventPublisher events;

  /**
   * What a change did to the numbers that were stored.
   *
   * @param merged numbers that turned out to be another number of the same record
   */
  public record Outcome(long read, long changed, long merged) {
    static final Outcome NOTHING = new Outcome(0, 0, 0);

    private Outcome plus(long moreRead, long moreChanged, long moreMerged) {
      return new Outcome(read + moreRead, changed + moreChanged, merged + moreMerged);
    }
  }

  IdentificationAdministration(
      IdentificationSettingsStore settingsStore,
      NumberReadingStore store,
      Numbers numbers,
      Kinds kinds,
      TransactionOperations transaction,
      ApplicationEventPublisher events) {
    this.settingsStore = settingsStore;
    this.store = store;
    this.numbers = numbers;
    this.kinds = kinds;
    this.transaction = transaction;
    this.events = events;
  }

  /** ISO 3166 codes of the countries whose numbers are known. */
  public static Set<String> regions() {
    return NumberReader.regions();
  }

  /**
   * Keeps the settings. When numbers are read in another way by them, all stored numbers are read
   * anew with it: all of them or, when anything fails, none, and the settings stay as they were.
   * That takes some seconds for each million; meanwhile everybody is identified as before.
   *
   * @param progress told how many numbers were read so far, on the calling thread
   * @throws AccessDeniedException unless an administrator asks
   * @throws IdentificationRefused with every problem found
   */
  public Outcome change(Person by, IdentificationSettings settings, LongConsumer progress) {
    if (!by.is(Role.ADMINISTRATOR)) {
      throw new AccessDeniedException(by.signIn() + " may not change settings");
    }
    check(settings);
    var reader = new NumberReader(settings);
    Optional<Outcome> outcome =
        Objects.requireNonNull(
            transaction.execute(_ -> {
              IdentificationSettings before = settingsStore.lock();
              settingsStore.save(settings);
              return before.readsLike(settings)
                  ? Optional.<Outcome>empty()
                  : Optional.of(readAnew(reader, progress));
            }));
    numbers.use(settings);
    if (outcome.isEmpty()) {
      return Outcome.NOTHING;
    }
    // What somebody stored meanwhile was still read in the old way.
    transaction.executeWithoutResult(_ -> readAnew(reader, _ -> {}));
    events.publishEvent(new NumbersReadAnew());
    return outcome.get();
  }

  private void check(IdentificationSettings settings) {
    var problems = EnumSet.noneOf(Problem.class);
    String region = settings.defaultRegion();
    if (region != null && !regions().contains(region)) {
      problems.add(Problem.REGION_UNKNOWN);
    }
    int search = settings.searchNumberLength();
    if (search < IdentificationSettings.LEAST_SEARCH
        || search > IdentificationSettings.MOST_SEARCH) {
      problems.add(Problem.SEARCH_LENGTH);
    }
    if (settings.internalNumberLength() < 0 || settings.internalNumberLength() >= search) {
      problems.add(Problem.INTERNAL_LENGTH);
    }
    if (!each(settings.outsidePrefixes())
        || settings.outsidePrefixes().size() > MOST_PREFIXES
        || !settings.outsidePrefixes().stream().allMatch(PREFIX.asMatchPredicate())) {
      problems.add(Problem.PREFIX_FORM);
    }
    if (settings.sources().isEmpty()
        || !each(settings.sources())
        || !sources().containsAll(settings.sources())) {
      problems.add(Problem.SOURCES);
    }
    if (!problems.isEmpty()) {
      throw new IdentificationRefused(problems);
    }
  }

  /** Codes of everything that can be looked in: the kinds of records, and employees. */
  public List<String> sources() {
    List<String> codes = new ArrayList<>(List.of(RecordRef.EMPLOYEE));
    kinds.all().stream()
        .map(RecordKind::code)
        .filter(code -> !code.equals(RecordRef.EMPLOYEE))
        .forEach(codes::add);
    return codes;
  }

  private static boolean each(Collection<String> words) {
    return Set.copyOf(words).size() == words.size();
  }

  private Outcome readAnew(NumberReader reader, LongConsumer progress) {
    Outcome outcome = Outcome.NOTHING;
    UUID after = null;
    while (true) {
      List<StoredForm> page = store.page(after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      after = page.getLast().record();
      outcome = readAnew(reader, page, outcome);
      progress.accept(outcome.read());
    }
    store.rewriteDenials(identity -> reader.form(identity).identity());
    return outcome;
  }

  private Outcome readAnew(NumberReader reader, List<StoredForm> page, Outcome before) {
    List<StoredForm> changed = new ArrayList<>();
    List<UUID> merged = new ArrayList<>();
    Map<UUID, Set<String>> taken = new HashMap<>();
    for (StoredForm number : page) {
      NumberForm form = number.address() ? number.form() : reader.form(number.typed());
      if (form.equals(NumberForm.NONE)) {
        form = number.form();
      }
      Set<String> ofRecord = taken.computeIfAbsent(number.record(), _ -> new HashSet<>());
      if (!ofRecord.add(form.identity())) {
        merged.add(number.id());
      } else if (!form.equals(number.form())) {
        changed.add(number.with(form));
      }
    }
    store.delete(merged);
    store.update(changed);
    return before.plus(page.size(), changed.size(), merged.size());
  }
}
