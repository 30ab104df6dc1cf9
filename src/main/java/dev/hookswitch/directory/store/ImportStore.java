package dev.hookswitch.directory.store;

import static dev.hookswitch.directory.store.generated.Tables.COMMUNICATION;
import static dev.hookswitch.directory.store.generated.Tables.DIRECTORY_RECORD;
import static dev.hookswitch.directory.store.generated.Tables.RECORD_WORD;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.Words;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Many records at once: every method takes a few statements, however many records it is given. */
@Repository
public class ImportStore {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  private final DSLContext db;
  private final NumberStore numbers;

  ImportStore(DSLContext db, NumberStore numbers) {
    this.db = db;
    this.numbers = numbers;
  }

  /**
   * A record that is not there yet.
   *
   * @param account null for none
   */
  public record NewRecord(
      UUID id,
      String kind,
      String name,
      @Nullable UserId owner,
      @Nullable UUID account,
      String jobTitle,
      String city,
      String description,
      List<StoredNumber> numbers) {
    public NewRecord {
      numbers = List.copyOf(numbers);
    }
  }

  /**
   * A name, and the account beside it, both in lower case.
   *
   * @param account empty for none
   */
  public record NameKey(String name, String account) {}

  public static UUID nextId() {
    return IDS.generate();
  }

  /** Which records of a kind have these numbers and addresses. */
  public Map<String, UUID> byIdentity(String kind, Collection<String> identities) {
    Map<String, UUID> found = new HashMap<>();
    if (identities.isEmpty()) {
      return found;
    }
    // Two queries and not a join: H2 would begin with all records of the kind.
    var numbers =
        db.select(COMMUNICATION.IDENTITY, COMMUNICATION.RECORD_ID)
            .from(COMMUNICATION)
            .where(COMMUNICATION.IDENTITY.in(written(identities)))
            .orderBy(COMMUNICATION.RECORD_ID)
            .fetch();
    if (numbers.isEmpty()) {
      return found;
    }
    Set<UUID> ofKind =
        db.select(DIRECTORY_RECORD.ID)
            .from(DIRECTORY_RECORD)
            .where(
                DIRECTORY_RECORD.ID.in(numbers.intoSet(COMMUNICATION.RECORD_ID)),
                DIRECTORY_RECORD.KIND.eq(kind))
            .fetchSet(DIRECTORY_RECORD.ID);
    numbers.stream()
        .filter(row -> ofKind.contains(row.value2()))
        .forEach(row -> found.putIfAbsent(row.value1(), row.value2()));
    return found;
  }

  /** Which records of a kind have these names. */
  public Map<NameKey, UUID> byName(String kind, Collection<String> lowerCase) {
    Map<NameKey, UUID> found = new HashMap<>();
    if (lowerCase.isEmpty()) {
      return found;
    }
    // The kind is compared here: with it in the query, H2 would choose the index of the lists and
    // read all records of the kind.
    var records =
        db
            .select(
                DIRECTORY_RECORD.ID,
                DIRECTORY_RECORD.KIND,
                DIRECTORY_RECORD.NAME_LOWER,
                DIRECTORY_RECORD.ACCOUNT_ID)
            .from(DIRECTORY_RECORD)
            .where(DIRECTORY_RECORD.NAME_LOWER.in(written(lowerCase)))
            .orderBy(DIRECTORY_RECORD.ID)
            .fetch()
            .stream()
            .filter(row -> row.value2().equals(kind))
            .toList();
    Map<UUID, String> accounts =
        names(
            records.stream()
                .map(row -> row.value4())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    records.forEach(row ->
        found.putIfAbsent(
            new NameKey(
                row.value3(), row.value4() == null ? "" : accounts.getOrDefault(row.value4(), "")),
            row.value1()));
    return found;
  }

  private Map<UUID, String> names(Set<UUID> records) {
    return records.isEmpty()
        ? Map.of()
        : db.select(DIRECTORY_RECORD.ID, DIRECTORY_RECORD.NAME_LOWER)
            .from(DIRECTORY_RECORD)
            .where(DIRECTORY_RECORD.ID.in(records))
            .fetchMap(DIRECTORY_RECORD.ID, DIRECTORY_RECORD.NAME_LOWER);
  }

  /**
   * Values as a part of the statement. Behind parameters PostgreSQL would plan for any values, and
   * compare each row that an import has written with each of them.
   */
  private static List<Param<String>> written(Collection<String> values) {
    return values.stream().map(DSL::inline).toList();
  }

  public Map<UUID, List<StoredNumber>> numbersOf(Collection<UUID> records) {
    return numbers.of(records);
  }

  public void insert(List<NewRecord> records, Instant now) {
    if (records.isEmpty()) {
      return;
    }
    OffsetDateTime at = now.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    insertAccountsFirst(records, at);
    var words =
        db.batch(
            db.insertInto(RECORD_WORD, RECORD_WORD.WORD, RECORD_WORD.RECORD_ID)
                .values((byte[]) null, null));
    Map<UUID, List<StoredNumber>> numbers = new HashMap<>();
    for (NewRecord record : records) {
      for (String word : Words.of(record.name())) {
        words = words.bind(WordRange.bytes(word), record.id());
      }
      numbers.put(record.id(), record.numbers());
    }
    if (words.size() > 0) {
      words.execute();
    }
    this.numbers.insert(numbers, Map.of());
  }

  /** Adds numbers to records, as changes of the records. */
  public void addNumbers(
      Map<UUID, List<StoredNumber>> numbers, Map<UUID, Integer> positions, Instant now) {
    if (numbers.isEmpty()) {
      return;
    }
    db.update(DIRECTORY_RECORD)
        .set(DIRECTORY_RECORD.VERSION, DIRECTORY_RECORD.VERSION.plus(1))
        .set(
            DIRECTORY_RECORD.CHANGED_AT,
            now.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
        .where(DIRECTORY_RECORD.ID.in(numbers.keySet()))
        .execute();
    this.numbers.insert(numbers, positions);
  }

  /** Contacts refer to accounts of the same batch. */
  private void insertAccountsFirst(List<NewRecord> records, OffsetDateTime at) {
    var accounts = new ArrayList<NewRecord>();
    var others = new ArrayList<NewRecord>();
    records.forEach(one -> (one.kind().equals(RecordRef.ACCOUNT) ? accounts : others).add(one));
    insertRows(accounts, at);
    insertRows(others, at);
  }

  private void insertRows(List<NewRecord> records, OffsetDateTime at) {
    if (records.isEmpty()) {
      return;
    }
    BatchBindStep rows =
        db.batch(
            db.insertInto(
                    DIRECTORY_RECORD,
                    DIRECTORY_RECORD.ID,
                    DIRECTORY_RECORD.KIND,
                    DIRECTORY_RECORD.NAME,
                    DIRECTORY_RECORD.NAME_LOWER,
                    DIRECTORY_RECORD.OWNER_ID,
                    DIRECTORY_RECORD.ACCOUNT_ID,
                    DIRECTORY_RECORD.JOB_TITLE,
                    DIRECTORY_RECORD.CITY,
                    DIRECTORY_RECORD.DESCRIPTION,
                    DIRECTORY_RECORD.CREATED_AT,
                    DIRECTORY_RECORD.CHANGED_AT,
                    DIRECTORY_RECORD.VERSION)
                .values(
                    (UUID) null, null, null, null, null, null, null, null, null, null, null, null));
    for (NewRecord record : records) {
      rows =
          rows.bind(
              record.id(),
              record.kind(),
              record.name(),
              Words.lower(record.name()),
              record.owner() == null ? null : record.owner().value(),
              record.account(),
              record.jobTitle(),
              record.city(),
              record.description(),
              at,
              at,
              0L);
    }
    rows.execute();
  }
}
