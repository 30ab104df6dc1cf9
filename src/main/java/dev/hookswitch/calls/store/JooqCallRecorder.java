package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_EVENT;
import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.LinkRule;
import dev.hookswitch.calls.Links;
import dev.hookswitch.calls.PeerKnown;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.hub.CallOrigin;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.hub.CallTimes;
import dev.hookswitch.hub.TrackedCall;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.CallChange;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes each event in one transaction: two statements, the call's row and a line of its journal;
 * one when the event does not change the row. A conversation and a missed call tell the work with
 * missed calls too.
 */
@Repository
class JooqCallRecorder implements CallRecorder {
  private static final Logger log = LoggerFactory.getLogger(JooqCallRecorder.class);

  /** No call of an agent lasts longer, and the ids of most phone systems are never used again. */
  private static final Duration REOPENED_WITHIN = Duration.ofDays(1);

  private final DSLContext db;
  private final TransactionOperations transaction;
  private final Numbers numbers;
  private final MissedLedger missed;
  private final Links links;
  private final RecordingSources recordings;
  private final ApplicationEventPublisher news;
  private final Clock clock;
  private final String node;

  JooqCallRecorder(
      DSLContext db,
      TransactionOperations transaction,
      Numbers numbers,
      MissedLedger missed,
      Links links,
      RecordingSources recordings,
      ApplicationEventPublisher news,
      Clock clock,
      @Value("${hookswitch.node:main}") String node) {
    this.db = db;
    this.transaction = transaction;
    this.numbers = numbers;
    this.missed = missed;
    this.links = links;
    this.recordings = recordings;
    this.news = news;
    this.clock = clock;
    this.node = node;
  }

  @Override
  public void record(Entry entry) {
    JournalPayload.of(entry.event()).ifPresent(payload -> record(entry, payload));
  }

  private void record(Entry entry, String payload) {
    CtiEvent event = entry.event();
    TrackedCall call = entry.call();
    TrackedCall changed = event instanceof CallChange ? call : null;
    try {
      transaction.executeWithoutResult(_ -> write(entry, changed, payload, Way.USUAL));
    } catch (DuplicateKeyException _) {
      again(entry, changed, payload);
    }
    if (changed != null) {
      PhoneNumber peer = changed.call().peer().number();
      news.publishEvent(new PeerKnown(changed.record(), entry.user(), peer, phase(event)));
      news.publishEvent(new CallChanged(changed.record(), entry.user(), phase(event)));
    }
  }

  private enum Way {
    USUAL,
    /** The call begins in a row that it has already. */
    REOPENING
  }

  private void write(Entry entry, @Nullable TrackedCall changed, String payload, Way way) {
    CtiEvent event = entry.event();
    if (changed != null) {
      String identity = numbers.form(changed.call().peer().number()).identity();
      CallRecordRecord row = CallRows.row(entry, changed, identity, node);
      nameRecording(entry, row);
      writeRow(event, row, way);
      tellMissed(event, row);
      linkToOrigin(event, changed);
    }
    TrackedCall call = entry.call();
    writeJournal(entry, call == null ? null : call.record(), payload);
  }

  /**
   * Row and line are written together: where one of them is, an earlier attempt wrote both, unless
   * the row is that of a call which was closed and goes on.
   */
  private void again(Entry entry, @Nullable TrackedCall changed, String payload) {
    boolean closed =
        changed != null
            && entry.event() instanceof CallStarted
            && db.fetchExists(
                CALL_RECORD,
                CALL_RECORD.ID.eq(changed.record()),
                CALL_RECORD.END_REASON.eq(EndReason.BROKEN_OFF.name()));
    if (closed) {
      transaction.executeWithoutResult(_ -> write(entry, changed, payload, Way.REOPENING));
    } else {
      log.debug("{} of {} is written already", entry.event().name(), entry.line());
    }
  }

  @Override
  public Optional<Known> brokenOff(UserId user, CallId call) {
    Instant since = clock.instant().minus(REOPENED_WITHIN);
    return db.selectFrom(CALL_RECORD)
        .where(
            CALL_RECORD.USER_ID.eq(user.value()),
            CALL_RECORD.STARTED_AT.ge(CallRows.utc(since)),
            CALL_RECORD.INTEGRATION_ID.eq(call.value()),
            CALL_RECORD.END_REASON.eq(EndReason.BROKEN_OFF.name()))
        .orderBy(CALL_RECORD.STARTED_AT.desc(), CALL_RECORD.ID.desc())
        .limit(1)
        .fetchOptional(row -> {
          CallTimes times = CallRows.entry(row).times();
          return new Known(row.getId(), times.startedAt(), times.connectedAt());
        });
  }

  /**
   * A plain insert: on H2 jOOQ makes {@code on conflict do nothing} a {@code merge}, which reads
   * the whole table.
   */
  private void writeRow(CtiEvent event, CallRecordRecord row, Way way) {
    if (event instanceof CallStarted && way == Way.USUAL) {
      db.executeInsert(row);
    } else {
      db.executeUpdate(row);
    }
  }

  private void nameRecording(Entry entry, CallRecordRecord row) {
    if (entry.event() instanceof CallFinished finished) {
      recordings.referenceTo(entry.line().system(), finished).ifPresent(row::setRecording);
    }
  }

  private void linkToOrigin(CtiEvent event, TrackedCall call) {
    CallOrigin origin = call.origin();
    if (origin != null && event instanceof CallStarted) {
      links.linkByRule(
          call.record(), new RecordRef(origin.kind(), origin.id()), new LinkRule.CalledFrom());
    }
  }

  /** A conversation whose beginning nobody saw is known at its end at the latest. */
  private void tellMissed(CtiEvent event, CallRecordRecord row) {
    boolean over = event instanceof CallFinished;
    if (row.getAnsweredAt() != null && (over || event instanceof CommutationStarted)) {
      missed.spoken(row);
    } else if (over && CallRows.entry(row).missed()) {
      missed.missed(row);
    }
  }

  private void writeJournal(Entry entry, @Nullable UUID call, String payload) {
    CtiEvent event = entry.event();
    UUID line = entry.line().id().value();
    String whole = "%s %s %s %s %s".formatted(call, line, event.at(), event.name(), payload);
    db.insertInto(CALL_EVENT)
        .set(CALL_EVENT.CALL_ID, call)
        .set(CALL_EVENT.USER_ID, entry.user().value())
        .set(CALL_EVENT.LINE_ID, line)
        .set(CALL_EVENT.AT, CallRows.utc(event.at()))
        .set(CALL_EVENT.NAME, event.name())
        .set(CALL_EVENT.PAYLOAD, payload)
        .set(CALL_EVENT.FINGERPRINT, UUID.nameUUIDFromBytes(whole.getBytes(UTF_8)))
        .execute();
  }

  private static Phase phase(CtiEvent event) {
    return switch (event) {
      case CallStarted _ -> Phase.STARTED;
      case CallFinished _ -> Phase.ENDED;
      default -> Phase.CHANGED;
    };
  }
}
