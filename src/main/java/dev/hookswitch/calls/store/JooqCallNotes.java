package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_NOTE;
import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static dev.hookswitch.calls.store.generated.Tables.NOTE_WORD;

import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallNote.Result;
import dev.hookswitch.calls.CallNotes;
import dev.hookswitch.calls.store.generated.tables.records.CallNoteRecord;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.calls.store.generated.tables.records.NoteWordRecord;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JooqCallNotes implements CallNotes {
  private final DSLContext db;
  private final CallAccess access;
  private final ApplicationEventPublisher news;
  private final Clock clock;

  JooqCallNotes(DSLContext db, CallAccess access, ApplicationEventPublisher news, Clock clock) {
    this.db = db;
    this.access = access;
    this.news = news;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CallNote> of(Person viewer, UUID call) {
    return db.select(CALL_NOTE.fields())
        .from(CALL_NOTE)
        .join(CALL_RECORD)
        .on(CALL_RECORD.ID.eq(CALL_NOTE.CALL_ID))
        .where(CALL_NOTE.CALL_ID.eq(call), access.seenBy(viewer))
        .fetchOptionalInto(CALL_NOTE)
        .map(NoteStore::note);
  }

  @Override
  public CallNote write(Person by, UUID call, String text) {
    CallRecordRecord row = access.lock(by, call);
    String kept = cut(CallRows.text(text));
    CallNote note = set(by, row, CALL_NOTE.NOTE, kept);
    db.deleteFrom(NOTE_WORD).where(NOTE_WORD.CALL_ID.eq(call)).execute();
    List<NoteWordRecord> words =
        Words.of(kept).stream().map(word -> new NoteWordRecord(Words.first(word), call)).toList();
    db.batchInsert(words).execute();
    return note;
  }

  @Override
  public CallNote setResult(Person by, UUID call, @Nullable Result result) {
    return set(by, access.lock(by, call), CALL_NOTE.RESULT, name(result));
  }

  @Override
  public void setResult(Person by, Collection<UUID> calls, Result result) {
    access.requireAll(by, calls).forEach(row -> set(by, row, CALL_NOTE.RESULT, name(result)));
  }

  private <T> CallNote set(Person by, CallRecordRecord call, Field<T> field, @Nullable T value) {
    OffsetDateTime now = CallRows.utc(clock.instant());
    int known =
        db.update(CALL_NOTE)
            .set(field, value)
            .set(CALL_NOTE.CHANGED_BY, by.id().value())
            .set(CALL_NOTE.CHANGED_AT, now)
            .set(CALL_NOTE.VERSION, CALL_NOTE.VERSION.plus(1))
            .where(CALL_NOTE.CALL_ID.eq(call.getId()))
            .execute();
    if (known == 0) {
      var row = new CallNoteRecord();
      row.setCallId(call.getId());
      row.setNote("");
      row.setChangedBy(by.id().value());
      row.setChangedAt(now);
      row.setVersion(0L);
      row.set(field, value);
      db.executeInsert(row);
    }
    news.publishEvent(new CallChanged(call.getId(), new UserId(call.getUserId()), Phase.WORKED_ON));
    return NoteStore.note(
        db.selectFrom(CALL_NOTE).where(CALL_NOTE.CALL_ID.eq(call.getId())).fetchSingle());
  }

  private static @Nullable String name(@Nullable Result result) {
    return result == null ? null : result.name();
  }

  private static String cut(String text) {
    if (text.length() <= CallNote.MAX_LENGTH) {
      return text;
    }
    int end = CallNote.MAX_LENGTH;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
