package dev.hookswitch.directory.store;

import static dev.hookswitch.directory.store.generated.Tables.COMMUNICATION;
import static dev.hookswitch.directory.store.generated.Tables.DIRECTORY_RECORD;
import static dev.hookswitch.directory.store.generated.Tables.NUMBER_DENIAL;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import dev.hookswitch.directory.NumberForm;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.RecordNumber;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.security.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Numbers of records, looked for by what they are compared by; a record that was denied for the
 * number is left out. One statement each, with all that a match says. Thread-safe.
 */
@Repository
public class IdentificationStore {
  private static final dev.hookswitch.directory.store.generated.tables.DirectoryRecord ACCOUNT =
      DIRECTORY_RECORD.as("account");

  private static final Field<?>[] COLUMNS = {
    DIRECTORY_RECORD.KIND,
    DIRECTORY_RECORD.ID,
    DIRECTORY_RECORD.NAME,
    DIRECTORY_RECORD.JOB_TITLE,
    DIRECTORY_RECORD.CITY,
    ACCOUNT.NAME,
    COMMUNICATION.TYPE,
    COMMUNICATION.TYPED,
    COMMUNICATION.E164,
    COMMUNICATION.IDENTITY,
    COMMUNICATION.REVERSED,
    COMMUNICATION.OUT_OF_DATE
  };

  private final DSLContext db;
  private final JdbcTemplate jdbc;
  private volatile @Nullable Kept kept;

  /** SQL for one order of sources: to render it takes longer than to run it. */
  private record Kept(List<String> sources, int limit, String sameE164, String sameDigits) {}

  IdentificationStore(DSLContext db, JdbcTemplate jdbc) {
    this.db = db;
    this.jdbc = jdbc;
  }

  /**
   * Numbers that are the same, the country included or digit by digit.
   *
   * @param sources kinds to look in; they come in this order, out-of-date numbers after them all
   */
  public List<RecordNumber> same(NumberForm asked, List<String> sources, int limit) {
    Kept sql = kept(sources, limit);
    return asked.e164() == null
        ? jdbc.query(
            sql.sameDigits(),
            (row, _) -> number(row),
            asked.reversed(),
            asked.digits(),
            asked.digits())
        : jdbc.query(sql.sameE164(), (row, _) -> number(row), asked.e164(), asked.e164());
  }

  /**
   * Numbers that end alike, unless two different countries are known.
   *
   * @param endings digits from the last to the first: numbers that go on after the first of them,
   *     and those that are one of the others
   */
  public List<RecordNumber> alike(
      List<String> endings, NumberForm asked, List<String> sources, int limit) {
    Condition alike =
        DigitRange.beginningWith(COMMUNICATION.REVERSED, endings.getFirst())
            .or(COMMUNICATION.REVERSED.in(endings.subList(1, endings.size())));
    Condition country = asked.e164() == null ? noCondition() : COMMUNICATION.E164.isNull();
    Query query = query(alike.and(country), val(asked.identity()), sources, limit);
    return jdbc.query(query.getSQL(), (row, _) -> number(row), query.getBindValues().toArray());
  }

  /** Those of the records that somebody said the number does not belong to. */
  public Set<UUID> denied(String identity, Collection<UUID> records) {
    return db.select(NUMBER_DENIAL.RECORD_ID)
        .from(NUMBER_DENIAL)
        .where(NUMBER_DENIAL.IDENTITY.eq(identity), NUMBER_DENIAL.RECORD_ID.in(records))
        .fetchSet(NUMBER_DENIAL.RECORD_ID);
  }

  public void deny(String identity, UUID record, UserId by, Instant at) {
    db.insertInto(NUMBER_DENIAL)
        .set(NUMBER_DENIAL.IDENTITY, identity)
        .set(NUMBER_DENIAL.RECORD_ID, record)
        .set(NUMBER_DENIAL.DENIED_BY, by.value())
        .set(NUMBER_DENIAL.DENIED_AT, at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
        .onConflictDoNothing()
        .execute();
  }

  public void withdrawDenial(String identity, UUID record) {
    db.deleteFrom(NUMBER_DENIAL)
        .where(NUMBER_DENIAL.IDENTITY.eq(identity), NUMBER_DENIAL.RECORD_ID.eq(record))
        .execute();
  }

  private Kept kept(List<String> sources, int limit) {
    Kept known = kept;
    if (known == null || known.limit() != limit || !known.sources().equals(sources)) {
      Field<String> any = val("");
      known =
          new Kept(
              sources,
              limit,
              query(COMMUNICATION.E164.eq(any), any, sources, limit).getSQL(),
              query(
                      COMMUNICATION
                          .REVERSED
                          .eq(any)
                          .and(COMMUNICATION.E164.isNull())
                          .and(COMMUNICATION.IDENTITY.eq(any)),
                      any,
                      sources,
                      limit)
                  .getSQL());
      kept = known;
    }
    return known;
  }

  private Query query(Condition number, Field<String> identity, List<String> sources, int limit) {
    List<Field<String>> kinds = sources.stream().<Field<String>>map(DSL::inline).toList();
    return db.select(COLUMNS)
        .from(COMMUNICATION)
        .join(DIRECTORY_RECORD)
        .on(DIRECTORY_RECORD.ID.eq(COMMUNICATION.RECORD_ID))
        .leftJoin(ACCOUNT)
        .on(ACCOUNT.ID.eq(DIRECTORY_RECORD.ACCOUNT_ID))
        .where(
            number,
            DIRECTORY_RECORD.KIND.in(kinds),
            notExists(
                selectOne()
                    .from(NUMBER_DENIAL)
                    .where(
                        NUMBER_DENIAL.IDENTITY.eq(identity),
                        NUMBER_DENIAL.RECORD_ID.eq(COMMUNICATION.RECORD_ID))))
        .orderBy(
            COMMUNICATION.OUT_OF_DATE,
            rank(sources),
            DIRECTORY_RECORD.NAME_LOWER,
            DIRECTORY_RECORD.ID)
        .limit(inline(limit));
  }

  /** Written out, like the kinds: the only parameters are the number's. */
  private static Field<Integer> rank(List<String> sources) {
    Map<Field<String>, Field<Integer>> ranks = new LinkedHashMap<>();
    sources.forEach(source -> ranks.put(inline(source), inline(ranks.size())));
    return DSL.choose(DIRECTORY_RECORD.KIND).mapFields(ranks);
  }

  private static RecordNumber number(ResultSet row) throws SQLException {
    int column = 0;
    var ref = new RecordRef(row.getString(++column), row.getObject(++column, UUID.class));
    String name = row.getString(++column);
    String job = row.getString(++column);
    String city = row.getString(++column);
    String second = RecordStore.second(job, row.getString(++column), city);
    NumberType type = NumberType.valueOf(row.getString(++column));
    String typed = row.getString(++column);
    String e164 = row.getString(++column);
    String identity = row.getString(++column);
    var form =
        new NumberForm(e164, e164 == null ? identity : e164.substring(1), row.getString(++column));
    return new RecordNumber(
        new RecordSummary(ref, name, second), type, typed, form, row.getBoolean(++column));
  }
}
