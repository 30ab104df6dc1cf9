package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_LINK;
import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;

import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallNotFound;
import dev.hookswitch.calls.LinkRule;
import dev.hookswitch.calls.LinkRule.Belonging;
import dev.hookswitch.calls.Links;
import dev.hookswitch.calls.store.generated.tables.records.CallLinkRecord;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JooqLinks implements Links {
  private final DSLContext db;
  private final CallAccess access;
  private final LinkStore links;
  private final Records records;
  private final ApplicationEventPublisher news;
  private final Clock clock;

  JooqLinks(
      DSLContext db,
      CallAccess access,
      LinkStore links,
      Records records,
      ApplicationEventPublisher news,
      Clock clock) {
    this.db = db;
    this.access = access;
    this.links = links;
    this.records = records;
    this.news = news;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public List<CallLink> of(Person viewer, UUID call) {
    boolean seen = db.fetchExists(CALL_RECORD, CALL_RECORD.ID.eq(call).and(access.seenBy(viewer)));
    return seen ? links.of(List.of(call)).getOrDefault(call, List.of()) : List.of();
  }

  @Override
  public void link(Person by, UUID call, RecordRef record) {
    CallRecordRecord row = access.lock(by, call);
    // Chosen by a person now, it no longer goes with the record that it belongs to.
    int known =
        db.update(CALL_LINK)
            .set(CALL_LINK.MADE_BY, by.id().value())
            .setNull(CALL_LINK.RULE)
            .where(CALL_LINK.CALL_ID.eq(call), CALL_LINK.RECORD_ID.eq(record.id()))
            .execute();
    if (known == 0) {
      db.executeInsert(link(row, record, by.id(), null));
    }
    linkBelongings(row, record, by.id());
    records.hasNumber(record, row.getPeerNumber());
    changed(row);
  }

  @Override
  public void unlink(Person by, UUID call, RecordRef record) {
    CallRecordRecord row = access.require(by, call);
    db.deleteFrom(CALL_LINK)
        .where(CALL_LINK.CALL_ID.eq(call), CALL_LINK.RECORD_ID.eq(record.id()))
        .execute();
    List<CallLinkRecord> rest = db.selectFrom(CALL_LINK).where(CALL_LINK.CALL_ID.eq(call)).fetch();
    Set<RecordRef> belongings =
        rest.stream()
            .filter(link -> !LinkRules.BELONGING.equals(link.getRule()))
            .flatMap(link -> records.belongingTo(LinkStore.ref(link)).stream())
            .collect(Collectors.toSet());
    rest.stream()
        .filter(link -> LinkRules.BELONGING.equals(link.getRule()))
        .filter(link -> !belongings.contains(LinkStore.ref(link)))
        .forEach(db::executeDelete);
    changed(row);
  }

  @Override
  public void linkByRule(UUID call, RecordRef record, LinkRule rule) {
    CallRecordRecord row =
        db.selectFrom(CALL_RECORD)
            .where(CALL_RECORD.ID.eq(call))
            .forUpdate()
            .fetchOptional()
            .orElseThrow(() -> new CallNotFound(call));
    insertIfNew(link(row, record, null, rule));
    linkBelongings(row, record, null);
    changed(row);
  }

  private void linkBelongings(CallRecordRecord call, RecordRef record, @Nullable UserId by) {
    for (RecordRef belonging : records.belongingTo(record)) {
      insertIfNew(link(call, belonging, by, new Belonging()));
    }
  }

  private void insertIfNew(CallLinkRecord row) {
    boolean known =
        db.fetchExists(
            CALL_LINK,
            CALL_LINK.CALL_ID.eq(row.getCallId()).and(CALL_LINK.RECORD_ID.eq(row.getRecordId())));
    if (!known) {
      db.executeInsert(row);
    }
  }

  private CallLinkRecord link(
      CallRecordRecord call, RecordRef record, @Nullable UserId by, @Nullable LinkRule rule) {
    var row = new CallLinkRecord();
    row.setCallId(call.getId());
    row.setRecordKind(record.kind());
    row.setRecordId(record.id());
    row.setStartedAt(call.getStartedAt());
    row.set(CALL_LINK.MADE_BY, by == null ? null : by.value());
    row.set(CALL_LINK.RULE, rule == null ? null : LinkRules.text(rule));
    row.setMadeAt(CallRows.utc(clock.instant()));
    return row;
  }

  private void changed(CallRecordRecord call) {
    news.publishEvent(new CallChanged(call.getId(), new UserId(call.getUserId()), Phase.WORKED_ON));
  }
}
