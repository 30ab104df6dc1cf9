package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_LINK;
import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;

import dev.hookswitch.directory.Acquaintance;
import dev.hookswitch.directory.RecordRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Select;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Tells the directory when somebody last spoke about a record. */
@Repository
@Transactional(readOnly = true)
class CallAcquaintance implements Acquaintance {
  private final DSLContext db;

  CallAcquaintance(DSLContext db) {
    this.db = db;
  }

  @Override
  public Map<RecordRef, Instant> lastTalks(Collection<RecordRef> records) {
    Map<RecordRef, Instant> talks = new HashMap<>();
    records.stream()
        .distinct()
        .map(this::lastTalk)
        .reduce(Select::unionAll)
        .ifPresent(all ->
            all.forEach(row ->
                talks.put(new RecordRef(row.value1(), row.value2()), row.value3().toInstant())));
    return talks;
  }

  /** Each reads its newest links alone: a grouping would read all that a busy account ever had. */
  private Select<Record3<String, UUID, OffsetDateTime>> lastTalk(RecordRef record) {
    return db.select(CALL_LINK.RECORD_KIND, CALL_LINK.RECORD_ID, CALL_LINK.STARTED_AT)
        .from(CALL_LINK)
        .join(CALL_RECORD)
        .on(CALL_RECORD.ID.eq(CALL_LINK.CALL_ID))
        .where(CALL_LINK.RECORD_ID.eq(record.id()), CALL_RECORD.ANSWERED_AT.isNotNull())
        .orderBy(CALL_LINK.STARTED_AT.desc(), CALL_LINK.CALL_ID.desc())
        .limit(1);
  }
}
