package dev.hookswitch.directory;

import dev.hookswitch.directory.DirectoryRefused.Problem;
import dev.hookswitch.directory.store.ImportStore;
import dev.hookswitch.directory.store.ImportStore.NameKey;
import dev.hookswitch.directory.store.RecordStore;
import dev.hookswitch.directory.store.StoredNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.ProvisioningEntry;
import dev.hookswitch.settings.ProvisioningProblem.Kind;
import dev.hookswitch.settings.ProvisioningSection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Records in the provisioning file, a list for each kind. A record is known by its name and its
 * account; a file adds what is missing and changes what differs, and takes no number away.
 */
@Component
class RecordProvisioning {
  private static final int PAGE = 500;
  private static final Set<String> NUMBER_KEYS = Set.of("type", "number", "outOfDate");

  private final RecordStore records;
  private final ImportStore store;
  private final RecordCheck check;
  private final Directory directory;
  private final People people;
  private final Clock clock;

  RecordProvisioning(
      RecordStore records,
      ImportStore store,
      RecordCheck check,
      Directory directory,
      People people,
      Clock clock) {
    this.records = records;
    this.store = store;
    this.check = check;
    this.directory = directory;
    this.people = people;
    this.clock = clock;
  }

  /**
   * An entry as it stands in the file; what is null is not spoken of, and stays as it is.
   *
   * @param owner sign-in
   * @param account name; empty for none
   * @param contact name
   */
  private record Written(
      String kind,
      String name,
      @Nullable String owner,
      String account,
      @Nullable String contact,
      @Nullable String jobTitle,
      @Nullable String city,
      @Nullable String description,
      List<StoredNumber> numbers) {
    NameKey key() {
      return new NameKey(Words.lower(name), Words.lower(account));
    }
  }

  /** The section of one kind. */
  final class Section implements ProvisioningSection {
    private final String kind;
    private final String key;
    private final int order;

    Section(String kind, String key, int order) {
      this.kind = kind;
      this.key = key;
      this.order = order;
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public int order() {
      return order;
    }

    @Override
    public Plan plan(List<ProvisioningEntry> entries, Set<String> signIns) {
      List<Written> written =
          entries.stream()
              .map(entry -> read(kind, entry, signIns))
              .flatMap(Optional::stream)
              .toList();
      Map<NameKey, UUID> known = known(kind, written);
      int created = 0;
      int changed = 0;
      for (Written one : written) {
        UUID id = known.get(one.key());
        if (id == null) {
          created++;
        } else if (differs(one, directory.find(new RecordRef(kind, id)).orElseThrow())) {
          changed++;
        }
      }
      return Plan.of(created, changed, () -> written.forEach(RecordProvisioning.this::keep));
    }

    @Override
    public List<Map<String, Object>> export(int limit) {
      List<Map<String, Object>> all = new ArrayList<>();
      Map<UserId, String> signIns =
          people.all().stream().collect(Collectors.toMap(Person::id, Person::signIn));
      List<DirectoryRecord> page = directory.page(kind, "", null, PAGE);
      while (!page.isEmpty() && all.size() < limit) {
        page.forEach(record -> all.add(write(record.details(), signIns)));
        page = directory.page(kind, "", page.getLast().cursor(), PAGE);
      }
      return all;
    }
  }

  private Map<NameKey, UUID> known(String kind, List<Written> written) {
    Set<String> names = written.stream().map(one -> one.key().name()).collect(Collectors.toSet());
    return names.isEmpty() ? Map.of() : store.byName(kind, names);
  }

  private Optional<Written> read(String kind, ProvisioningEntry entry, Set<String> signIns) {
    entry.expect(
        Set.of(
            "name", "owner", "account", "contact", "jobTitle", "city", "description", "numbers"));
    Optional<String> name = entry.needed("name");
    String owner = entry.text("owner").map(text -> text.toLowerCase(Locale.ROOT)).orElse(null);
    if (owner != null && !signIns.contains(owner)) {
      entry.problem("owner", Kind.UNKNOWN_USER, owner);
    }
    List<Communication> communications = new ArrayList<>();
    for (ProvisioningEntry number : entry.list("numbers")) {
      communication(number).ifPresent(communications::add);
    }
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String jobTitle = entry.text("jobTitle").orElse(null);
    String city = entry.text("city").orElse(null);
    String description = entry.text("description").orElse(null);
    RecordCheck.Result result =
        check.check(
            new RecordDetails(
                kind,
                name.get(),
                null,
                null,
                null,
                or(jobTitle, ""),
                or(city, ""),
                or(description, ""),
                communications));
    result.problems().forEach(problem -> complain(entry, problem));
    return Optional.of(
        new Written(
            kind,
            name.get(),
            owner,
            entry.text("account").orElse(""),
            entry.text("contact").orElse(null),
            jobTitle,
            city,
            description,
            result.numbers()));
  }

  private Optional<Communication> communication(ProvisioningEntry entry) {
    entry.expect(NUMBER_KEYS);
    Map<String, NumberType> types =
        Arrays.stream(NumberType.values())
            .collect(
                Collectors.toMap(
                    type -> type.name().toLowerCase(Locale.ROOT),
                    Function.identity(),
                    (one, _) -> one,
                    LinkedHashMap::new));
    Optional<String> number = entry.needed("number");
    Optional<String> type = entry.needed("type");
    if (number.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    NumberType known = types.get(type.get());
    if (known == null) {
      entry.problem("type", Kind.EXPECTED_ONE_OF, String.join(", ", types.keySet()));
      return Optional.empty();
    }
    var communication = new Communication(known, number.get(), entry.yes("outOfDate"));
    if (check.stored(communication).isEmpty()) {
      entry.problem("number", known.phone() ? Kind.NUMBER_FORM : Kind.ADDRESS_FORM);
      return Optional.empty();
    }
    return Optional.of(communication);
  }

  /** Numbers are complained about where they stand; one that a record has twice is taken once. */
  private static void complain(ProvisioningEntry entry, Problem problem) {
    switch (problem.field()) {
      case NAME -> entry.problem("name", Kind.TOO_LONG, "250");
      case JOB_TITLE -> entry.problem("jobTitle", Kind.TOO_LONG, "250");
      case CITY -> entry.problem("city", Kind.TOO_LONG, "100");
      case DESCRIPTION -> entry.problem("description", Kind.TOO_LONG, "4000");
      case KIND, PLURAL, OWNER, ACCOUNT, CONTACT, NUMBER -> {}
    }
  }

  private void keep(Written written) {
    UUID id = known(written.kind(), List.of(written)).get(written.key());
    if (id == null) {
      RecordDetails nothing =
          new RecordDetails(
              written.kind(), written.name(), null, null, null, "", "", "", List.of());
      records.insert(details(written, nothing), written.numbers(), clock.instant());
      return;
    }
    RecordRef ref = new RecordRef(written.kind(), id);
    DirectoryRecord before = records.find(ref).orElseThrow();
    if (differs(written, before)) {
      List<StoredNumber> numbers = new ArrayList<>(records.numbersOf(ref));
      for (StoredNumber number : written.numbers()) {
        if (!RecordCheck.has(numbers, number)) {
          numbers.add(number);
        }
      }
      records.update(
          ref, before.version(), details(written, before.details()), numbers, clock.instant());
    }
  }

  /** The numbers of the result do not count: they are stored apart. */
  private RecordDetails details(Written written, RecordDetails before) {
    String owner = written.owner();
    String contact = written.contact();
    return new RecordDetails(
        written.kind(),
        written.name(),
        owner == null ? before.owner() : people.findBySignIn(owner).map(Person::id).orElse(null),
        named(RecordRef.ACCOUNT, written.account()),
        contact == null ? before.contact() : named(RecordRef.CONTACT, contact),
        or(written.jobTitle(), before.jobTitle()),
        or(written.city(), before.city()),
        or(written.description(), before.description()),
        List.of());
  }

  /** The record with that name; a new one when there is none. */
  private @Nullable RecordSummary named(String kind, String name) {
    if (name.isEmpty()) {
      return null;
    }
    RecordRef ref =
        store.byName(kind, Set.of(Words.lower(name))).entrySet().stream()
            .findFirst()
            .map(found -> new RecordRef(kind, found.getValue()))
            .orElseGet(() ->
                records.insert(
                    new RecordDetails(kind, name, null, null, null, "", "", "", List.of()),
                    List.of(),
                    clock.instant()));
    return new RecordSummary(ref, name, "");
  }

  private boolean differs(Written written, DirectoryRecord known) {
    RecordDetails details = known.details();
    List<StoredNumber> numbers = records.numbersOf(known.ref());
    String contact = written.contact();
    return ownerDiffers(written.owner(), known)
        || !or(written.jobTitle(), details.jobTitle()).equals(details.jobTitle())
        || !or(written.city(), details.city()).equals(details.city())
        || !or(written.description(), details.description()).equals(details.description())
        || (contact != null && !Words.lower(contact).equals(lowerName(details.contact())))
        || !written.numbers().stream().allMatch(number -> RecordCheck.has(numbers, number));
  }

  /** A user who is still to be made differs from every owner. */
  private boolean ownerDiffers(@Nullable String signIn, DirectoryRecord known) {
    return signIn != null
        && !Objects.equals(people.findBySignIn(signIn).map(Person::id).orElse(null), known.owner());
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static String lowerName(@Nullable RecordSummary record) {
    return record == null ? "" : Words.lower(record.name());
  }

  private static Map<String, Object> write(RecordDetails details, Map<UserId, String> signIns) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", details.name());
    put(entry, "owner", details.owner() == null ? null : signIns.get(details.owner()));
    put(entry, "account", details.account() == null ? null : details.account().name());
    put(entry, "contact", details.contact() == null ? null : details.contact().name());
    put(entry, "jobTitle", details.jobTitle());
    put(entry, "city", details.city());
    put(entry, "description", details.description());
    List<Map<String, Object>> numbers = new ArrayList<>();
    for (Communication one : details.communications()) {
      Map<String, Object> number = new LinkedHashMap<>();
      number.put("type", one.type().name().toLowerCase(Locale.ROOT));
      number.put("number", one.typed());
      if (one.outOfDate()) {
        number.put("outOfDate", true);
      }
      numbers.add(number);
    }
    if (!numbers.isEmpty()) {
      entry.put("numbers", numbers);
    }
    return entry;
  }

  private static void put(Map<String, Object> entry, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      entry.put(key, value);
    }
  }
}
