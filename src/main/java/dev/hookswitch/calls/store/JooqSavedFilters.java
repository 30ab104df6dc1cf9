package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.SAVED_FILTER;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.hookswitch.calls.SavedFilter;
import dev.hookswitch.calls.SavedFilter.Sharing;
import dev.hookswitch.calls.SavedFilters;
import dev.hookswitch.calls.store.generated.tables.records.SavedFilterRecord;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JooqSavedFilters implements SavedFilters {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final DSLContext db;
  private final CallAccess access;
  private final Clock clock;

  JooqSavedFilters(DSLContext db, CallAccess access, Clock clock) {
    this.db = db;
    this.access = access;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public List<SavedFilter> visibleTo(Person viewer) {
    List<UUID> team = access.team(viewer).stream().map(UserId::value).toList();
    return db
        .selectFrom(SAVED_FILTER)
        .where(
            SAVED_FILTER
                .OWNER_ID
                .eq(viewer.id().value())
                .or(SAVED_FILTER.SHARED.isTrue().and(SAVED_FILTER.OWNER_ID.in(team))))
        .fetch(JooqSavedFilters::filter)
        .stream()
        .sorted(Comparator.comparing(one -> one.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  @Override
  public UUID save(Person by, String typed, Sharing sharing, String definition) {
    String name = CallRows.text(typed).strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a name of %d characters (expected: 1 to %d)".formatted(name.length(), LONGEST_NAME));
    }
    if (definition.length() > LONGEST_DEFINITION) {
      throw new IllegalArgumentException(
          "a definition of %d characters (expected: at most %d)"
              .formatted(definition.length(), LONGEST_DEFINITION));
    }
    db.deleteFrom(SAVED_FILTER)
        .where(SAVED_FILTER.OWNER_ID.eq(by.id().value()), SAVED_FILTER.NAME.eq(name))
        .execute();
    var row = new SavedFilterRecord();
    row.setId(IDS.generate());
    row.setOwnerId(by.id().value());
    row.setName(name);
    row.setShared(sharing == Sharing.TEAM);
    row.setDefinition(definition);
    row.setSavedAt(CallRows.utc(clock.instant()));
    db.executeInsert(row);
    return row.getId();
  }

  @Override
  public void delete(Person by, UUID filter) {
    db.deleteFrom(SAVED_FILTER)
        .where(SAVED_FILTER.ID.eq(filter), SAVED_FILTER.OWNER_ID.eq(by.id().value()))
        .execute();
  }

  private static SavedFilter filter(SavedFilterRecord row) {
    return new SavedFilter(
        row.getId(),
        new UserId(row.getOwnerId()),
        row.getName(),
        row.getShared() ? Sharing.TEAM : Sharing.OWN,
        row.getDefinition());
  }
}
