package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_LINK;

import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.store.generated.tables.records.CallLinkRecord;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.security.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Reads links with the names of their records; rights are the caller's business. */
@Repository
class LinkStore {
  private final DSLContext db;
  private final Records records;

  LinkStore(DSLContext db, Records records) {
    this.db = db;
    this.records = records;
  }

  /** In the order in which they were made; calls without links are left out. */
  Map<UUID, List<CallLink>> of(Collection<UUID> calls) {
    if (calls.isEmpty()) {
      return Map.of();
    }
    List<CallLinkRecord> rows =
        db.selectFrom(CALL_LINK)
            .where(CALL_LINK.CALL_ID.in(calls))
            .orderBy(CALL_LINK.MADE_AT, CALL_LINK.RECORD_ID)
            .fetch();
    Map<RecordRef, RecordSummary> known =
        records.summaries(rows.stream().map(LinkStore::ref).collect(Collectors.toSet()));
    Map<UUID, List<CallLink>> links = new HashMap<>();
    for (CallLinkRecord row : rows) {
      RecordSummary record = known.get(ref(row));
      if (record != null) {
        links.computeIfAbsent(row.getCallId(), _ -> new ArrayList<>()).add(link(row, record));
      }
    }
    return links;
  }

  static RecordRef ref(CallLinkRecord row) {
    return new RecordRef(row.getRecordKind(), row.getRecordId());
  }

  private static CallLink link(CallLinkRecord row, RecordSummary record) {
    UUID madeBy = row.getMadeBy();
    String rule = row.getRule();
    return new CallLink(
        row.getCallId(),
        record,
        madeBy == null ? null : new UserId(madeBy),
        rule == null ? null : LinkRules.rule(rule),
        row.getMadeAt().toInstant());
  }
}
