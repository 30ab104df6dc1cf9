package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_EVENT;
import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.sum;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.store.generated.tables.CallRecord;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Sight;
import dev.hookswitch.security.UserId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class JooqCallLog implements CallLog {
  /** How many digits at the end make two notations of one number the same: +44 20 … and 020 …. */
  private static final int TELLING_DIGITS = 9;

  /** Far more than a day's calls, and few enough to sort on each opening of the panel. */
  private static final int RECENT_CALLS_SEARCHED = 1000;

  /** {@link CallEntry#missed()} in SQL. */
  private static final Condition MISSED =
      CALL_RECORD
          .ENDED_AT
          .isNotNull()
          .and(CALL_RECORD.DIRECTION.eq(CallDirection.IN.id()))
          .and(CALL_RECORD.ANSWERED_AT.isNull())
          .and(
              CALL_RECORD
                  .END_REASON
                  .isNull()
                  .or(CALL_RECORD.END_REASON.ne(EndReason.DECLINED.name())));

  private final DSLContext db;
  private final People people;
  private final Clock clock;

  JooqCallLog(DSLContext db, People people, Clock clock) {
    this.db = db;
    this.people = people;
    this.clock = clock;
  }

  @Override
  public List<CallEntry> page(Person viewer, CallFilter filter, @Nullable Cursor after, int limit) {
    var newestFirst =
        db.selectFrom(CALL_RECORD)
            .where(seenBy(viewer), matching(filter))
            .orderBy(CALL_RECORD.STARTED_AT.desc(), CALL_RECORD.ID.desc());
    return (after == null
            ? newestFirst.limit(limit)
            : newestFirst.seek(CallRows.utc(after.startedAt()), after.id()).limit(limit))
        .fetch(CallRows::entry);
  }

  @Override
  public Summary summary(Person viewer, CallFilter filter) {
    return summary(seenBy(viewer).and(matching(filter)));
  }

  @Override
  public Summary today(UserId user, ZoneId zone) {
    Instant midnight = LocalDate.now(clock.withZone(zone)).atStartOfDay(zone).toInstant();
    return summary(
        CALL_RECORD
            .USER_ID
            .eq(user.value())
            .and(CALL_RECORD.STARTED_AT.ge(CallRows.utc(midnight))));
  }

  @Override
  public Optional<CallEntry> find(Person viewer, UUID id) {
    return db.selectFrom(CALL_RECORD)
        .where(CALL_RECORD.ID.eq(id), seenBy(viewer))
        .fetchOptional(CallRows::entry);
  }

  @Override
  public List<JournalEntry> journal(Person viewer, UUID id) {
    return db.select(CALL_EVENT.AT, CALL_EVENT.NAME, CALL_EVENT.PAYLOAD)
        .from(CALL_EVENT)
        .join(CALL_RECORD)
        .on(CALL_RECORD.ID.eq(CALL_EVENT.CALL_ID))
        .where(CALL_EVENT.CALL_ID.eq(id), seenBy(viewer))
        .orderBy(CALL_EVENT.ID)
        .fetch(row -> new JournalEntry(row.value1().toInstant(), row.value2(), row.value3()));
  }

  @Override
  public List<RecentCall> recent(UserId user, int limit) {
    var last =
        db.selectFrom(CALL_RECORD)
            .where(CALL_RECORD.USER_ID.eq(user.value()), CALL_RECORD.ENDED_AT.isNotNull())
            .orderBy(CALL_RECORD.STARTED_AT.desc(), CALL_RECORD.ID.desc())
            .limit(RECENT_CALLS_SEARCHED)
            .asTable("last");
    CallRecord call = CALL_RECORD.as(last);
    var place =
        rowNumber()
            .over()
            .partitionBy(call.PEER_NUMBER)
            .orderBy(call.STARTED_AT.desc(), call.ID.desc())
            .as("place");
    var ranked = db.select(call.fields()).select(place).from(last).asTable("ranked");
    return db.select(ranked.fields(CALL_RECORD.fields()))
        .from(ranked)
        .where(ranked.field(place).eq(1))
        .orderBy(ranked.field(CALL_RECORD.STARTED_AT).desc(), ranked.field(CALL_RECORD.ID).desc())
        .limit(limit)
        .fetchInto(CALL_RECORD)
        .map(row -> recent(CallRows.entry(row)));
  }

  private static RecentCall recent(CallEntry call) {
    return new RecentCall(
        call.id(),
        call.line(),
        call.call().direction(),
        call.peer(),
        call.missed(),
        call.times().startedAt(),
        call.times().talk());
  }

  private Summary summary(Condition which) {
    Record3<Integer, BigDecimal, Integer> row =
        db.select(count(), sum(CALL_RECORD.TALK_MS), count().filterWhere(MISSED))
            .from(CALL_RECORD)
            .where(which)
            .fetchSingle();
    BigDecimal talk = row.value2();
    return new Summary(
        row.value1(),
        talk == null ? Duration.ZERO : Duration.ofMillis(talk.longValueExact()),
        row.value3());
  }

  private Condition seenBy(Person viewer) {
    return switch (people.sightOf(viewer)) {
      case Sight.Everybody _ -> noCondition();
      case Sight.Only(var owners) ->
          CALL_RECORD.USER_ID.in(owners.stream().map(UserId::value).toList());
    };
  }

  private static Condition matching(CallFilter filter) {
    Condition condition =
        switch (filter.kind()) {
          case ANY -> noCondition();
          case INCOMING -> CALL_RECORD.DIRECTION.eq(CallDirection.IN.id());
          case OUTGOING -> CALL_RECORD.DIRECTION.eq(CallDirection.OUT.id());
          case MISSED -> MISSED;
        };
    Instant from = filter.from();
    Instant until = filter.until();
    UserId person = filter.person();
    if (from != null) {
      condition = condition.and(CALL_RECORD.STARTED_AT.ge(CallRows.utc(from)));
    }
    if (until != null) {
      condition = condition.and(CALL_RECORD.STARTED_AT.lt(CallRows.utc(until)));
    }
    if (person != null) {
      condition = condition.and(CALL_RECORD.USER_ID.eq(person.value()));
    }
    return filter.text().isEmpty() ? condition : condition.and(mentions(filter.text()));
  }

  private static Condition mentions(String text) {
    Condition named = CALL_RECORD.PEER_NAME_LOWER.contains(CallRows.small(text));
    return PhoneNumber.typed(text)
        .map(number -> CallRows.digits(number.dialled()))
        .filter(digits -> !digits.isEmpty())
        .map(digits -> named.or(numbered(digits)))
        .orElse(named);
  }

  private static Condition numbered(String digits) {
    Condition part = CALL_RECORD.PEER_DIGITS.contains(digits);
    return digits.length() <= TELLING_DIGITS
        ? part
        : part.or(
            CALL_RECORD.PEER_DIGITS.endsWith(digits.substring(digits.length() - TELLING_DIGITS)));
  }
}
