package dev.hookswitch.directory.store;

import static dev.hookswitch.directory.store.generated.Tables.COMMUNICATION;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/**
 * Numbers of records, looked for by what they are compared by; a record that was denied for the
 * number is left out. One statement each, with all that a match says. Thread-safe.
 */
@Repository
public class IdentificationStore {
  private static final List<Field<?>> COLUMNS =
      List.of(
          COMMUNICATION.RECORD_KIND,
          COMMUNICATION.RECORD_ID,
          COMMUNICATION.RECORD_NAME,
          COMMUNICATION.RECORD_SECOND,
          COMMUNICATION.TYPE,
          COMMUNICATION.TYPED,
          COMMUNICATION.OUT_OF_DATE,
          COMMUNICATION.E164,
          COMMUNICATION.IDENTITY,
          COMMUNICATION.REVERSED);

  /** Without what is known of a number that is the same. */
  private static final List<Field<?>> COLUMNS_OF_SAME = COLUMNS.subList(0, 7);

  private final DSLContext db;
  private final JdbcTemplate jdbc;
  private volatile @Nullable Kept kept;

  /** SQL for these sources: to render it takes longer than to run it. */
  private record Kept(
      List<String> sources,
      int limit,
      String sameE164,
      String sameDigits,
      Map<Endings, String> alike) {}

  /** What the SQL for numbers that end alike depends on. */
  private record Endings(int count, boolean countryKnown) {}

  IdentificationStore(DSLContext db, JdbcTemplate jdbc) {
    this.db = db;
    this.jdbc = jdbc;
  }

  /**
   * Numbers that are the same, the country included or digit by digit.
   *
   * @param sources kinds to look in; if there are more than the limit, those of the first sources
   *     are found, and none that is out of date before one that is not
   */
  public List<RecordNumber> same(NumberForm asked, List<String> sources, int limit) {
    Kept sql = kept(sources, limit);
    RowMapper<RecordNumber> mapper = (row, _) -> number(row, asked);
    List<RecordNumber> found =
        asked.e164() == null
            ? jdbc.query(sql.sameDigits(), mapper, asked.reversed(), asked.digits(), asked.digits())
            : jdbc.query(sql.sameE164(), mapper, asked.e164(), asked.e164());
    if (found.size() <= limit) {
      return found;
    }
    Condition same =
        asked.e164() == null
            ? sameDigits(val(asked.reversed()), val(asked.digits()))
            : COMMUNICATION.E164.eq(asked.e164());
    return run(
        ranked(query(COLUMNS_OF_SAME, same, val(asked.identity()), sources), sources, limit),
        mapper);
  }

  /**
   * Numbers that end alike, unless two different countries are known. If there are more than the
   * limit, as above.
   *
   * @param endings digits from the last to the first: numbers that go on after the first of them,
   *     and those that are one of the others
   */
  public List<RecordNumber> alike(
      List<String> endings, NumberForm asked, List<String> sources, int limit) {
    Kept known = kept(sources, limit);
    String sql =
        known
            .alike()
            .computeIfAbsent(
                new Endings(endings.size(), asked.e164() != null),
                shape -> alike(shape, sources, limit).getSQL());
    List<String> values = new ArrayList<>(endings);
    values.add(1, DigitRange.end(endings.getFirst()));
    values.add(asked.identity());
    return jdbc.query(
        sql,
        (row, _) -> number(row, form(row.getString(8), row.getString(9), row.getString(10))),
        values.toArray());
  }

  private Query alike(Endings endings, List<String> sources, int limit) {
    Field<String> any = val("");
    Condition alike =
        COMMUNICATION
            .REVERSED
            .between(any, any)
            .or(COMMUNICATION.REVERSED.in(Collections.nCopies(endings.count() - 1, any)));
    Condition country = endings.countryKnown() ? COMMUNICATION.E164.isNull() : noCondition();
    return ranked(query(COLUMNS, alike.and(country), any, sources), sources, limit);
  }

  private List<RecordNumber> run(Query query, RowMapper<RecordNumber> mapper) {
    return jdbc.query(query.getSQL(), mapper, query.getBindValues().toArray());
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
              query(COLUMNS_OF_SAME, COMMUNICATION.E164.eq(any), any, sources)
                  .limit(inline(limit + 1))
                  .getSQL(),
              query(COLUMNS_OF_SAME, sameDigits(any, any), any, sources)
                  .limit(inline(limit + 1))
                  .getSQL(),
              new ConcurrentHashMap<>());
      kept = known;
    }
    return known;
  }

  private static Condition sameDigits(Field<String> reversed, Field<String> digits) {
    return COMMUNICATION
        .REVERSED
        .eq(reversed)
        .and(COMMUNICATION.E164.isNull())
        .and(COMMUNICATION.IDENTITY.eq(digits));
  }

  /** Kinds and ranks are written out: the only parameters are the number's. */
  private SelectConditionStep<Record> query(
      List<Field<?>> columns, Condition number, Field<String> identity, List<String> sources) {
    List<Field<String>> kinds = sources.stream().<Field<String>>map(DSL::inline).toList();
    return db.select(columns)
        .from(COMMUNICATION)
        .where(
            number,
            COMMUNICATION.RECORD_KIND.in(kinds),
            notExists(
                selectOne()
                    .from(NUMBER_DENIAL)
                    .where(
                        NUMBER_DENIAL.IDENTITY.eq(identity),
                        NUMBER_DENIAL.RECORD_ID.eq(COMMUNICATION.RECORD_ID))));
  }

  private static Query ranked(SelectConditionStep<Record> query, List<String> sources, int limit) {
    Map<Field<String>, Field<Integer>> ranks = new LinkedHashMap<>();
    sources.forEach(source -> ranks.put(inline(source), inline(ranks.size())));
    return query
        .orderBy(
            COMMUNICATION.OUT_OF_DATE,
            DSL.choose(COMMUNICATION.RECORD_KIND).mapFields(ranks),
            COMMUNICATION.RECORD_NAME,
            COMMUNICATION.RECORD_ID)
        .limit(inline(limit));
  }

  private static RecordNumber number(ResultSet row, NumberForm form) throws SQLException {
    var ref = new RecordRef(row.getString(1), row.getObject(2, UUID.class));
    return new RecordNumber(
        new RecordSummary(ref, row.getString(3), row.getString(4)),
        NumberType.valueOf(row.getString(5)),
        row.getString(6),
        form,
        row.getBoolean(7));
  }

  /**
   * @param reversed null for an address
   */
  static NumberForm form(@Nullable String e164, String identity, @Nullable String reversed) {
    return new NumberForm(
        e164, e164 == null ? identity : e164.substring(1), reversed == null ? "" : reversed);
  }
}
