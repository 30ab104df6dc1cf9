package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static dev.hookswitch.calls.store.generated.Tables.MISSED_CALL;

import dev.hookswitch.calls.MissedChanged;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.calls.store.generated.tables.records.MissedCallRecord;
import dev.hookswitch.security.UserId;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What calls do to the work with missed calls: a missed one adds to it, a conversation makes that
 * of its party done. Runs in the transaction that writes the call, and may run twice for it.
 */
@Component
class MissedLedger {
  static final String OPEN = "OPEN";
  static final String TAKEN = "TAKEN";
  static final String DONE = "DONE";

  private final DSLContext db;
  private final ApplicationEventPublisher news;

  MissedLedger(DSLContext db, ApplicationEventPublisher news) {
    this.db = db;
    this.news = news;
  }

  /** The call is over and nobody took it. */
  void missed(CallRecordRecord call) {
    if (db.fetchExists(MISSED_CALL, MISSED_CALL.CALL_ID.eq(call.getId()))) {
      return;
    }
    var row = new MissedCallRecord();
    row.setCallId(call.getId());
    row.setPeerIdentity(call.getPeerIdentity());
    row.setUserId(call.getUserId());
    row.setMissedAt(call.getStartedAt());
    row.setState(OPEN);
    conversationSince(call)
        .ifPresent(talk -> {
          row.setState(DONE);
          row.setDoneAt(talk.getAnsweredAt());
          row.setDoneBy(talk.getUserId());
          row.setClosingCall(talk.getId());
        });
    db.executeInsert(row);
    news.publishEvent(new MissedChanged(Set.of(new UserId(call.getUserId()))));
  }

  /** Somebody speaks, or spoke, with the other side of the call. */
  void spoken(CallRecordRecord call) {
    OffsetDateTime answeredAt = call.getAnsweredAt();
    if (answeredAt == null || call.getPeerIdentity().isEmpty()) {
      return;
    }
    Set<UUID> users =
        db.update(MISSED_CALL)
            .set(MISSED_CALL.STATE, DONE)
            .set(MISSED_CALL.DONE_BY, call.getUserId())
            .set(MISSED_CALL.DONE_AT, answeredAt)
            .set(MISSED_CALL.CLOSING_CALL, call.getId())
            .where(
                MISSED_CALL.PEER_IDENTITY.eq(call.getPeerIdentity()),
                MISSED_CALL.STATE.in(OPEN, TAKEN),
                MISSED_CALL.MISSED_AT.le(answeredAt))
            .returning(MISSED_CALL.USER_ID)
            .fetchSet(MISSED_CALL.USER_ID);
    if (!users.isEmpty()) {
      news.publishEvent(
          new MissedChanged(users.stream().map(UserId::new).collect(Collectors.toSet())));
    }
  }

  /**
   * A line of a group goes on ringing, or is told to stop, after a colleague answered: nobody has
   * to call back.
   */
  private Optional<CallRecordRecord> conversationSince(CallRecordRecord missed) {
    if (missed.getPeerIdentity().isEmpty()) {
      return Optional.empty();
    }
    return db.selectFrom(CALL_RECORD)
        .where(
            CALL_RECORD.PEER_IDENTITY.eq(missed.getPeerIdentity()),
            CALL_RECORD.STARTED_AT.ge(missed.getStartedAt().minusHours(1)),
            CALL_RECORD.ANSWERED_AT.ge(missed.getStartedAt()))
        .orderBy(CALL_RECORD.ANSWERED_AT)
        .limit(1)
        .fetchOptional();
  }
}
