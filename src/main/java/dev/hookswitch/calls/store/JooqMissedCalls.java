package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.MissedLedger.DONE;
import static dev.hookswitch.calls.store.MissedLedger.OPEN;
import static dev.hookswitch.calls.store.MissedLedger.TAKEN;
import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static dev.hookswitch.calls.store.generated.Tables.MISSED_CALL;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallNotFound;
import dev.hookswitch.calls.MissedCalls;
import dev.hookswitch.calls.MissedChanged;
import dev.hookswitch.calls.MissedParty;
import dev.hookswitch.calls.MissedState;
import dev.hookswitch.calls.store.generated.tables.records.MissedCallRecord;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Sight;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JooqMissedCalls implements MissedCalls {
  /** A waiting call as the database has it. */
  private record Waiting(
      UUID call,
      String identity,
      UserId missedBy,
      OffsetDateTime at,
      @Nullable UserId takenBy,
      Party party) {
    /** Calls with the same key are of one party. */
    String key() {
      return identity.isEmpty() ? call.toString() : identity;
    }
  }

  private final DSLContext db;
  private final CallAccess access;
  private final People people;
  private final LinkStore links;
  private final ApplicationEventPublisher news;
  private final Clock clock;

  JooqMissedCalls(
      DSLContext db,
      CallAccess access,
      People people,
      LinkStore links,
      ApplicationEventPublisher news,
      Clock clock) {
    this.db = db;
    this.access = access;
    this.people = people;
    this.links = links;
    this.news = news;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public List<MissedParty> worklist(Person viewer, Scope scope) {
    List<List<Waiting>> parties = parties(viewer, scope);
    Map<UUID, List<CallLink>> known =
        links.of(parties.stream().map(calls -> calls.getFirst().call()).toList());
    return parties.stream().map(calls -> party(calls, known)).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public int count(Person viewer) {
    return (int)
        parties(viewer, Scope.TEAM).stream()
            .map(JooqMissedCalls::takenBy)
            .filter(taker -> taker.isEmpty() || taker.get().equals(viewer.id()))
            .count();
  }

  @Override
  @Transactional(readOnly = true)
  public Map<UUID, MissedState> states(Person viewer, Collection<UUID> calls) {
    return calls.isEmpty()
        ? Map.of()
        : db.selectFrom(MISSED_CALL)
            .where(MISSED_CALL.CALL_ID.in(Set.copyOf(calls)), visibleTo(viewer, Scope.ALL))
            .fetchMap(MISSED_CALL.CALL_ID, JooqMissedCalls::state);
  }

  private static MissedState state(MissedCallRecord row) {
    UUID doneBy = row.getDoneBy();
    OffsetDateTime doneAt = row.getDoneAt();
    UUID conversation = row.getClosingCall();
    if (doneBy == null || doneAt == null) {
      return taker(row).<MissedState>map(MissedState.Taken::new).orElseGet(MissedState.Open::new);
    }
    return conversation == null
        ? new MissedState.Done(new UserId(doneBy), doneAt.toInstant())
        : new MissedState.ClosedByItself(new UserId(doneBy), doneAt.toInstant(), conversation);
  }

  @Override
  @Transactional(readOnly = true)
  public Sight sightOf(Person viewer) {
    return sight(viewer, Scope.ALL);
  }

  @Override
  public Taking take(Person by, UUID call) {
    List<MissedCallRecord> waiting = waitingOfTheParty(by, call);
    if (waiting.isEmpty()) {
      return new Taking.DoneAlready();
    }
    Optional<UserId> other =
        waiting.stream()
            .flatMap(row -> taker(row).stream())
            .filter(taker -> !taker.equals(by.id()))
            .findFirst();
    if (other.isPresent()) {
      return new Taking.SomebodyWasFaster(other.get());
    }
    db.update(MISSED_CALL)
        .set(MISSED_CALL.STATE, TAKEN)
        .set(MISSED_CALL.TAKEN_BY, by.id().value())
        .where(among(waiting))
        .execute();
    changed(waiting);
    return new Taking.Taken();
  }

  @Override
  public void release(Person by, UUID call) {
    Sight sight = people.sightOf(by);
    List<MissedCallRecord> taken =
        waitingOfTheParty(by, call).stream()
            .filter(row ->
                taker(row)
                    .filter(taker -> taker.equals(by.id()) || sight.includes(taker))
                    .isPresent())
            .toList();
    db.update(MISSED_CALL)
        .set(MISSED_CALL.STATE, OPEN)
        .setNull(MISSED_CALL.TAKEN_BY)
        .where(among(taken))
        .execute();
    changed(taken);
  }

  @Override
  public void done(Person by, UUID call) {
    finish(by, waitingOfTheParty(by, call));
  }

  @Override
  public int done(Person by, Collection<UUID> calls) {
    List<MissedCallRecord> waiting =
        db.selectFrom(MISSED_CALL)
            .where(
                MISSED_CALL.CALL_ID.in(Set.copyOf(calls)),
                MISSED_CALL.STATE.in(OPEN, TAKEN),
                visibleTo(by, Scope.ALL))
            .orderBy(MISSED_CALL.CALL_ID)
            .forUpdate()
            .fetch();
    finish(by, waiting);
    return waiting.size();
  }

  @Override
  public void reopen(Person by, UUID call) {
    MissedCallRecord row = require(by, call);
    OffsetDateTime doneAt = row.getDoneAt();
    if (doneAt == null) {
      return;
    }
    List<MissedCallRecord> done =
        db.selectFrom(MISSED_CALL)
            .where(
                ofTheParty(row),
                MISSED_CALL.STATE.eq(DONE),
                MISSED_CALL.DONE_AT.eq(doneAt),
                visibleTo(by, Scope.ALL))
            .orderBy(MISSED_CALL.CALL_ID)
            .forUpdate()
            .fetch();
    db.update(MISSED_CALL)
        .set(MISSED_CALL.STATE, when(MISSED_CALL.TAKEN_BY.isNull(), val(OPEN)).otherwise(TAKEN))
        .setNull(MISSED_CALL.DONE_BY)
        .setNull(MISSED_CALL.DONE_AT)
        .setNull(MISSED_CALL.CLOSING_CALL)
        .where(among(done))
        .execute();
    changed(done);
  }

  private void finish(Person by, List<MissedCallRecord> waiting) {
    db.update(MISSED_CALL)
        .set(MISSED_CALL.STATE, DONE)
        .set(MISSED_CALL.DONE_BY, by.id().value())
        .set(MISSED_CALL.DONE_AT, CallRows.utc(clock.instant()))
        .where(among(waiting))
        .execute();
    changed(waiting);
  }

  /** The calls of each party, the newest first; the parties by their newest call. */
  private List<List<Waiting>> parties(Person viewer, Scope scope) {
    Map<String, List<Waiting>> parties = new LinkedHashMap<>();
    db.select(
            MISSED_CALL.CALL_ID,
            MISSED_CALL.PEER_IDENTITY,
            MISSED_CALL.USER_ID,
            MISSED_CALL.MISSED_AT,
            MISSED_CALL.TAKEN_BY,
            CALL_RECORD.CALLER_NUMBER,
            CALL_RECORD.CALLER_NAME)
        .from(MISSED_CALL)
        .join(CALL_RECORD)
        .on(CALL_RECORD.ID.eq(MISSED_CALL.CALL_ID))
        .where(MISSED_CALL.STATE.in(OPEN, TAKEN), visibleTo(viewer, scope))
        .orderBy(MISSED_CALL.MISSED_AT.desc(), MISSED_CALL.CALL_ID.desc())
        .limit(MOST)
        .forEach(row -> {
          UUID taker = row.value5();
          var call =
              new Waiting(
                  row.value1(),
                  row.value2(),
                  new UserId(row.value3()),
                  row.value4(),
                  taker == null ? null : new UserId(taker),
                  new Party(new PhoneNumber(row.value6()), row.value7()));
          parties.computeIfAbsent(call.key(), _ -> new ArrayList<>()).add(call);
        });
    return List.copyOf(parties.values());
  }

  private static MissedParty party(List<Waiting> calls, Map<UUID, List<CallLink>> known) {
    Waiting newest = calls.getFirst();
    return new MissedParty(
        newest.call(),
        newest.party(),
        newest.at().toInstant(),
        calls.size(),
        calls.stream().map(Waiting::missedBy).collect(Collectors.toSet()),
        takenBy(calls).orElse(null),
        known.getOrDefault(newest.call(), List.of()).stream().map(CallLink::record).toList());
  }

  private static Optional<UserId> takenBy(List<Waiting> calls) {
    return calls.stream().flatMap(call -> Optional.ofNullable(call.takenBy()).stream()).findFirst();
  }

  private List<MissedCallRecord> waitingOfTheParty(Person by, UUID call) {
    return db.selectFrom(MISSED_CALL)
        .where(
            ofTheParty(require(by, call)),
            MISSED_CALL.STATE.in(OPEN, TAKEN),
            visibleTo(by, Scope.ALL))
        .orderBy(MISSED_CALL.CALL_ID)
        .forUpdate() // of two who take at once the second waits here and then sees the first
        .fetch();
  }

  private MissedCallRecord require(Person by, UUID call) {
    return db.selectFrom(MISSED_CALL)
        .where(MISSED_CALL.CALL_ID.eq(call), visibleTo(by, Scope.ALL))
        .fetchOptional()
        .orElseThrow(() -> new CallNotFound(call));
  }

  private static Condition ofTheParty(MissedCallRecord row) {
    return row.getPeerIdentity().isEmpty()
        ? MISSED_CALL.CALL_ID.eq(row.getCallId())
        : MISSED_CALL.PEER_IDENTITY.eq(row.getPeerIdentity());
  }

  private static Condition among(List<MissedCallRecord> rows) {
    return MISSED_CALL.CALL_ID.in(rows.stream().map(MissedCallRecord::getCallId).toList());
  }

  private Condition visibleTo(Person viewer, Scope scope) {
    Sight sight = sight(viewer, scope);
    Condition missed = CallAccess.among(MISSED_CALL.USER_ID, sight);
    return sight instanceof Sight.Everybody
        ? missed
        : missed.or(MISSED_CALL.TAKEN_BY.eq(viewer.id().value()));
  }

  private Sight sight(Person viewer, Scope scope) {
    return switch (scope) {
      case MINE -> new Sight.Only(Set.of(viewer.id()));
      case TEAM -> new Sight.Only(access.team(viewer));
      case ALL -> withTeam(people.sightOf(viewer), viewer);
    };
  }

  private Sight withTeam(Sight sight, Person viewer) {
    return switch (sight) {
      case Sight.Everybody everybody -> everybody;
      case Sight.Only(var owners) -> {
        Set<UserId> all = new HashSet<>(owners);
        all.addAll(access.team(viewer));
        yield new Sight.Only(all);
      }
    };
  }

  private static Optional<UserId> taker(MissedCallRecord row) {
    return Optional.ofNullable(row.getTakenBy()).map(UserId::new);
  }

  private void changed(List<MissedCallRecord> rows) {
    if (!rows.isEmpty()) {
      news.publishEvent(
          new MissedChanged(
              rows.stream().map(row -> new UserId(row.getUserId())).collect(Collectors.toSet())));
    }
  }
}
