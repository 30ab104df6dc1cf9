package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_NOTE;

import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.store.generated.tables.records.CallNoteRecord;
import dev.hookswitch.security.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Reads notes; rights are the caller's business. */
@Repository
class NoteStore {
  private final DSLContext db;

  NoteStore(DSLContext db) {
    this.db = db;
  }

  /** Calls without a note are left out. */
  Map<UUID, CallNote> of(Collection<UUID> calls) {
    return calls.isEmpty()
        ? Map.of()
        : db.selectFrom(CALL_NOTE)
            .where(CALL_NOTE.CALL_ID.in(calls))
            .fetchMap(CALL_NOTE.CALL_ID, NoteStore::note);
  }

  static CallNote note(CallNoteRecord row) {
    String result = row.getResult();
    return new CallNote(
        row.getCallId(),
        row.getNote(),
        result == null ? null : CallNote.Result.valueOf(result),
        new UserId(row.getChangedBy()),
        row.getChangedAt().toInstant());
  }
}
