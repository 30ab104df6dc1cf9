package dev.hookswitch.directory.store;

import static dev.hookswitch.directory.store.generated.Tables.COMMUNICATION;
import static dev.hookswitch.directory.store.generated.Tables.DIRECTORY_RECORD;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.store.generated.tables.DirectoryRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Repository;

/**
 * Numbers of records. Beside each stands what a ring shows of its record, so that who calls is
 * found without reading the record; it is written here alone, from the records as they are.
 *
 * <p>Whoever renames an account while somebody else saves one of its contacts may leave the old
 * name with that contact's numbers; the next change of either puts it right.
 */
@Repository
class NumberStore {
  private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final DirectoryRecord ACCOUNT = DIRECTORY_RECORD.as("account");

  private final DSLContext db;

  NumberStore(DSLContext db) {
    this.db = db;
  }

  /** The line below a record's name: job and account, or the city. */
  static Field<String> second(DirectoryRecord record, Field<String> accountName) {
    Field<String> job = record.JOB_TITLE;
    return when(accountName.isNull().and(job.eq(inline(""))), record.CITY)
        .when(accountName.isNull(), job)
        .when(job.eq(inline("")), accountName)
        .otherwise(job.concat(inline(", "), accountName));
  }

  Map<UUID, List<StoredNumber>> of(Collection<UUID> records) {
    return db
        .selectFrom(COMMUNICATION)
        .where(COMMUNICATION.RECORD_ID.in(records))
        .orderBy(COMMUNICATION.POSITION, COMMUNICATION.ID)
        .fetch()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.getRecordId(),
                Collectors.mapping(
                    row ->
                        new StoredNumber(
                            NumberType.valueOf(row.getType()),
                            row.getTyped(),
                            row.getIdentity(),
                            row.getE164(),
                            row.getReversed(),
                            row.getOutOfDate()),
                    Collectors.toList())));
  }

  /**
   * Adds numbers to records that are stored.
   *
   * @param positions of the first new number of each record; 0 where it is not named
   */
  void insert(Map<UUID, List<StoredNumber>> numbers, Map<UUID, Integer> positions) {
    BatchBindStep rows =
        db.batch(
            db.insertInto(
                    COMMUNICATION,
                    COMMUNICATION.ID,
                    COMMUNICATION.TYPE,
                    COMMUNICATION.TYPED,
                    COMMUNICATION.IDENTITY,
                    COMMUNICATION.E164,
                    COMMUNICATION.REVERSED,
                    COMMUNICATION.OUT_OF_DATE,
                    COMMUNICATION.POSITION,
                    COMMUNICATION.RECORD_ID,
                    COMMUNICATION.RECORD_KIND,
                    COMMUNICATION.RECORD_NAME,
                    COMMUNICATION.RECORD_SECOND)
                .select(
                    select(
                            val(null, COMMUNICATION.ID),
                            val(null, COMMUNICATION.TYPE),
                            val(null, COMMUNICATION.TYPED),
                            val(null, COMMUNICATION.IDENTITY),
                            val(null, COMMUNICATION.E164),
                            val(null, COMMUNICATION.REVERSED),
                            val(null, COMMUNICATION.OUT_OF_DATE),
                            val(null, COMMUNICATION.POSITION),
                            DIRECTORY_RECORD.ID,
                            DIRECTORY_RECORD.KIND,
                            DIRECTORY_RECORD.NAME,
                            second(DIRECTORY_RECORD, ACCOUNT.NAME))
                        .from(DIRECTORY_RECORD)
                        .leftJoin(ACCOUNT)
                        .on(ACCOUNT.ID.eq(DIRECTORY_RECORD.ACCOUNT_ID))
                        .where(DIRECTORY_RECORD.ID.eq(val(null, DIRECTORY_RECORD.ID)))));
    for (Map.Entry<UUID, List<StoredNumber>> entry : numbers.entrySet()) {
      int position = positions.getOrDefault(entry.getKey(), 0);
      for (StoredNumber number : entry.getValue()) {
        rows =
            rows.bind(
                IDS.generate(),
                number.type().name(),
                number.typed(),
                number.identity(),
                number.e164(),
                number.reversed(),
                number.outOfDate(),
                position++,
                entry.getKey());
      }
    }
    if (rows.size() > 0) {
      rows.execute();
    }
  }

  void deleteOf(UUID record) {
    db.deleteFrom(COMMUNICATION).where(COMMUNICATION.RECORD_ID.eq(record)).execute();
  }

  /** The account of records has another name now. */
  void accountRenamed(UUID account) {
    writeSecond(ACCOUNT.NAME, account);
  }

  /** The records of an account lose it. */
  void accountLeaves(UUID account) {
    writeSecond(inline(null, SQLDataType.VARCHAR), account);
  }

  private void writeSecond(Field<String> accountName, UUID account) {
    Condition itsRecords =
        COMMUNICATION.RECORD_ID.in(
            select(DIRECTORY_RECORD.ID)
                .from(DIRECTORY_RECORD)
                .where(DIRECTORY_RECORD.ACCOUNT_ID.eq(account)));
    db.update(COMMUNICATION)
        .set(
            COMMUNICATION.RECORD_SECOND,
            select(second(DIRECTORY_RECORD, accountName))
                .from(DIRECTORY_RECORD)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(DIRECTORY_RECORD.ACCOUNT_ID))
                .where(DIRECTORY_RECORD.ID.eq(COMMUNICATION.RECORD_ID)))
        .where(itsRecords)
        .execute();
  }
}
