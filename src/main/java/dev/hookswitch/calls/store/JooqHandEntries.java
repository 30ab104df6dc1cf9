package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.HandEntries;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.Person;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JooqHandEntries implements HandEntries {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  /** These calls were on no line. */
  private static final UUID NO_LINE = new UUID(0, 0);

  private final DSLContext db;
  private final Numbers numbers;
  private final MissedLedger missed;
  private final ApplicationEventPublisher news;
  private final String node;

  JooqHandEntries(
      DSLContext db,
      Numbers numbers,
      MissedLedger missed,
      ApplicationEventPublisher news,
      @Value("${hookswitch.node:main}") String node) {
    this.db = db;
    this.numbers = numbers;
    this.missed = missed;
    this.news = news;
    this.node = node;
  }

  @Override
  public UUID enter(Person by, HandEntry entry) {
    boolean out = entry.direction() == CallDirection.OUT;
    Party self = new Party(PhoneNumber.WITHHELD, by.name());
    Party caller = out ? self : entry.party();
    Party called = out ? entry.party() : self;
    boolean answered = !entry.talk().isZero();
    OffsetDateTime start = CallRows.utc(entry.startedAt());
    OffsetDateTime end = CallRows.utc(entry.startedAt().plus(entry.talk()));
    String number = entry.party().number().dialled();
    var row = new CallRecordRecord();
    row.setId(IDS.generate());
    row.setUserId(by.id().value());
    row.setLineId(NO_LINE);
    row.setLineNumber("");
    row.setPhoneSystem(PHONE_SYSTEM);
    row.setNode(node);
    row.setIntegrationId(row.getId().toString());
    row.setLinkage("");
    row.setDirection(entry.direction().id());
    row.setCallerNumber(caller.number().dialled());
    row.setCallerName(CallRows.cut(caller.name()));
    row.setCalledNumber(called.number().dialled());
    row.setCalledName(CallRows.cut(called.name()));
    row.setPeerNumber(number);
    row.setPeerDigits(CallRows.digits(number));
    row.setPeerNameLower(CallRows.small(entry.party().name()));
    row.setPeerIdentity(numbers.form(entry.party().number()).identity());
    row.setState((short) CallState.NONE.ordinal());
    row.setStateSince(end);
    row.setStartedAt(start);
    row.set(CALL_RECORD.ANSWERED_AT, answered ? start : null);
    row.setEndedAt(end);
    row.setAliveAt(end);
    row.setRingingMs(0L);
    row.setTalkMs(entry.talk().toMillis());
    row.setHoldMs(0L);
    row.setDurationMs(entry.talk().toMillis());
    row.setEndReason((answered ? EndReason.ENDED_BY_USER : EndReason.NO_ANSWER).name());
    row.setEnteredBy(by.id().value());
    db.executeInsert(row);
    missed.spoken(row);
    news.publishEvent(new CallChanged(row.getId(), by.id(), Phase.ENDED));
    return row.getId();
  }
}
