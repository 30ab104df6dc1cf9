package dev.hookswitch.settings.store;

import static dev.hookswitch.settings.store.generated.Tables.LINE;
import static dev.hookswitch.settings.store.generated.Tables.LINE_PARAMETER;
import static dev.hookswitch.settings.store.generated.Tables.LINE_SECRET;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.LineDetails;
import dev.hookswitch.settings.OwnedNumber;
import dev.hookswitch.settings.store.generated.tables.records.LineRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Repository;

/** Lines in the database. Reading any number of lines takes three queries. */
@Repository
public class LineStore {
  public static final int LONGEST_NAME = 60;
  public static final int LONGEST_VALUE = 1000;

  private final DSLContext db;
  private final SecretBox secrets;

  LineStore(DSLContext db, SecretBox secrets) {
    this.db = db;
    this.secrets = secrets;
  }

  public List<LineRow> all() {
    return lines(DSL.noCondition());
  }

  public List<LineRow> ofUser(UserId user) {
    return lines(LINE.USER_ID.eq(user.value()));
  }

  public List<LineRow> ofUsers(Collection<UserId> users, String system) {
    return lines(
        LINE.PHONE_SYSTEM
            .eq(system)
            .and(LINE.USER_ID.in(users.stream().map(UserId::value).toList())));
  }

  /** By number. */
  public List<LineRow> onSystem(String system) {
    return lines(LINE.PHONE_SYSTEM.eq(system)).stream()
        .sorted(Comparator.comparing(LineRow::number))
        .toList();
  }

  public Set<String> numbersOn(String system) {
    return db.select(LINE.NUMBER)
        .from(LINE)
        .where(LINE.PHONE_SYSTEM.eq(system))
        .fetchSet(LINE.NUMBER);
  }

  public Optional<LineRow> byId(LineId id) {
    return lines(LINE.ID.eq(id.value())).stream().findFirst();
  }

  public Optional<LineRow> bySystemAndNumber(String system, String number) {
    return lines(LINE.PHONE_SYSTEM.eq(system).and(LINE.NUMBER.eq(number))).stream().findFirst();
  }

  public List<OwnedNumber> numbers() {
    return db.select(LINE.USER_ID, LINE.NUMBER)
        .from(LINE)
        .orderBy(LINE.USER_ID, LINE.POSITION)
        .fetch(row -> new OwnedNumber(new UserId(row.value1()), new PhoneNumber(row.value2())));
  }

  public Optional<UserId> ownerOf(LineId id) {
    return db.select(LINE.USER_ID)
        .from(LINE)
        .where(LINE.ID.eq(id.value()))
        .fetchOptional(LINE.USER_ID)
        .map(UserId::new);
  }

  public Map<LineId, Set<String>> secretNames() {
    return db.select(LINE_SECRET.LINE_ID, LINE_SECRET.NAME).from(LINE_SECRET).fetch().stream()
        .collect(
            groupingBy(row -> new LineId(row.value1()), mapping(row -> row.value2(), toSet())));
  }

  public void insert(LineId id, LineDetails details, String number) {
    var last = DSL.coalesce(DSL.max(LINE.POSITION), DSL.val(0));
    int position =
        db.select(last.plus(1))
            .from(LINE)
            .where(LINE.USER_ID.eq(details.owner().value()))
            .fetchSingle()
            .value1();
    db.insertInto(LINE)
        .set(LINE.ID, id.value())
        .set(LINE.USER_ID, details.owner().value())
        .set(LINE.PHONE_SYSTEM, details.system())
        .set(LINE.NUMBER, number)
        .set(LINE.POSITION, position)
        .set(LINE.VERSION, 0L)
        .execute();
    insertParameters(id, details.parameters());
    insertSecrets(id, details.secrets());
  }

  public void update(LineId id, long version, LineDetails details, String number) {
    int rows =
        db.update(LINE)
            .set(LINE.USER_ID, details.owner().value())
            .set(LINE.PHONE_SYSTEM, details.system())
            .set(LINE.NUMBER, number)
            .set(LINE.VERSION, version + 1)
            .where(LINE.ID.eq(id.value()), LINE.VERSION.eq(version))
            .execute();
    if (rows == 0) {
      throw new OptimisticLockingFailureException("line " + id + " was changed meanwhile");
    }
    db.deleteFrom(LINE_PARAMETER).where(LINE_PARAMETER.LINE_ID.eq(id.value())).execute();
    insertParameters(id, details.parameters());
    db.deleteFrom(LINE_SECRET)
        .where(
            LINE_SECRET.LINE_ID.eq(id.value()),
            // A name that became readable must not live on as a secret.
            LINE_SECRET
                .NAME
                .in(details.secrets().keySet())
                .or(LINE_SECRET.NAME.in(details.parameters().keySet())))
        .execute();
    insertSecrets(id, details.secrets());
  }

  public void delete(LineId id) {
    db.deleteFrom(LINE).where(LINE.ID.eq(id.value())).execute();
  }

  private void insertParameters(LineId id, Map<String, String> parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    db.insertInto(
            LINE_PARAMETER, LINE_PARAMETER.LINE_ID, LINE_PARAMETER.NAME, LINE_PARAMETER.CONTENT)
        .valuesOfRows(
            parameters.entrySet().stream()
                .map(entry -> DSL.row(id.value(), entry.getKey(), entry.getValue()))
                .toList())
        .execute();
  }

  private void insertSecrets(LineId id, Map<String, String> values) {
    if (values.isEmpty()) {
      return;
    }
    db.insertInto(LINE_SECRET, LINE_SECRET.LINE_ID, LINE_SECRET.NAME, LINE_SECRET.CIPHERTEXT)
        .valuesOfRows(
            values.entrySet().stream()
                .map(entry ->
                    DSL.row(
                        id.value(),
                        entry.getKey(),
                        secrets.lock(place(id.value(), entry.getKey()), entry.getValue())))
                .toList())
        .execute();
  }

  private List<LineRow> lines(Condition condition) {
    List<LineRecord> lines =
        db.selectFrom(LINE).where(condition).orderBy(LINE.USER_ID, LINE.POSITION, LINE.ID).fetch();
    if (lines.isEmpty()) {
      return List.of();
    }
    var ids = db.select(LINE.ID).from(LINE).where(condition);
    Map<UUID, Map<String, String>> parameters =
        db
            .select(LINE_PARAMETER.LINE_ID, LINE_PARAMETER.NAME, LINE_PARAMETER.CONTENT)
            .from(LINE_PARAMETER)
            .where(LINE_PARAMETER.LINE_ID.in(ids))
            .fetch()
            .stream()
            .collect(
                groupingBy(row -> row.value1(), toMap(row -> row.value2(), row -> row.value3())));
    Map<UUID, Map<String, String>> readable =
        db
            .select(LINE_SECRET.LINE_ID, LINE_SECRET.NAME, LINE_SECRET.CIPHERTEXT)
            .from(LINE_SECRET)
            .where(LINE_SECRET.LINE_ID.in(ids))
            .fetch()
            .stream()
            .collect(
                groupingBy(
                    row -> row.value1(),
                    toMap(
                        row -> row.value2(),
                        row -> secrets.unlock(place(row.value1(), row.value2()), row.value3()))));
    return lines.stream()
        .map(line ->
            new LineRow(
                new LineId(line.getId()),
                new UserId(line.getUserId()),
                line.getPhoneSystem(),
                line.getNumber(),
                line.getVersion(),
                parameters.getOrDefault(line.getId(), Map.of()),
                readable.getOrDefault(line.getId(), Map.of())))
        .toList();
  }

  /** Ties a secret to where it is stored: moved to another line it cannot be read. */
  private static String place(UUID line, String name) {
    return "line_secret " + line + " " + name;
  }
}
