package dev.hookswitch.connectors.verto;

import dev.hookswitch.line.LineCall;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.EndReason;

/**
 * FreeSWITCH's hang-up causes by their names: the numbers of some moved between versions (verto.md
 * §11, webitel.md §7).
 */
public final class HangupCause {
  /** The cause of a refusal: the caller hears a busy tone. */
  public static final String USER_BUSY = "USER_BUSY";

  public static final String NORMAL_CLEARING = "NORMAL_CLEARING";

  private HangupCause() {}

  /** Why a call that nobody ended here is over. */
  public static EndReason reason(String cause, LineCall call) {
    if (call.wasAnswered()) {
      return switch (cause) {
        case "RECOVERY_ON_TIMER_EXPIRE", "SYSTEM_SHUTDOWN", "MEDIA_TIMEOUT" -> EndReason.BROKEN_OFF;
        default -> EndReason.ENDED_BY_OTHER;
      };
    }
    return call.direction() == CallDirection.IN ? missed(cause) : notReached(cause);
  }

  private static EndReason missed(String cause) {
    return switch (cause) {
      case "NO_ANSWER", "NO_USER_RESPONSE", "ALLOTTED_TIMEOUT" -> EndReason.NO_ANSWER;
      case USER_BUSY, "CALL_REJECTED" -> EndReason.DECLINED;
      case "SYSTEM_SHUTDOWN", "DESTINATION_OUT_OF_ORDER" -> EndReason.BROKEN_OFF;
      default -> EndReason.CANCELLED;
    };
  }

  private static EndReason notReached(String cause) {
    return switch (cause) {
      case USER_BUSY -> EndReason.BUSY;
      case "CALL_REJECTED" -> EndReason.DECLINED;
      case "NO_ANSWER", "NO_USER_RESPONSE", "ALLOTTED_TIMEOUT" -> EndReason.NO_ANSWER;
      case "UNALLOCATED_NUMBER", "NO_ROUTE_DESTINATION", "INVALID_NUMBER_FORMAT" ->
          EndReason.WRONG_NUMBER;
      case "USER_NOT_REGISTERED", "SUBSCRIBER_ABSENT" -> EndReason.UNAVAILABLE;
      default -> EndReason.FAILED;
    };
  }
}
