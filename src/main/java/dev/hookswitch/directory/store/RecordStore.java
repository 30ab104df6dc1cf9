package dev.hookswitch.directory.store;

import static dev.hookswitch.directory.store.generated.Tables.COMMUNICATION;
import static dev.hookswitch.directory.store.generated.Tables.DIRECTORY_RECORD;
import static dev.hookswitch.directory.store.generated.Tables.NUMBER_DENIAL;
import static dev.hookswitch.directory.store.generated.Tables.RECORD_WORD;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory.Cursor;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.directory.Words;
import dev.hookswitch.directory.store.generated.tables.records.DirectoryRecordRecord;
import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectSeekStep2;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Records and their numbers in the database. Reading any number of records takes two queries. */
@Repository
public class RecordStore {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

  private static final dev.hookswitch.directory.store.generated.tables.DirectoryRecord ACCOUNT =
      DIRECTORY_RECORD.as("account");
  private static final dev.hookswitch.directory.store.generated.tables.DirectoryRecord CONTACT =
      DIRECTORY_RECORD.as("contact");

  private static final Field<String> SECOND =
      NumberStore.second(DIRECTORY_RECORD, ACCOUNT.NAME).as("second");
  private static final Field<String> SECOND_OF_CONTACT =
      NumberStore.second(CONTACT, inline(null, SQLDataType.VARCHAR)).as("second_of_contact");

  private final DSLContext db;
  private final NumberStore numbers;

  RecordStore(DSLContext db, NumberStore numbers) {
    this.db = db;
    this.numbers = numbers;
  }

  public Optional<DirectoryRecord> find(RecordRef ref) {
    return withNumbers(
            records(DIRECTORY_RECORD.ID.eq(ref.id()).and(DIRECTORY_RECORD.KIND.eq(ref.kind())))
                .fetch())
        .stream()
        .findFirst();
  }

  public List<DirectoryRecord> page(String kind, Wanted wanted, @Nullable Cursor after, int limit) {
    var byName = records(DIRECTORY_RECORD.KIND.eq(kind).and(condition(wanted)));
    return withNumbers(
        (after == null
                ? byName.limit(limit)
                : byName.seek(after.nameLower(), after.id()).limit(limit))
            .fetch());
  }

  public List<DirectoryRecord> under(UUID record, int limit) {
    return withNumbers(
        records(DIRECTORY_RECORD.ACCOUNT_ID.eq(record).or(DIRECTORY_RECORD.CONTACT_ID.eq(record)))
            .limit(limit)
            .fetch());
  }

  public List<RecordSummary> search(Wanted wanted, Collection<String> kinds, int limit) {
    Condition ofKinds = kinds.isEmpty() ? noCondition() : DIRECTORY_RECORD.KIND.in(kinds);
    return records(ofKinds.and(condition(wanted))).limit(limit).fetch(RecordStore::summary);
  }

  public List<RecordSummary> summaries(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : records(DIRECTORY_RECORD.ID.in(ids)).fetch(RecordStore::summary);
  }

  public Optional<UUID> accountOf(RecordRef ref) {
    return db.select(DIRECTORY_RECORD.ACCOUNT_ID)
        .from(DIRECTORY_RECORD)
        .where(
            DIRECTORY_RECORD.ID.eq(ref.id()),
            DIRECTORY_RECORD.KIND.eq(ref.kind()),
            DIRECTORY_RECORD.ACCOUNT_ID.isNotNull())
        .fetchOptional(DIRECTORY_RECORD.ACCOUNT_ID);
  }

  public RecordRef insert(RecordDetails details, List<StoredNumber> numbers, Instant now) {
    UUID id = IDS.generate();
    DirectoryRecordRecord row = db.newRecord(DIRECTORY_RECORD);
    fill(row, details, now);
    row.setId(id);
    row.setKind(details.kind());
    row.setCreatedAt(utc(now));
    row.setVersion(0L);
    row.insert();
    insertWords(id, details.name());
    this.numbers.insert(Map.of(id, numbers), Map.of());
    return new RecordRef(details.kind(), id);
  }

  /**
   * @return whether the record still had that version
   */
  public boolean update(
      RecordRef ref, long version, RecordDetails details, List<StoredNumber> numbers, Instant now) {
    // All contacts of an account bear its name beside their numbers.
    boolean renamed =
        ref.kind().equals(RecordRef.ACCOUNT)
            && db.fetchExists(
                DIRECTORY_RECORD,
                DIRECTORY_RECORD.ID.eq(ref.id()),
                DIRECTORY_RECORD.NAME.ne(details.name()));
    DirectoryRecordRecord row = db.newRecord(DIRECTORY_RECORD);
    fill(row, details, now);
    row.setVersion(version + 1);
    int rows =
        db.update(DIRECTORY_RECORD)
            .set(row)
            .where(
                DIRECTORY_RECORD.ID.eq(ref.id()),
                DIRECTORY_RECORD.KIND.eq(ref.kind()),
                DIRECTORY_RECORD.VERSION.eq(version))
            .execute();
    if (rows == 0) {
      return false;
    }
    db.deleteFrom(RECORD_WORD).where(RECORD_WORD.RECORD_ID.eq(ref.id())).execute();
    this.numbers.deleteOf(ref.id());
    insertWords(ref.id(), details.name());
    this.numbers.insert(Map.of(ref.id(), numbers), Map.of());
    if (renamed) {
      this.numbers.accountRenamed(ref.id());
    }
    return true;
  }

  public void delete(RecordRef ref) {
    if (ref.kind().equals(RecordRef.ACCOUNT)) {
      numbers.accountLeaves(ref.id());
    }
    db.deleteFrom(NUMBER_DENIAL).where(NUMBER_DENIAL.RECORD_ID.eq(ref.id())).execute();
    db.deleteFrom(DIRECTORY_RECORD)
        .where(DIRECTORY_RECORD.ID.eq(ref.id()), DIRECTORY_RECORD.KIND.eq(ref.kind()))
        .execute();
  }

  /**
   * Two who add numbers to one record take turns here until their transactions end.
   *
   * @return whether the record is there
   */
  public boolean lock(RecordRef ref) {
    return db.select(DIRECTORY_RECORD.ID)
        .from(DIRECTORY_RECORD)
        .where(DIRECTORY_RECORD.ID.eq(ref.id()), DIRECTORY_RECORD.KIND.eq(ref.kind()))
        .forUpdate()
        .fetchOptional()
        .isPresent();
  }

  public List<StoredNumber> numbersOf(RecordRef ref) {
    return numbers.of(List.of(ref.id())).getOrDefault(ref.id(), List.of());
  }

  /** Adds to the numbers of a record, as a change of the record. */
  public void addNumber(RecordRef ref, int position, StoredNumber number, Instant now) {
    numbers.insert(Map.of(ref.id(), List.of(number)), Map.of(ref.id(), position));
    db.update(DIRECTORY_RECORD)
        .set(DIRECTORY_RECORD.VERSION, DIRECTORY_RECORD.VERSION.plus(1))
        .set(DIRECTORY_RECORD.CHANGED_AT, utc(now))
        .where(DIRECTORY_RECORD.ID.eq(ref.id()))
        .execute();
  }

  private void insertWords(UUID id, String name) {
    List<String> words = Words.of(name);
    if (!words.isEmpty()) {
      db.insertInto(RECORD_WORD, RECORD_WORD.WORD, RECORD_WORD.RECORD_ID)
          .valuesOfRows(words.stream().map(word -> row(WordRange.bytes(word), id)).toList())
          .execute();
    }
  }

  private static void fill(DirectoryRecordRecord row, RecordDetails details, Instant now) {
    RecordSummary account = details.account();
    RecordSummary contact = details.contact();
    UserId owner = details.owner();
    row.setName(details.name());
    row.setNameLower(Words.lower(details.name()));
    row.set(DIRECTORY_RECORD.OWNER_ID, owner == null ? null : owner.value());
    row.set(DIRECTORY_RECORD.ACCOUNT_ID, account == null ? null : account.ref().id());
    row.set(DIRECTORY_RECORD.CONTACT_ID, contact == null ? null : contact.ref().id());
    row.setJobTitle(details.jobTitle());
    row.setCity(details.city());
    row.setDescription(details.description());
    row.setChangedAt(utc(now));
  }

  /** By name. */
  private SelectSeekStep2<Record, String, UUID> records(Condition condition) {
    var fields = new ArrayList<Field<?>>(List.of(DIRECTORY_RECORD.fields()));
    fields.addAll(List.of(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.CITY));
    fields.addAll(List.of(CONTACT.ID, CONTACT.NAME, SECOND, SECOND_OF_CONTACT));
    return db.select(fields)
        .from(DIRECTORY_RECORD)
        .leftJoin(ACCOUNT)
        .on(ACCOUNT.ID.eq(DIRECTORY_RECORD.ACCOUNT_ID))
        .leftJoin(CONTACT)
        .on(CONTACT.ID.eq(DIRECTORY_RECORD.CONTACT_ID))
        .where(condition)
        .orderBy(DIRECTORY_RECORD.NAME_LOWER, DIRECTORY_RECORD.ID);
  }

  private Condition condition(Wanted wanted) {
    return switch (wanted) {
      case Wanted.Everything _ -> noCondition();
      case Wanted.Named(var words) -> {
        Condition all = noCondition();
        for (String word : words) {
          all =
              all.and(
                  DIRECTORY_RECORD.ID.in(
                      db.select(RECORD_WORD.RECORD_ID)
                          .from(RECORD_WORD)
                          .where(WordRange.beginningWith(RECORD_WORD.WORD, word))));
        }
        yield all;
      }
      case Wanted.BeginningWith(var number) ->
          hasNumber(DigitRange.beginningWith(COMMUNICATION.E164, number));
      case Wanted.EndingWith(var reversed) ->
          hasNumber(DigitRange.beginningWith(COMMUNICATION.REVERSED, reversed));
    };
  }

  private Condition hasNumber(Condition number) {
    return DIRECTORY_RECORD.ID.in(
        db.select(COMMUNICATION.RECORD_ID).from(COMMUNICATION).where(number));
  }

  private List<DirectoryRecord> withNumbers(List<? extends Record> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = rows.stream().map(row -> row.get(DIRECTORY_RECORD.ID)).toList();
    Map<UUID, List<Communication>> numbers =
        db
            .select(
                COMMUNICATION.RECORD_ID,
                COMMUNICATION.TYPE,
                COMMUNICATION.TYPED,
                COMMUNICATION.OUT_OF_DATE)
            .from(COMMUNICATION)
            .where(COMMUNICATION.RECORD_ID.in(ids))
            .orderBy(COMMUNICATION.POSITION, COMMUNICATION.ID)
            .fetch()
            .stream()
            .collect(
                groupingBy(
                    row -> row.value1(),
                    mapping(
                        row ->
                            new Communication(
                                NumberType.valueOf(row.value2()), row.value3(), row.value4()),
                        toList())));
    return rows.stream()
        .map(row -> record(row, numbers.getOrDefault(row.get(DIRECTORY_RECORD.ID), List.of())))
        .toList();
  }

  private static DirectoryRecord record(Record row, List<Communication> numbers) {
    UUID owner = row.get(DIRECTORY_RECORD.OWNER_ID);
    RecordSummary summary = summary(row);
    return new DirectoryRecord(
        summary.ref(),
        summary.second(),
        new RecordDetails(
            summary.ref().kind(),
            summary.name(),
            owner == null ? null : new UserId(owner),
            account(row),
            contact(row),
            row.get(DIRECTORY_RECORD.JOB_TITLE),
            row.get(DIRECTORY_RECORD.CITY),
            row.get(DIRECTORY_RECORD.DESCRIPTION),
            numbers),
        row.get(DIRECTORY_RECORD.VERSION));
  }

  private static RecordSummary summary(Record row) {
    return new RecordSummary(
        new RecordRef(row.get(DIRECTORY_RECORD.KIND), row.get(DIRECTORY_RECORD.ID)),
        row.get(DIRECTORY_RECORD.NAME),
        row.get(SECOND));
  }

  private static @Nullable RecordSummary account(Record row) {
    UUID id = row.get(ACCOUNT.ID);
    return id == null
        ? null
        : new RecordSummary(
            new RecordRef(RecordRef.ACCOUNT, id), row.get(ACCOUNT.NAME), row.get(ACCOUNT.CITY));
  }

  private static @Nullable RecordSummary contact(Record row) {
    UUID id = row.get(CONTACT.ID);
    return id == null
        ? null
        : new RecordSummary(
            new RecordRef(RecordRef.CONTACT, id),
            row.get(CONTACT.NAME),
            row.get(SECOND_OF_CONTACT));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
