package dev.hookswitch.directory.store;

import static dev.hookswitch.directory.store.generated.Tables.COMMUNICATION;
import static dev.hookswitch.directory.store.generated.Tables.NUMBER_DENIAL;
import static org.jooq.impl.DSL.noCondition;

import dev.hookswitch.directory.NumberForm;
import dev.hookswitch.directory.store.generated.tables.records.NumberDenialRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Stored numbers in what they are compared by, page by page. */
@Repository
public class NumberReadingStore {
  private final DSLContext db;

  /**
   * @param address not a number; it stays as it is
   */
  public record StoredForm(UUID id, UUID record, boolean address, String typed, NumberForm form) {
    public StoredForm with(NumberForm other) {
      return new StoredForm(id, record, address, typed, other);
    }
  }

  NumberReadingStore(DSLContext db) {
    this.db = db;
  }

  /**
   * Numbers and addresses of whole records, by record and in the order of its page.
   *
   * @param after null for the first page
   * @param size about as many; the numbers of one record are never torn apart
   */
  public List<StoredForm> page(@Nullable UUID after, int size) {
    Condition further = after == null ? noCondition() : COMMUNICATION.RECORD_ID.gt(after);
    List<UUID> records =
        db.select(COMMUNICATION.RECORD_ID)
            .from(COMMUNICATION)
            .where(further)
            .orderBy(COMMUNICATION.RECORD_ID)
            .limit(size)
            .fetch(COMMUNICATION.RECORD_ID);
    return records.isEmpty()
        ? List.of()
        : db.select(
                COMMUNICATION.ID,
                COMMUNICATION.RECORD_ID,
                COMMUNICATION.TYPED,
                COMMUNICATION.E164,
                COMMUNICATION.IDENTITY,
                COMMUNICATION.REVERSED)
            .from(COMMUNICATION)
            .where(further, COMMUNICATION.RECORD_ID.le(records.getLast()))
            .orderBy(COMMUNICATION.RECORD_ID, COMMUNICATION.POSITION, COMMUNICATION.ID)
            .fetch(row -> {
              String reversed = row.value6();
              return new StoredForm(
                  row.value1(),
                  row.value2(),
                  reversed == null,
                  row.value3(),
                  IdentificationStore.form(row.value4(), row.value5(), reversed));
            });
  }

  public void delete(Collection<UUID> numbers) {
    if (!numbers.isEmpty()) {
      db.deleteFrom(COMMUNICATION).where(COMMUNICATION.ID.in(numbers)).execute();
    }
  }

  /** A record has each identity once: those that only change places must not meet on the way. */
  public void update(List<StoredForm> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    db.update(COMMUNICATION)
        .set(COMMUNICATION.IDENTITY, COMMUNICATION.ID.cast(String.class))
        .where(COMMUNICATION.ID.in(numbers.stream().map(StoredForm::id).toList()))
        .execute();
    var batch =
        db.batch(
            db.update(COMMUNICATION)
                .set(COMMUNICATION.IDENTITY, "")
                .set(COMMUNICATION.E164, "")
                .set(COMMUNICATION.REVERSED, "")
                .where(COMMUNICATION.ID.eq((UUID) null)));
    for (StoredForm number : numbers) {
      NumberForm form = number.form();
      batch = batch.bind(form.identity(), form.e164(), form.reversed(), number.id());
    }
    batch.execute();
  }

  /** What was denied for a number is denied for it however it is read. */
  public void rewriteDenials(UnaryOperator<String> identity) {
    List<NumberDenialRecord> changed = new ArrayList<>();
    for (NumberDenialRecord denial : db.fetch(NUMBER_DENIAL)) {
      String now = identity.apply(denial.getIdentity());
      if (!now.isEmpty() && !now.equals(denial.getIdentity())) {
        denial.delete();
        denial.setIdentity(now);
        denial.changed(true);
        changed.add(denial);
      }
    }
    for (NumberDenialRecord denial : changed) {
      db.insertInto(NUMBER_DENIAL).set(denial).onConflictDoNothing().execute();
    }
  }
}
