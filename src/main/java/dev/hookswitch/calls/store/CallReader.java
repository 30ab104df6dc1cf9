package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.raw;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.hub.CallTimes;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of calls, column by column: a record of jOOQ for each row, and its columns rendered
 * one by one, would cost a page as much again as its query.
 */
final class CallReader {
  /** What a page reads, in the order of {@link #call}. */
  private static final List<Field<?>> COLUMNS =
      List.of(
          CALL_RECORD.ID,
          CALL_RECORD.USER_ID,
          CALL_RECORD.LINE_ID,
          CALL_RECORD.LINE_NUMBER,
          CALL_RECORD.PHONE_SYSTEM,
          CALL_RECORD.INTEGRATION_ID,
          CALL_RECORD.DIRECTION,
          CALL_RECORD.STATE,
          CALL_RECORD.CALLER_NUMBER,
          CALL_RECORD.CALLER_NAME,
          CALL_RECORD.CALLED_NUMBER,
          CALL_RECORD.CALLED_NAME,
          CALL_RECORD.PARENT_CALL_ID,
          CALL_RECORD.REDIRECTING_ID,
          CALL_RECORD.REDIRECTION_ID,
          CALL_RECORD.STARTED_AT,
          CALL_RECORD.ANSWERED_AT,
          CALL_RECORD.END_REASON,
          CALL_RECORD.LINKAGE,
          CALL_RECORD.ENDED_AT,
          CALL_RECORD.STATE_SINCE,
          CALL_RECORD.RINGING_MS,
          CALL_RECORD.TALK_MS,
          CALL_RECORD.HOLD_MS,
          CALL_RECORD.PEER_IDENTITY,
          CALL_RECORD.ENTERED_BY,
          CALL_RECORD.RECORDING);

  /** What to select: all of them, as one text. */
  static final Field<Object> ALL =
      field(
          raw(
              COLUMNS.stream()
                  .map(column -> CALL_RECORD.getName() + "." + column.getName())
                  .collect(Collectors.joining(", "))));

  private static final CallState[] STATES = CallState.values();

  private final ResultSet row;
  private int column;

  private CallReader(ResultSet row) {
    this.row = row;
  }

  /**
   * @param query of {@link #ALL}
   */
  static List<CallEntry> read(ResultQuery<? extends Record> query) {
    try (ResultSet rows = query.fetchResultSet()) {
      var reader = new CallReader(rows);
      var calls = new ArrayList<CallEntry>();
      while (rows.next()) {
        reader.column = 0;
        calls.add(reader.call());
      }
      return calls;
    } catch (SQLException e) {
      throw new DataAccessException("cannot read calls", e);
    }
  }

  private CallEntry call() throws SQLException {
    UUID id = id();
    var user = new UserId(id());
    var line = new LineId(id());
    PhoneNumber lineNumber = number();
    String phoneSystem = text();
    var callId = new CallId(text());
    var direction = CallRows.direction(id());
    CallState state = STATES[row.getShort(++column)];
    var caller = new Party(number(), text());
    var called = new Party(number(), text());
    String parent = textOrNull();
    PhoneNumber redirecting = numberOrNull();
    PhoneNumber redirection = numberOrNull();
    Instant startedAt = instant();
    Instant answeredAt = instantOrNull();
    String reason = textOrNull();
    var call =
        new Call(
            callId,
            direction,
            state,
            caller,
            called,
            parent == null ? null : new CallId(parent),
            redirecting,
            redirection,
            Set.of(),
            startedAt,
            answeredAt,
            reason == null ? null : EndReason.valueOf(reason),
            text());
    Instant endedAt = instantOrNull();
    var times =
        new CallTimes(
            startedAt, answeredAt, endedAt, state, instant(), duration(), duration(), duration());
    String identity = text();
    UUID enteredBy = row.getObject(++column, UUID.class);
    return new CallEntry(
        id,
        user,
        line,
        lineNumber,
        phoneSystem,
        call,
        times,
        identity,
        enteredBy == null ? null : new UserId(enteredBy),
        textOrNull() != null);
  }

  private UUID id() throws SQLException {
    return row.getObject(++column, UUID.class);
  }

  private String text() throws SQLException {
    return row.getString(++column);
  }

  private @Nullable String textOrNull() throws SQLException {
    return row.getString(++column);
  }

  private PhoneNumber number() throws SQLException {
    return new PhoneNumber(text());
  }

  private @Nullable PhoneNumber numberOrNull() throws SQLException {
    String dialled = textOrNull();
    return dialled == null ? null : new PhoneNumber(dialled);
  }

  private Instant instant() throws SQLException {
    return row.getObject(++column, OffsetDateTime.class).toInstant();
  }

  private @Nullable Instant instantOrNull() throws SQLException {
    OffsetDateTime at = row.getObject(++column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private Duration duration() throws SQLException {
    return Duration.ofMillis(row.getLong(++column));
  }
}
