package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static dev.hookswitch.calls.store.generated.Tables.TASK;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.calls.TasksChanged;
import dev.hookswitch.calls.store.generated.tables.records.TaskRecord;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JooqTasks implements Tasks {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final DSLContext db;
  private final CallAccess access;
  private final People people;
  private final Records records;
  private final ApplicationEventPublisher news;
  private final Clock clock;

  JooqTasks(
      DSLContext db,
      CallAccess access,
      People people,
      Records records,
      ApplicationEventPublisher news,
      Clock clock) {
    this.db = db;
    this.access = access;
    this.people = people;
    this.records = records;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public UUID create(Person by, Draft draft) {
    UUID call = draft.call();
    if (call != null) {
      access.require(by, call);
    }
    RecordRef record = draft.record();
    var row = new TaskRecord();
    row.setId(IDS.generate());
    row.setTitle(title(draft.title()));
    row.setDueAt(CallRows.utc(draft.dueAt()));
    row.setOwnerId(draft.owner().value());
    row.set(TASK.CALL_ID, call);
    row.set(TASK.RECORD_KIND, record == null ? null : record.kind());
    row.set(TASK.RECORD_ID, record == null ? null : record.id());
    row.setCreatedBy(by.id().value());
    row.setCreatedAt(CallRows.utc(clock.instant()));
    row.setVersion(0L);
    db.executeInsert(row);
    changed(row);
    return row.getId();
  }

  @Override
  @Transactional(readOnly = true)
  public List<CallTask> open(Person owner, int limit) {
    return tasks(
        db.selectFrom(TASK)
            .where(TASK.OWNER_ID.eq(owner.id().value()), TASK.DONE_AT.isNull())
            .orderBy(TASK.DUE_AT, TASK.ID)
            .limit(limit)
            .fetch());
  }

  @Override
  @Transactional(readOnly = true)
  public List<CallTask> done(Person owner, int limit) {
    return tasks(
        db.selectFrom(TASK)
            .where(TASK.OWNER_ID.eq(owner.id().value()), TASK.DONE_AT.isNotNull())
            .orderBy(TASK.DONE_AT.desc(), TASK.ID.desc())
            .limit(limit)
            .fetch());
  }

  @Override
  @Transactional(readOnly = true)
  public List<CallTask> ofCall(Person viewer, UUID call) {
    return tasks(
        db.select(TASK.fields())
            .from(TASK)
            .join(CALL_RECORD)
            .on(CALL_RECORD.ID.eq(TASK.CALL_ID))
            .where(TASK.CALL_ID.eq(call), access.seenBy(viewer))
            .orderBy(TASK.DUE_AT, TASK.ID)
            .fetchInto(TASK));
  }

  @Override
  @Transactional(readOnly = true)
  public List<CallTask> ofRecord(Person viewer, RecordRef record, int limit) {
    return tasks(
        db.selectFrom(TASK)
            .where(
                TASK.RECORD_ID.eq(record.id()),
                CallAccess.among(TASK.OWNER_ID, people.sightOf(viewer)))
            .orderBy(TASK.DUE_AT.desc(), TASK.ID.desc())
            .limit(limit)
            .fetch());
  }

  @Override
  public void change(Person by, UUID task, long version, String title, Instant dueAt) {
    TaskRecord row = require(by, task);
    int rows =
        db.update(TASK)
            .set(TASK.TITLE, title(title))
            .set(TASK.DUE_AT, CallRows.utc(dueAt))
            .set(TASK.VERSION, version + 1)
            .where(TASK.ID.eq(task), TASK.VERSION.eq(version))
            .execute();
    if (rows == 0) {
      throw new OptimisticLockingFailureException("task " + task + " was changed meanwhile");
    }
    changed(row);
  }

  @Override
  public void complete(Person by, UUID task) {
    TaskRecord row = require(by, task);
    db.update(TASK)
        .set(TASK.DONE_AT, CallRows.utc(clock.instant()))
        .set(TASK.DONE_BY, by.id().value())
        .set(TASK.VERSION, TASK.VERSION.plus(1))
        .where(TASK.ID.eq(task), TASK.DONE_AT.isNull())
        .execute();
    changed(row);
  }

  @Override
  public void reopen(Person by, UUID task) {
    TaskRecord row = require(by, task);
    db.update(TASK)
        .setNull(TASK.DONE_AT)
        .setNull(TASK.DONE_BY)
        .set(TASK.VERSION, TASK.VERSION.plus(1))
        .where(TASK.ID.eq(task))
        .execute();
    changed(row);
  }

  @Override
  public void remove(Person by, UUID task) {
    TaskRecord row = require(by, task);
    db.deleteFrom(TASK).where(TASK.ID.eq(task)).execute();
    changed(row);
  }

  private TaskRecord require(Person by, UUID task) {
    return db.selectFrom(TASK)
        .where(TASK.ID.eq(task), CallAccess.among(TASK.OWNER_ID, people.sightOf(by)))
        .fetchOptional()
        .orElseThrow(() -> new TaskNotFound(task));
  }

  private List<CallTask> tasks(List<TaskRecord> rows) {
    Map<RecordRef, RecordSummary> known =
        records.summaries(
            rows.stream().map(JooqTasks::ref).filter(Objects::nonNull).collect(Collectors.toSet()));
    return rows.stream().map(row -> task(row, known)).toList();
  }

  private static CallTask task(TaskRecord row, Map<RecordRef, RecordSummary> known) {
    OffsetDateTime doneAt = row.getDoneAt();
    RecordRef ref = ref(row);
    return new CallTask(
        row.getId(),
        row.getTitle(),
        row.getDueAt().toInstant(),
        new UserId(row.getOwnerId()),
        row.getCallId(),
        ref == null ? null : known.get(ref),
        doneAt == null ? null : doneAt.toInstant(),
        row.getVersion());
  }

  private static @Nullable RecordRef ref(TaskRecord row) {
    String kind = row.getRecordKind();
    UUID id = row.getRecordId();
    return kind == null || id == null ? null : new RecordRef(kind, id);
  }

  private static String title(String typed) {
    String title = CallRows.text(typed).strip();
    if (title.isEmpty()) {
      throw new IllegalArgumentException("a task without a title");
    }
    return CallRows.cut(title);
  }

  private void changed(TaskRecord task) {
    news.publishEvent(new TasksChanged(new UserId(task.getOwnerId())));
    UUID call = task.getCallId();
    if (call != null) {
      news.publishEvent(new CallChanged(call, new UserId(task.getOwnerId()), Phase.WORKED_ON));
    }
  }
}
