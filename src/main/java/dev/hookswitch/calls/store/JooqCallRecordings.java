package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static dev.hookswitch.calls.store.generated.Tables.RECORDING_LISTENING;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.CallRecordings;
import dev.hookswitch.calls.Listening;
import dev.hookswitch.calls.Listening.Way;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** Asks phone systems outside of any transaction. */
@Repository
class JooqCallRecordings implements CallRecordings {
  private static final Logger log = LoggerFactory.getLogger(JooqCallRecordings.class);
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  /** For how long one opening of a player counts as one listening. */
  private static final Duration OPENING = Duration.ofHours(12);

  private final DSLContext db;
  private final TransactionOperations transaction;
  private final CallAccess access;
  private final RecordingSources sources;
  private final ApplicationEventPublisher news;
  private final Clock clock;

  JooqCallRecordings(
      DSLContext db,
      TransactionOperations transaction,
      CallAccess access,
      RecordingSources sources,
      ApplicationEventPublisher news,
      Clock clock) {
    this.db = db;
    this.transaction = transaction;
    this.access = access;
    this.sources = sources;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public RecordingAnswer open(Person by, UUID call, Way way, UUID opening) {
    RecordingAnswer answer = look(by, call);
    if (answer instanceof RecordingAnswer.Found(var recording)) {
      try {
        noteListening(by, call, way, opening);
      } catch (RuntimeException e) {
        recording.close(); // nobody listens unseen
        throw e;
      }
    }
    return answer;
  }

  @Override
  public RecordingAnswer look(Person by, UUID call) {
    CallRecordRecord row = access.require(by, call);
    String reference = row.getRecording();
    if (reference == null) {
      return RecordingAnswer.ABSENT;
    }
    RecordingAnswer answer =
        sources.open(
            row.getPhoneSystem(),
            new RecordingRef(
                new LineId(row.getLineId()), new PhoneNumber(row.getLineNumber()), reference));
    if (answer instanceof RecordingAnswer.Unreachable(String detail)) {
      log.warn("The recording of call {} cannot be had from its phone system: {}", call, detail);
    }
    return answer;
  }

  @Override
  public List<Listening> listenings(Person viewer, UUID call) {
    if (!viewer.is(Role.SUPERVISOR) && !viewer.is(Role.ADMINISTRATOR)) {
      return List.of();
    }
    return db.select(RECORDING_LISTENING.fields())
        .from(RECORDING_LISTENING)
        .join(CALL_RECORD)
        .on(CALL_RECORD.ID.eq(RECORDING_LISTENING.CALL_ID))
        .where(RECORDING_LISTENING.CALL_ID.eq(call), access.seenBy(viewer))
        .orderBy(RECORDING_LISTENING.AT.desc(), RECORDING_LISTENING.ID.desc())
        .limit(MOST_LISTENINGS)
        .fetchInto(RECORDING_LISTENING)
        .map(row ->
            new Listening(
                new UserId(row.getUserId()), Way.valueOf(row.getWay()), row.getAt().toInstant()));
  }

  /** A player asks several times, also at once: under the call's lock one of them writes. */
  private void noteListening(Person by, UUID call, Way way, UUID opening) {
    Condition same =
        RECORDING_LISTENING
            .CALL_ID
            .eq(call)
            .and(RECORDING_LISTENING.USER_ID.eq(by.id().value()))
            .and(RECORDING_LISTENING.OPENING.eq(opening))
            .and(RECORDING_LISTENING.WAY.eq(way.name()))
            .and(RECORDING_LISTENING.AT.gt(CallRows.utc(clock.instant().minus(OPENING))));
    if (db.fetchExists(RECORDING_LISTENING, same)) {
      return;
    }
    transaction.executeWithoutResult(_ -> {
      CallRecordRecord row = access.lock(by, call);
      if (!db.fetchExists(RECORDING_LISTENING, same)) {
        db.insertInto(RECORDING_LISTENING)
            .set(RECORDING_LISTENING.ID, IDS.generate())
            .set(RECORDING_LISTENING.CALL_ID, call)
            .set(RECORDING_LISTENING.USER_ID, by.id().value())
            .set(RECORDING_LISTENING.OPENING, opening)
            .set(RECORDING_LISTENING.WAY, way.name())
            .set(RECORDING_LISTENING.AT, CallRows.utc(clock.instant()))
            .execute();
        news.publishEvent(new CallChanged(call, new UserId(row.getUserId()), Phase.WORKED_ON));
      }
    });
  }
}
