package dev.hookswitch.calls;

import dev.hookswitch.hub.CallTimes;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call on record, as the line of one user saw it.
 *
 * @param id given before anybody heard of the call (UUIDv7)
 * @param lineNumber the line's number at the time of the call; the line may be gone since
 * @param phoneSystem id of the line's phone system at that time
 * @param call without features: they belong to the moment, not to the record
 * @param peerIdentity by which the other side is the same in whatever notation; empty: withheld
 * @param enteredBy who wrote it down by hand; null when a line told it
 * @param recorded whether the phone system may have a recording of it
 */
public record CallEntry(
    UUID id,
    UserId user,
    LineId line,
    PhoneNumber lineNumber,
    String phoneSystem,
    Call call,
    CallTimes times,
    String peerIdentity,
    @Nullable UserId enteredBy,
    boolean recorded) {

  /** What became of a call, or what it does now. */
  public enum Result {
    RINGING,
    CALLING,
    TALKING,
    ON_HOLD,
    ANSWERED,
    MISSED,
    DECLINED,
    CANCELLED,
    BUSY,
    NO_ANSWER,
    UNAVAILABLE,
    WRONG_NUMBER,
    TRANSFERRED,
    ANSWERED_ELSEWHERE,
    PARKED,
    FAILED,
    BROKEN_OFF
  }

  public boolean over() {
    return times.endedAt() != null;
  }

  public boolean answered() {
    return call.answeredAt() != null;
  }

  /**
   * It came in, is over, and nobody took it; what the user declined was seen and is not missed, nor
   * is what a colleague took.
   */
  public boolean missed() {
    return over()
        && call.direction() == CallDirection.IN
        && !answered()
        && call.endReason() != EndReason.DECLINED
        && call.endReason() != EndReason.ANSWERED_ELSEWHERE;
  }

  public Result result() {
    if (!over()) {
      return switch (call.state()) {
        case ALERTING -> call.direction() == CallDirection.OUT ? Result.CALLING : Result.RINGING;
        case HOLDED -> Result.ON_HOLD;
        case BUSY -> Result.BUSY;
        case NONE, CONNECTED, CONFERENCED, UNKNOWN -> Result.TALKING;
      };
    }
    if (missed()) {
      return Result.MISSED;
    }
    return switch (call.endReason()) {
      case ENDED_BY_USER, ENDED_BY_OTHER -> answered() ? Result.ANSWERED : Result.CANCELLED;
      case DECLINED -> Result.DECLINED;
      case CANCELLED -> Result.CANCELLED;
      case BUSY -> Result.BUSY;
      case NO_ANSWER -> Result.NO_ANSWER;
      case UNAVAILABLE -> Result.UNAVAILABLE;
      case WRONG_NUMBER -> Result.WRONG_NUMBER;
      case TRANSFERRED -> Result.TRANSFERRED;
      case ANSWERED_ELSEWHERE -> Result.ANSWERED_ELSEWHERE;
      case PARKED -> Result.PARKED;
      case FAILED -> Result.FAILED;
      case BROKEN_OFF -> Result.BROKEN_OFF;
      case null -> answered() ? Result.ANSWERED : Result.NO_ANSWER;
    };
  }

  /** The other side, seen from the line. */
  public Party peer() {
    return call.peer();
  }

  /** Where the list goes on after this call. */
  public CallLog.Cursor cursor() {
    return new CallLog.Cursor(times.startedAt(), id);
  }
}
