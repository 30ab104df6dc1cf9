package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.store.generated.tables.records.CallRecordRecord;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.hub.CallTimes;
import dev.hookswitch.hub.TrackedCall;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls to rows and back. */
final class CallRows {
  private static final int NAME_LENGTH = CALL_RECORD.CALLER_NAME.getDataType().length();

  private CallRows() {}

  /**
   * @param identity of the other side
   */
  static CallRecordRecord row(
      CallRecorder.Entry entry, TrackedCall tracked, String identity, String node) {
    Call call = tracked.call();
    CallTimes times = tracked.times();
    Duration whole = times.whole();
    EndReason reason = call.endReason();
    var row = new CallRecordRecord();
    row.setId(tracked.record());
    row.setUserId(entry.user().value());
    row.setLineId(entry.line().id().value());
    row.setLineNumber(text(entry.line().number().dialled()));
    row.setPhoneSystem(text(entry.line().system()));
    row.setNode(node);
    row.setIntegrationId(text(call.id().value()));
    row.set(CALL_RECORD.PARENT_CALL_ID, call.parent() == null ? null : text(call.parent().value()));
    row.setLinkage(cut(call.linkage()));
    row.setDirection(call.direction().id());
    row.setCallerNumber(text(call.caller().number().dialled()));
    row.setCallerName(cut(call.caller().name()));
    row.setCalledNumber(text(call.called().number().dialled()));
    row.setCalledName(cut(call.called().name()));
    row.setPeerNumber(text(call.peer().number().dialled()));
    row.setPeerDigits(digits(call.peer().number().dialled()));
    row.setPeerNameLower(small(call.peer().name()));
    row.setPeerIdentity(identity);
    row.set(
        CALL_RECORD.REDIRECTING_ID,
        call.redirecting() == null ? null : text(call.redirecting().dialled()));
    row.set(
        CALL_RECORD.REDIRECTION_ID,
        call.redirection() == null ? null : text(call.redirection().dialled()));
    row.setState((short) times.state().ordinal());
    row.setStateSince(utc(times.since()));
    row.setStartedAt(utc(times.startedAt()));
    row.set(CALL_RECORD.ANSWERED_AT, utcOrNull(answeredAt(tracked)));
    row.set(CALL_RECORD.ENDED_AT, utcOrNull(times.endedAt()));
    row.setAliveAt(utc(entry.event().at()));
    row.setRingingMs(times.ringing().toMillis());
    row.setTalkMs(times.talk().toMillis());
    row.setHoldMs(times.hold().toMillis());
    row.set(CALL_RECORD.DURATION_MS, whole == null ? null : whole.toMillis());
    row.set(CALL_RECORD.END_REASON, reason == null ? null : reason.name());
    return row;
  }

  static CallEntry entry(CallRecordRecord row) {
    CallState state = CallState.values()[row.getState()];
    Instant startedAt = row.getStartedAt().toInstant();
    Instant answeredAt = instantOrNull(row.getAnsweredAt());
    String parent = row.getParentCallId();
    String redirecting = row.getRedirectingId();
    String redirection = row.getRedirectionId();
    String reason = row.getEndReason();
    UUID enteredBy = row.getEnteredBy();
    var call =
        new Call(
            new CallId(row.getIntegrationId()),
            direction(row.getDirection()),
            state,
            new Party(new PhoneNumber(row.getCallerNumber()), row.getCallerName()),
            new Party(new PhoneNumber(row.getCalledNumber()), row.getCalledName()),
            parent == null ? null : new CallId(parent),
            redirecting == null ? null : new PhoneNumber(redirecting),
            redirection == null ? null : new PhoneNumber(redirection),
            Set.of(),
            startedAt,
            answeredAt,
            reason == null ? null : EndReason.valueOf(reason),
            row.getLinkage());
    var times =
        new CallTimes(
            startedAt,
            answeredAt,
            instantOrNull(row.getEndedAt()),
            state,
            row.getStateSince().toInstant(),
            Duration.ofMillis(row.getRingingMs()),
            Duration.ofMillis(row.getTalkMs()),
            Duration.ofMillis(row.getHoldMs()));
    return new CallEntry(
        row.getId(),
        new UserId(row.getUserId()),
        new LineId(row.getLineId()),
        new PhoneNumber(row.getLineNumber()),
        row.getPhoneSystem(),
        call,
        times,
        row.getPeerIdentity(),
        enteredBy == null ? null : new UserId(enteredBy),
        row.getRecording() != null);
  }

  static CallDirection direction(UUID id) {
    for (CallDirection direction : CallDirection.values()) {
      if (direction.id().equals(id)) {
        return direction;
      }
    }
    throw new IllegalArgumentException("direction %s (expected: a published id)".formatted(id));
  }

  /** H2 keeps microseconds: what goes in with nanoseconds would not come out equal. */
  static OffsetDateTime utc(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  static String digits(String number) {
    return number.replaceAll("[^0-9]", "");
  }

  static String small(String name) {
    return cut(name.toLowerCase(Locale.ROOT));
  }

  /** PostgreSQL cannot hold the character NUL, and a peer may send any. */
  static String text(String text) {
    return text.replace("\0", "");
  }

  /** Shortened to the widest name, never in the middle of a character. */
  static String cut(String text) {
    String clean = text(text);
    if (clean.length() <= NAME_LENGTH) {
      return clean;
    }
    return clean.substring(
        0,
        Character.isHighSurrogate(clean.charAt(NAME_LENGTH - 1)) ? NAME_LENGTH - 1 : NAME_LENGTH);
  }

  /** A line that was opened anew may not know since when somebody talks. */
  private static @Nullable Instant answeredAt(TrackedCall tracked) {
    Instant told = tracked.call().answeredAt();
    Instant seen = tracked.times().connectedAt();
    return told == null || seen != null && seen.isBefore(told) ? seen : told;
  }

  private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant at) {
    return at == null ? null : utc(at);
  }

  private static @Nullable Instant instantOrNull(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
