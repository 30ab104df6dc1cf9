package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static org.jooq.impl.DSL.noCondition;

import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.calls.CallNotFound;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Sight;
import dev.hookswitch.security.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.springframework.stereotype.Component;

/** Who may see which calls; everything that is read or written about a call asks here. */
@Component
class CallAccess {
  private final DSLContext db;
  private final People people;
  private final Sights sights;

  CallAccess(DSLContext db, People people, Sights sights) {
    this.db = db;
    this.people = people;
    this.sights = sights;
  }

  /**
   * @throws CallNotFound when there is no such call or the user may not see it
   */
  CallRecordRecord require(Person by, UUID call) {
    return db.selectFrom(CALL_RECORD)
        .where(CALL_RECORD.ID.eq(call), seenBy(by))
        .fetchOptional()
        .orElseThrow(() -> new CallNotFound(call));
  }

  /**
   * As above, and nobody else who asks for the call in this way works on it until the transaction
   * ends.
   *
   * @throws CallNotFound as above
   */
  CallRecordRecord lock(Person by, UUID call) {
    return db.selectFrom(CALL_RECORD)
        .where(CALL_RECORD.ID.eq(call), seenBy(by))
        .forUpdate()
        .fetchOptional()
        .orElseThrow(() -> new CallNotFound(call));
  }

  /**
   * @return each call once
   * @throws CallNotFound as above
   */
  List<CallRecordRecord> requireAll(Person by, Collection<UUID> calls) {
    Set<UUID> wanted = new HashSet<>(calls);
    List<CallRecordRecord> rows =
        db.selectFrom(CALL_RECORD).where(CALL_RECORD.ID.in(wanted), seenBy(by)).fetch();
    rows.forEach(row -> wanted.remove(row.getId()));
    if (!wanted.isEmpty()) {
      throw new CallNotFound(wanted.iterator().next());
    }
    return rows;
  }

  Condition seenBy(Person viewer) {
    return among(CALL_RECORD.USER_ID, sights.of(viewer));
  }

  /** Of those whose calls the viewer may see, the ones that are asked for. */
  Sight sight(Person viewer, Whose whose) {
    return switch (whose) {
      case Whose.Everybody _ -> sights.of(viewer);
      case Whose.Own _ -> new Sight.Only(Set.of(viewer.id()));
      case Whose.Team _ -> common(sights.of(viewer), team(viewer));
      case Whose.One(var user) -> common(sights.of(viewer), Set.of(user));
    };
  }

  /** The user and all who share a team with the user. */
  Set<UserId> team(Person user) {
    Set<UserId> team = new HashSet<>(people.teamMatesOf(user.id()));
    team.add(user.id());
    return team;
  }

  static Condition among(TableField<?, UUID> owner, Sight sight) {
    return switch (sight) {
      case Sight.Everybody _ -> noCondition();
      case Sight.Only(var owners) when owners.size() == 1 ->
          owner.eq(owners.iterator().next().value());
      case Sight.Only(var owners) -> owner.in(owners.stream().map(UserId::value).toList());
    };
  }

  private static Sight common(Sight all, Set<UserId> wanted) {
    return new Sight.Only(wanted.stream().filter(all::includes).collect(Collectors.toSet()));
  }
}
