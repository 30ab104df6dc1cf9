package dev.hookswitch.settings;

import com.fasterxml.uuid.Generators;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineDirectory;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.LineRefused.Problem;
import dev.hookswitch.settings.store.LineRow;
import dev.hookswitch.settings.store.LineStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which lines exist and whose they are. What changes them asks for an administrator and throws
 * {@link org.springframework.security.access.AccessDeniedException} for anybody else. Safe for use
 * by many threads.
 */
@Service
@Transactional(readOnly = true)
public class Lines implements LineDirectory {
  private static final String ADMINISTRATOR = "hasRole('ADMINISTRATOR')";

  private final LineStore store;
  private final People people;
  private final ObjectProvider<PhoneSystem> phoneSystems;
  private final SystemSettings systemSettings;
  private final ApplicationEventPublisher events;

  Lines(
      LineStore store,
      People people,
      // Asked when needed: a phone system may itself ask for the directory of lines.
      ObjectProvider<PhoneSystem> phoneSystems,
      SystemSettings systemSettings,
      ApplicationEventPublisher events) {
    this.store = store;
    this.people = people;
    this.phoneSystems = phoneSystems;
    this.systemSettings = systemSettings;
    this.events = events;
  }

  @Override
  public Optional<Line> lineOf(String system, PhoneNumber number) {
    return store
        .bySystemAndNumber(system, number.dialled())
        .flatMap(this::owned)
        .map(owned -> ready(owned.line()));
  }

  public Optional<OwnedLine> find(LineId line) {
    return store.byId(line).flatMap(this::owned);
  }

  public Optional<UserId> ownerOf(LineId line) {
    return store.ownerOf(line);
  }

  /** The numbers of all lines, by owner; without parameters and secrets, so it is cheap. */
  public List<OwnedNumber> numbers() {
    return store.numbers();
  }

  /** In the order in which they are offered, ready to be opened. */
  public List<Line> linesOf(UserId user) {
    return people
        .find(user)
        .map(owner -> {
          Map<String, Map<String, String>> settings = systemSettings.bySystem();
          return store.ofUser(user).stream()
              .map(row -> with(settings.getOrDefault(row.system(), Map.of()), line(row, owner)))
              .toList();
        })
        .orElse(List.of());
  }

  /** Every line on one phone system with its owner, by number. */
  public List<OwnedLine> onSystem(String system) {
    List<LineRow> rows = store.onSystem(system);
    Map<UserId, Person> owners =
        people.findAll(rows.stream().map(LineRow::owner).collect(Collectors.toSet()));
    return rows.stream().map(row -> owned(row, owners)).flatMap(Optional::stream).toList();
  }

  /** The numbers of all lines on one phone system. */
  public Set<String> numbersOn(String system) {
    return store.numbersOn(system);
  }

  /**
   * What a line on the phone system may be told: what the phone system asks for, then what every
   * line may say of its use. Empty when the phone system is not there.
   */
  public List<PhoneSetting> settingsOf(String system) {
    return system(system)
        .map(there ->
            Stream.concat(
                    there.settings().stream(),
                    Arrays.stream(LineOption.values()).map(LineOption::setting))
                .toList())
        .orElse(List.of());
  }

  /** Whether the phone system has such numbers; one that is not there has any. */
  boolean takes(String system, PhoneNumber number) {
    return system(system).filter(there -> !there.takes(number)).isEmpty();
  }

  private Optional<PhoneSystem> system(String id) {
    return phoneSystems.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** The line as it is opened: what it does not say the system settings do. */
  Line ready(Line line) {
    return with(systemSettings.of(line.system()), line);
  }

  /**
   * A line that is not kept, as it would be opened, without the name of its owner.
   *
   * @param known the line whose stored secrets count where none are named; null for a new one
   */
  Line draft(LineId id, @Nullable LineId known, LineDetails details) {
    Map<String, String> stored =
        known == null ? Map.of() : store.byId(known).map(LineRow::secrets).orElse(Map.of());
    return draft(id, stored, details, systemSettings.of(details.system()));
  }

  /** The same of several new lines on one phone system. */
  List<Line> drafts(LineId id, String system, List<LineDetails> details) {
    Map<String, String> ofSystem = systemSettings.of(system);
    return details.stream().map(each -> draft(id, Map.of(), each, ofSystem)).toList();
  }

  private static Line draft(
      LineId id, Map<String, String> stored, LineDetails details, Map<String, String> ofSystem) {
    Map<String, String> parameters = new HashMap<>(ofSystem);
    parameters.putAll(stored);
    parameters.putAll(details.parameters());
    parameters.putAll(details.secrets());
    PhoneNumber number = PhoneNumber.typed(details.number()).orElse(PhoneNumber.WITHHELD);
    return new Line(id, details.system(), number, "", parameters);
  }

  private static Line with(Map<String, String> ofSystem, Line line) {
    if (ofSystem.isEmpty()) {
      return line;
    }
    Map<String, String> parameters = new HashMap<>(ofSystem);
    parameters.putAll(line.parameters());
    return new Line(line.id(), line.system(), line.number(), line.name(), parameters);
  }

  /** The lines of several users on one phone system, by owner, ready to be opened. */
  public List<OwnedLine> linesOf(Collection<UserId> users, String system) {
    List<LineRow> rows = store.ofUsers(users, system);
    Map<UserId, Person> owners = people.findAll(users);
    Map<String, String> settings = systemSettings.of(system);
    return rows.stream()
        .map(row -> owned(row, owners))
        .flatMap(Optional::stream)
        .map(owned -> new OwnedLine(with(settings, owned.line()), owned.owner(), owned.version()))
        .toList();
  }

  /** Every line with its owner, by owner and then in the order in which they are offered. */
  public List<OwnedLine> all() {
    List<LineRow> rows = store.all();
    Map<UserId, Person> owners =
        people.findAll(rows.stream().map(LineRow::owner).collect(Collectors.toSet()));
    return rows.stream().map(row -> owned(row, owners)).flatMap(Optional::stream).toList();
  }

  /** Ids of the phone systems that a line may stand on. */
  public SortedSet<String> systems() {
    return phoneSystems.stream()
        .map(PhoneSystem::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of the secrets that are stored for a line; their values stay where they are. */
  @PreAuthorize(ADMINISTRATOR)
  public Map<LineId, Set<String>> secretNames() {
    return store.secretNames();
  }

  /**
   * @throws LineRefused with every problem found
   */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public LineId create(LineDetails details) {
    return insert(details, checked(null, details));
  }

  /**
   * All of them or none.
   *
   * @throws LinesRefused with every problem found
   */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public List<LineId> createAll(List<LineDetails> details) {
    List<String> numbers = checked(details);
    return IntStream.range(0, details.size())
        .mapToObj(at -> insert(details.get(at), numbers.get(at)))
        .toList();
  }

  private LineId insert(LineDetails details, String number) {
    LineId id = new LineId(Generators.timeBasedEpochGenerator().generate());
    store.insert(id, details, number);
    events.publishEvent(new LinesChanged(details.owner()));
    return id;
  }

  /**
   * Says whether {@link #createAll} would refuse them.
   *
   * @throws LinesRefused with every problem found
   */
  void check(List<LineDetails> details) {
    checked(details);
  }

  /**
   * Says whether {@link #update} would refuse it.
   *
   * @throws LineRefused with every problem found
   */
  void check(LineId id, LineDetails details) {
    checked(id, details);
  }

  /**
   * @param version of the {@link OwnedLine} that was edited
   * @throws LineRefused with every problem found
   * @throws org.springframework.dao.OptimisticLockingFailureException when the line was changed
   *     meanwhile
   */
  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void update(LineId id, long version, LineDetails details) {
    String number = checked(id, details);
    Optional<UserId> before = store.ownerOf(id);
    store.update(id, version, details, number);
    before
        .filter(owner -> !owner.equals(details.owner()))
        .ifPresent(owner -> events.publishEvent(new LinesChanged(owner)));
    events.publishEvent(new LinesChanged(details.owner()));
  }

  @Transactional
  @PreAuthorize(ADMINISTRATOR)
  public void delete(LineId id) {
    Optional<UserId> owner = store.ownerOf(id);
    store.delete(id);
    owner.ifPresent(user -> events.publishEvent(new LinesChanged(user)));
  }

  /** The number without decoration. */
  private String checked(@Nullable LineId self, LineDetails details) {
    Optional<PhoneNumber> number = PhoneNumber.typed(details.number());
    boolean taken =
        number
            .flatMap(typed -> store.bySystemAndNumber(details.system(), typed.dialled()))
            .filter(other -> !other.id().equals(self))
            .isPresent();
    return checked(details, taken);
  }

  /** As above, of new lines, with one look at the numbers that are taken. */
  private List<String> checked(List<LineDetails> details) {
    Map<String, Set<String>> taken = new HashMap<>();
    Map<String, LineRefused> refused = new HashMap<>();
    List<String> numbers = new ArrayList<>();
    for (LineDetails each : details) {
      Set<String> takenThere =
          taken.computeIfAbsent(each.system(), system -> new HashSet<>(store.numbersOn(system)));
      Optional<String> number = PhoneNumber.typed(each.number()).map(PhoneNumber::dialled);
      try {
        numbers.add(checked(each, number.filter(takenThere::contains).isPresent()));
      } catch (LineRefused why) {
        refused.put(each.number(), why);
      }
      number.ifPresent(takenThere::add);
    }
    if (!refused.isEmpty()) {
      throw new LinesRefused(refused);
    }
    return numbers;
  }

  private String checked(LineDetails details, boolean taken) {
    EnumSet<Problem> problems = EnumSet.noneOf(Problem.class);
    Optional<PhoneSystem> system = system(details.system());
    if (system.isEmpty()) {
      problems.add(Problem.SYSTEM_UNKNOWN);
    }
    Optional<PhoneNumber> number = PhoneNumber.typed(details.number());
    if (number.isEmpty()) {
      problems.add(Problem.NUMBER_FORM);
    } else if (!takes(details.system(), number.get())) {
      problems.add(Problem.NUMBER_NOT_HERE);
    } else if (taken) {
      problems.add(Problem.NUMBER_TAKEN);
    }
    if (!wellFormed(details.parameters(), details.secrets())) {
      problems.add(Problem.PARAMETERS);
    }
    Map<String, SystemSettingsRefused.Problem> values =
        problemsOf(details.system(), details.parameters());
    if (!problems.isEmpty() || !values.isEmpty()) {
      throw new LineRefused(problems, values);
    }
    return number.orElseThrow().dialled();
  }

  /** What is wrong with the values of parameters that the phone system asks for, by code. */
  Map<String, SystemSettingsRefused.Problem> problemsOf(
      String system, Map<String, String> parameters) {
    Map<String, SystemSettingsRefused.Problem> problems = new LinkedHashMap<>();
    for (PhoneSetting setting : settingsOf(system)) {
      String value = parameters.getOrDefault(setting.code(), "");
      SettingValues.problem(setting, value)
          .ifPresent(problem -> problems.put(setting.code(), problem));
    }
    return problems;
  }

  static boolean wellFormed(Map<String, String> parameters, Map<String, String> secrets) {
    return wellFormed(parameters)
        && wellFormed(secrets)
        && Collections.disjoint(parameters.keySet(), secrets.keySet());
  }

  private static boolean wellFormed(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .allMatch(entry ->
            !entry.getKey().isBlank()
                && entry.getKey().length() <= LineStore.LONGEST_NAME
                && entry.getValue().length() <= LineStore.LONGEST_VALUE);
  }

  private Optional<OwnedLine> owned(LineRow row) {
    return people
        .find(row.owner())
        .map(owner -> new OwnedLine(line(row, owner), row.owner(), row.version()));
  }

  private Optional<OwnedLine> owned(LineRow row, Map<UserId, Person> owners) {
    return Optional.ofNullable(owners.get(row.owner()))
        .map(owner -> new OwnedLine(line(row, owner), row.owner(), row.version()));
  }

  private static Line line(LineRow row, Person owner) {
    Map<String, String> all = new HashMap<>(row.parameters());
    all.putAll(row.secrets());
    return new Line(row.id(), row.system(), new PhoneNumber(row.number()), owner.name(), all);
  }
}
