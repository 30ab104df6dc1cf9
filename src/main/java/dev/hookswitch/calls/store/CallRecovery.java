package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.hub.CtiHubs;
import dev.hookswitch.hub.TrackedCall;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.Line;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sees to it that no call stays open for ever: while the node runs it notes which calls are alive,
 * and when it starts, before anybody can sign in, it closes those that its former life left open.
 */
@Component
class CallRecovery implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(CallRecovery.class);

  private final DSLContext db;
  private final CallRecorder recorder;
  private final CtiHubs hubs;
  private final Clock clock;
  private final String node;

  CallRecovery(
      DSLContext db,
      CallRecorder recorder,
      CtiHubs hubs,
      Clock clock,
      @Value("${hookswitch.node:main}") String node) {
    this.db = db;
    this.recorder = recorder;
    this.hubs = hubs;
    this.clock = clock;
    this.node = node;
  }

  @Override
  public void afterSingletonsInstantiated() {
    List<CallRecordRecord> open =
        db.selectFrom(CALL_RECORD)
            .where(CALL_RECORD.ENDED_AT.isNull(), CALL_RECORD.NODE.eq(node))
            .fetch();
    open.forEach(this::breakOff);
    if (!open.isEmpty()) {
      log.info(
          "{} calls were open when the node stopped; they are closed as broken off", open.size());
    }
  }

  private void breakOff(CallRecordRecord row) {
    CallEntry known = CallRows.entry(row);
    Instant alive = row.getAliveAt().toInstant();
    Instant since = known.times().since();
    Instant end = alive.isBefore(since) ? since : alive;
    TrackedCall over =
        new TrackedCall(known.id(), known.call(), known.times(), "", "", null)
            .with(known.call().brokenOff(), end);
    var line = new Line(known.line(), known.phoneSystem(), known.lineNumber(), "", Map.of());
    recorder.record(
        new CallRecorder.Entry(
            known.user(), line, new CallFinished(known.line(), end, over.call()), over));
  }

  /** The calls that live now were alive now. */
  @Scheduled(fixedDelayString = "${hookswitch.calls.heartbeat:5s}")
  void noteAlive() {
    Set<UUID> live = hubs.liveRecords();
    if (!live.isEmpty()) {
      db.update(CALL_RECORD)
          .set(CALL_RECORD.ALIVE_AT, CallRows.utc(clock.instant()))
          .where(CALL_RECORD.ID.in(live), CALL_RECORD.ENDED_AT.isNull())
          .execute();
    }
  }
}
