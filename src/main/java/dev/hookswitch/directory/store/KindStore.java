package dev.hookswitch.directory.store;

import static dev.hookswitch.directory.store.generated.Tables.DIRECTORY_RECORD;
import static dev.hookswitch.directory.store.generated.Tables.RECORD_KIND;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import dev.hookswitch.directory.RecordKind;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Kinds of records in the database. */
@Repository
public class KindStore {
  private final DSLContext db;

  KindStore(DSLContext db) {
    this.db = db;
  }

  public List<RecordKind> all() {
    return db.select(RECORD_KIND.CODE, RECORD_KIND.NAME, RECORD_KIND.PLURAL, RECORD_KIND.ICON)
        .from(RECORD_KIND)
        .orderBy(RECORD_KIND.POSITION, RECORD_KIND.CODE)
        .fetch(row -> new RecordKind(row.value1(), row.value2(), row.value3(), row.value4()));
  }

  public void insert(RecordKind kind) {
    int position =
        db.select(coalesce(max(RECORD_KIND.POSITION), val(0)).plus(1))
            .from(RECORD_KIND)
            .fetchSingle()
            .value1();
    db.insertInto(RECORD_KIND)
        .set(RECORD_KIND.CODE, kind.code())
        .set(RECORD_KIND.NAME, kind.name())
        .set(RECORD_KIND.PLURAL, kind.plural())
        .set(RECORD_KIND.ICON, kind.icon())
        .set(RECORD_KIND.POSITION, position)
        .execute();
  }

  public void update(RecordKind kind) {
    db.update(RECORD_KIND)
        .set(RECORD_KIND.NAME, kind.name())
        .set(RECORD_KIND.PLURAL, kind.plural())
        .set(RECORD_KIND.ICON, kind.icon())
        .where(RECORD_KIND.CODE.eq(kind.code()))
        .execute();
  }

  public boolean isInUse(String code) {
    return db.fetchExists(DIRECTORY_RECORD, DIRECTORY_RECORD.KIND.eq(code));
  }

  public void delete(String code) {
    db.deleteFrom(RECORD_KIND).where(RECORD_KIND.CODE.eq(code)).execute();
  }
}
