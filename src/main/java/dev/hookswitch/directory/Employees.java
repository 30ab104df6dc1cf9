package dev.hookswitch.directory;

import dev.hookswitch.directory.Directory.Cursor;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Team;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.settings.OwnedLine;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Users, seen as records: the directory stores nothing about them. */
@Component
class Employees {
  private static final Comparator<Cursor> BY_NAME =
      Comparator.comparing(Cursor::nameLower).thenComparing(Cursor::id);

  private final People people;
  private final Lines lines;

  Employees(People people, Lines lines) {
    this.people = people;
    this.lines = lines;
  }

  Optional<DirectoryRecord> find(UUID id) {
    UserId user = new UserId(id);
    return people
        .find(user)
        .map(person -> record(person, lines.linesOf(user).stream().map(Line::number).toList()));
  }

  /**
   * The users of one installation are few: they are read whole.
   *
   * @param text as in {@link Directory#page}
   */
  List<DirectoryRecord> page(String text, @Nullable Cursor after, int limit) {
    Map<UserId, List<PhoneNumber>> numbers =
        lines.all().stream()
            .collect(
                Collectors.groupingBy(
                    OwnedLine::owner,
                    Collectors.mapping(owned -> owned.line().number(), Collectors.toList())));
    List<String> words = Words.of(text);
    Optional<PhoneNumber> number = PhoneNumber.typed(text);
    return people.all().stream()
        .filter(Person::enabled)
        .map(person -> record(person, numbers.getOrDefault(person.id(), List.of())))
        .filter(one -> number.isPresent() ? hasNumber(one, number.get()) : isNamed(one, words))
        .filter(one -> after == null || BY_NAME.compare(one.cursor(), after) > 0)
        .sorted(Comparator.comparing(DirectoryRecord::cursor, BY_NAME))
        .limit(limit)
        .toList();
  }

  Stream<RecordSummary> search(String text, int limit) {
    return PhoneNumber.typed(text).isPresent()
        ? page(text, null, limit).stream().map(DirectoryRecord::summary)
        : people.search(text, limit).stream().map(Employees::summary);
  }

  Stream<RecordSummary> summaries(Collection<UUID> ids) {
    Set<UserId> users = ids.stream().map(UserId::new).collect(Collectors.toSet());
    return users.isEmpty()
        ? Stream.empty()
        : people.findAll(users).values().stream().map(Employees::summary);
  }

  private static boolean isNamed(DirectoryRecord employee, List<String> wanted) {
    List<String> words = Words.of(employee.details().name());
    return wanted.stream().allMatch(word -> words.stream().anyMatch(one -> one.startsWith(word)));
  }

  private static boolean hasNumber(DirectoryRecord employee, PhoneNumber wanted) {
    return employee.communications().stream()
        .anyMatch(number -> number.typed().endsWith(wanted.dialled()));
  }

  private static DirectoryRecord record(Person person, List<PhoneNumber> numbers) {
    RecordSummary summary = summary(person);
    return new DirectoryRecord(
        summary.ref(),
        summary.second(),
        new RecordDetails(
            RecordRef.EMPLOYEE,
            person.name(),
            null,
            null,
            null,
            "",
            "",
            "",
            numbers.stream()
                .map(number -> new Communication(NumberType.WORK, number.dialled(), false))
                .toList()),
        person.version());
  }

  private static RecordSummary summary(Person person) {
    return new RecordSummary(
        new RecordRef(RecordRef.EMPLOYEE, person.id().value()),
        person.name(),
        person.teams().stream().map(Team::name).collect(Collectors.joining(", ")));
  }
}
