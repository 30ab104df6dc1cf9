package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_EVENT;
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
import dev.hookswitch.hub.TrackedCall;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.CallChange;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.PhoneNumber;
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

  private final DSLContext db;
  private final TransactionOperations transaction;
  private final Numbers numbers;
  private final MissedLedger missed;
  private final Links links;
  private final RecordingSources recordings;
  private final ApplicationEventPublisher news;
  private final String node;

  JooqCallRecorder(
      DSLContext db,
      TransactionOperations transaction,
      Numbers numbers,
      MissedLedger missed,
      Links links,
      RecordingSources recordings,
      ApplicationEventPublisher news,
      @Value("${hookswitch.node:main}") String node) {
    this.db = db;
    this.transaction = transaction;
    this.numbers = numbers;
    this.missed = missed;
    this.links = links;
    this.recordings = recordings;
    this.news = news;
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
      transaction.executeWithoutResult(_ -> {
        if (changed != null) {
          String identity = numbers.form(changed.call().peer().number()).identity();
          CallRecordRecord row = CallRows.row(entry, changed, identity, node);
          nameRecording(entry, row);
          writeRow(event, row);
          tellMissed(event, row);
          linkToOrigin(event, changed);
        }
        writeJournal(entry, call == null ? null : call.record(), payload);
      });
    } catch (DuplicateKeyException _) {
      // Row and line are written together: where one of them is, an earlier attempt wrote both.
      log.debug("{} of {} is written already", event.name(), entry.line());
    }
    if (changed != null) {
      PhoneNumber peer = changed.call().peer().number();
      news.publishEvent(new PeerKnown(changed.record(), entry.user(), peer, phase(event)));
      news.publishEvent(new CallChanged(changed.record(), entry.user(), phase(event)));
    }
  }

  /**
   * A plain insert: on H2 jOOQ makes {@code on conflict do nothing} a {@code merge}, which reads
   * the whole table.
   */
  private void writeRow(CtiEvent event, CallRecordRecord row) {
    if (event instanceof CallStarted) {
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
