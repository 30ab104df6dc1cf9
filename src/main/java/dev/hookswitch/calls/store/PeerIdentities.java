package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static dev.hookswitch.calls.store.generated.Tables.MISSED_CALL;
import static org.jooq.impl.DSL.noCondition;

import dev.hookswitch.directory.Numbers;
import dev.hookswitch.directory.NumbersReadAnew;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps apart and together the parties of past calls as numbers are read now. Each page is a
 * transaction of its own, so that calls that run are written down meanwhile; a party whose calls
 * are not reached yet is shown twice until they are.
 */
@Component
class PeerIdentities {
  private static final Logger log = LoggerFactory.getLogger(PeerIdentities.class);
  private static final int PAGE = 1000;

  private final DSLContext db;
  private final TransactionOperations transaction;
  private final Numbers numbers;

  PeerIdentities(DSLContext db, TransactionOperations transaction, Numbers numbers) {
    this.db = db;
    this.transaction = transaction;
    this.numbers = numbers;
  }

  @EventListener
  void readAnew(NumbersReadAnew news) {
    Optional<UUID> last = Optional.empty();
    do {
      UUID after = last.orElse(null);
      last = Objects.requireNonNull(transaction.execute(_ -> page(after)));
    } while (last.isPresent());
    log.info("The calls know their parties by the numbers as they are read now");
  }

  /**
   * @return the last call of the page; empty when there is none
   */
  private Optional<UUID> page(@Nullable UUID after) {
    Condition further = after == null ? noCondition() : CALL_RECORD.ID.gt(after);
    List<Record3<UUID, String, String>> page =
        db.select(CALL_RECORD.ID, CALL_RECORD.PEER_NUMBER, CALL_RECORD.PEER_IDENTITY)
            .from(CALL_RECORD)
            .where(further)
            .orderBy(CALL_RECORD.ID)
            .limit(PAGE)
            .fetch();
    BatchBindStep calls =
        db.batch(
            db.update(CALL_RECORD)
                .set(CALL_RECORD.PEER_IDENTITY, "")
                .where(CALL_RECORD.ID.eq((UUID) null)));
    BatchBindStep missed =
        db.batch(
            db.update(MISSED_CALL)
                .set(MISSED_CALL.PEER_IDENTITY, "")
                .where(MISSED_CALL.CALL_ID.eq((UUID) null)));
    for (Record3<UUID, String, String> call : page) {
      String identity = numbers.form(call.value2()).identity();
      if (!identity.equals(call.value3())) {
        calls = calls.bind(identity, call.value1());
        missed = missed.bind(identity, call.value1());
      }
    }
    if (calls.size() > 0) {
      calls.execute();
      missed.execute();
    }
    return page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().value1());
  }
}
