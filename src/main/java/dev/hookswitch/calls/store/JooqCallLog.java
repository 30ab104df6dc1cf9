package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_EVENT;
import static dev.hookswitch.calls.store.generated.Tables.CALL_LINK;
import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static dev.hookswitch.calls.store.generated.Tables.NOTE_WORD;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallFilter.Linked;
import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.store.generated.tables.CallRecord;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.SelectSeekStep2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
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
                  .or(
                      CALL_RECORD.END_REASON.notIn(
                          EndReason.DECLINED.name(), EndReason.ANSWERED_ELSEWHERE.name())));

  /** Records whose names match a text, at most. */
  private static final int NAMED_RECORDS = 200;

  private final DSLContext db;

  /** For pages: without the listeners that would log each statement. */
  private final DSLContext pages;

  private final CallAccess access;
  private final NoteStore notes;
  private final LinkStore links;
  private final Records records;
  private final Clock clock;

  JooqCallLog(
      DSLContext db,
      CallAccess access,
      NoteStore notes,
      LinkStore links,
      Records records,
      Clock clock) {
    this.db = db;
    this.pages =
        DSL.using(
            db.configuration()
                .deriveSettings(
                    settings -> settings.withExecuteLogging(false).withFetchWarnings(false)));
    this.access = access;
    this.notes = notes;
    this.links = links;
    this.records = records;
    this.clock = clock;
  }

  /** One statement, so without the two that begin and end a transaction. */
  @Override
  public List<CallEntry> page(Person viewer, CallFilter filter, @Nullable Cursor after, int limit) {
    Condition wanted =
        CallAccess.among(CALL_RECORD.USER_ID, access.sight(viewer, filter.whose()))
            .and(matching(filter));
    RecordRef record = filter.record();
    var newestFirst =
        record == null
            ? pages
                .select(CallReader.ALL)
                .from(CALL_RECORD)
                .where(wanted)
                .orderBy(CALL_RECORD.STARTED_AT.desc(), CALL_RECORD.ID.desc())
            : ofRecord(record, wanted);
    // A limit that is a parameter would be unknown to the plan, and each page planned anew.
    Field<Integer> most = inline(limit);
    return CallReader.read(
        after == null
            ? newestFirst.limit(most)
            : newestFirst.seek(CallRows.utc(after.startedAt()), after.id()).limit(most));
  }

  /** In the order of the links, which is the order of the calls. */
  private SelectSeekStep2<Record1<Object>, OffsetDateTime, UUID> ofRecord(
      RecordRef record, Condition wanted) {
    return pages
        .select(CallReader.ALL)
        .from(CALL_LINK)
        .join(CALL_RECORD)
        .on(CALL_RECORD.ID.eq(CALL_LINK.CALL_ID))
        .where(CALL_LINK.RECORD_ID.eq(record.id()), wanted)
        .orderBy(CALL_LINK.STARTED_AT.desc(), CALL_LINK.CALL_ID.desc());
  }

  @Override
  @Transactional(readOnly = true)
  public List<CallEntry> findAll(Person viewer, Collection<UUID> wanted) {
    return CallReader.read(
        db.select(CallReader.ALL)
            .from(CALL_RECORD)
            .where(CALL_RECORD.ID.in(Set.copyOf(wanted)), access.seenBy(viewer))
            .orderBy(CALL_RECORD.STARTED_AT.desc(), CALL_RECORD.ID.desc()));
  }

  @Override
  @Transactional(readOnly = true)
  public Map<UUID, Work> work(Person viewer, Collection<UUID> wanted) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Set<UUID> seen =
        db.select(CALL_RECORD.ID)
            .from(CALL_RECORD)
            .where(CALL_RECORD.ID.in(Set.copyOf(wanted)), access.seenBy(viewer))
            .fetchSet(CALL_RECORD.ID);
    Map<UUID, CallNote> noted = notes.of(seen);
    Map<UUID, List<CallLink>> linked = links.of(seen);
    return seen.stream()
        .filter(call -> noted.containsKey(call) || linked.containsKey(call))
        .collect(
            Collectors.toMap(
                Function.identity(),
                call -> new Work(noted.get(call), linked.getOrDefault(call, List.of()))));
  }

  @Override
  @Transactional(readOnly = true)
  public Summary summary(Person viewer, CallFilter filter) {
    Condition seen = CallAccess.among(CALL_RECORD.USER_ID, access.sight(viewer, filter.whose()));
    RecordRef record = filter.record();
    return summary(
        seen.and(matching(filter))
            .and(
                record == null
                    ? noCondition()
                    : CALL_RECORD.ID.in(
                        select(CALL_LINK.CALL_ID)
                            .from(CALL_LINK)
                            .where(CALL_LINK.RECORD_ID.eq(record.id())))));
  }

  @Override
  @Transactional(readOnly = true)
  public Summary today(UserId user, ZoneId zone) {
    Instant midnight = LocalDate.now(clock.withZone(zone)).atStartOfDay(zone).toInstant();
    return summary(
        CALL_RECORD
            .USER_ID
            .eq(user.value())
            .and(CALL_RECORD.STARTED_AT.ge(CallRows.utc(midnight))));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CallEntry> find(Person viewer, UUID id) {
    return db.selectFrom(CALL_RECORD)
        .where(CALL_RECORD.ID.eq(id), access.seenBy(viewer))
        .fetchOptional(CallRows::entry);
  }

  @Override
  @Transactional(readOnly = true)
  public List<JournalEntry> journal(Person viewer, UUID id) {
    return db.select(CALL_EVENT.AT, CALL_EVENT.NAME, CALL_EVENT.PAYLOAD)
        .from(CALL_EVENT)
        .join(CALL_RECORD)
        .on(CALL_RECORD.ID.eq(CALL_EVENT.CALL_ID))
        .where(CALL_EVENT.CALL_ID.eq(id), access.seenBy(viewer))
        .orderBy(CALL_EVENT.ID)
        .fetch(row -> new JournalEntry(row.value1().toInstant(), row.value2(), row.value3()));
  }

  @Override
  @Transactional(readOnly = true)
  public List<RecentCall> recent(Person viewer, Whose whose, int limit) {
    var last =
        db.selectFrom(CALL_RECORD)
            .where(
                CallAccess.among(CALL_RECORD.USER_ID, access.sight(viewer, whose)),
                CALL_RECORD.ENDED_AT.isNotNull())
            .orderBy(CALL_RECORD.STARTED_AT.desc(), CALL_RECORD.ID.desc())
            .limit(RECENT_CALLS_SEARCHED)
            .asTable("last");
    CallRecord call = CALL_RECORD.as(last);
    var place =
        rowNumber()
            .over()
            .partitionBy(call.PEER_IDENTITY)
            .orderBy(call.STARTED_AT.desc(), call.ID.desc())
            .as("place");
    var ranked = db.select(call.fields()).select(place).from(last).asTable("ranked");
    List<CallEntry> newest =
        db.select(ranked.fields(CALL_RECORD.fields()))
            .from(ranked)
            .where(ranked.field(place).eq(1))
            .orderBy(
                ranked.field(CALL_RECORD.STARTED_AT).desc(), ranked.field(CALL_RECORD.ID).desc())
            .limit(limit)
            .fetchInto(CALL_RECORD)
            .map(CallRows::entry);
    Map<UUID, List<CallLink>> linked = links.of(newest.stream().map(CallEntry::id).toList());
    return newest.stream()
        .map(entry ->
            recent(entry, CallLink.party(linked.getOrDefault(entry.id(), List.of())).orElse(null)))
        .toList();
  }

  private static RecentCall recent(CallEntry call, @Nullable RecordSummary record) {
    return new RecentCall(
        call.id(),
        call.user(),
        call.peerIdentity(),
        call.line(),
        call.call().direction(),
        call.peer(),
        record,
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

  private Condition matching(CallFilter filter) {
    Condition condition =
        switch (filter.kind()) {
          case ANY -> noCondition();
          case INCOMING -> CALL_RECORD.DIRECTION.eq(CallDirection.IN.id());
          case OUTGOING -> CALL_RECORD.DIRECTION.eq(CallDirection.OUT.id());
          case MISSED -> MISSED;
        };
    Instant from = filter.from();
    Instant until = filter.until();
    String party = filter.party();
    if (from != null) {
      condition = condition.and(CALL_RECORD.STARTED_AT.ge(CallRows.utc(from)));
    }
    if (until != null) {
      condition = condition.and(CALL_RECORD.STARTED_AT.lt(CallRows.utc(until)));
    }
    if (party != null) {
      condition = condition.and(CALL_RECORD.PEER_IDENTITY.eq(party));
    }
    if (filter.linked() != Linked.ANY) {
      Condition linked =
          exists(selectOne().from(CALL_LINK).where(CALL_LINK.CALL_ID.eq(CALL_RECORD.ID)));
      condition = condition.and(filter.linked() == Linked.LINKED ? linked : not(linked));
    }
    return filter.text().isEmpty() ? condition : condition.and(mentions(filter.text()));
  }

  private Condition mentions(String text) {
    Condition named =
        CALL_RECORD.PEER_NAME_LOWER.contains(CallRows.small(text)).or(noted(text)).or(about(text));
    return PhoneNumber.typed(text)
        .map(number -> CallRows.digits(number.dialled()))
        .filter(digits -> !digits.isEmpty())
        .map(digits -> named.or(numbered(digits)))
        .orElse(named);
  }

  /** Every word begins a word of the note. */
  private static Condition noted(String text) {
    return Words.of(text).stream()
        .<Condition>map(word ->
            CALL_RECORD.ID.in(
                select(NOTE_WORD.CALL_ID)
                    .from(NOTE_WORD)
                    .where(
                        NOTE_WORD.WORD.ge(Words.first(word)),
                        NOTE_WORD.WORD.lt(Words.bound(word)))))
        .reduce(Condition::and)
        .orElse(falseCondition());
  }

  /** It is linked to a record of that name. */
  private Condition about(String text) {
    List<UUID> named =
        records.search(text, NAMED_RECORDS).stream().map(one -> one.ref().id()).toList();
    return named.isEmpty()
        ? falseCondition()
        : CALL_RECORD.ID.in(
            select(CALL_LINK.CALL_ID).from(CALL_LINK).where(CALL_LINK.RECORD_ID.in(named)));
  }

  private static Condition numbered(String digits) {
    Condition part = CALL_RECORD.PEER_DIGITS.contains(digits);
    return digits.length() <= TELLING_DIGITS
        ? part
        : part.or(
            CALL_RECORD.PEER_DIGITS.endsWith(digits.substring(digits.length() - TELLING_DIGITS)));
  }
}
