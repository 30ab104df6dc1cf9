package dev.hookswitch.settings.store;

import static dev.hookswitch.settings.store.generated.Tables.LINE;
import static dev.hookswitch.settings.store.generated.Tables.SYSTEM_SETTING;

import dev.hookswitch.security.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Values of system settings by their codes. */
@Repository
public class SystemSettingStore {
  private final DSLContext db;

  SystemSettingStore(DSLContext db) {
    this.db = db;
  }

  public Map<String, String> all() {
    return db.selectFrom(SYSTEM_SETTING).fetchMap(SYSTEM_SETTING.CODE, SYSTEM_SETTING.TEXT);
  }

  public void set(String code, String value) {
    int known =
        db.update(SYSTEM_SETTING)
            .set(SYSTEM_SETTING.TEXT, value)
            .where(SYSTEM_SETTING.CODE.eq(code))
            .execute();
    if (known == 0) {
      db.insertInto(SYSTEM_SETTING)
          .set(SYSTEM_SETTING.CODE, code)
          .set(SYSTEM_SETTING.TEXT, value)
          .execute();
    }
  }

  public void remove(String code) {
    db.deleteFrom(SYSTEM_SETTING).where(SYSTEM_SETTING.CODE.eq(code)).execute();
  }

  /** Who has a line on one of these phone systems. */
  public Set<UserId> usersOn(Collection<String> systems) {
    return db.selectDistinct(LINE.USER_ID)
        .from(LINE)
        .where(LINE.PHONE_SYSTEM.in(systems))
        .fetchSet(row -> new UserId(row.value1()));
  }
}
