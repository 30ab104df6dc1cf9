package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.messaging.asterisk.Channel.Ending;
import dev.hookswitch.phone.EndReason;

/**
 * Why an attempt to reach somebody failed: the cause of the channel that was called (Q.850), then
 * what {@code DialEnd} made of it (asterisk.md §8).
 */
final class Causes {
  static final int BUSY = 17;
  static final int REJECTED = 21;
  static final int NORMAL = 16;
  static final int ELSEWHERE = 26;

  private Causes() {}

  static EndReason there(Ending ending) {
    return switch (ending.cause()) {
      case BUSY -> EndReason.BUSY;
      case REJECTED -> EndReason.DECLINED;
      case 1, 2, 3, 22, 28 -> EndReason.WRONG_NUMBER;
      case 18, 19 -> EndReason.NO_ANSWER;
      case 20, 27 -> EndReason.UNAVAILABLE;
      case 0, NORMAL, ELSEWHERE, 127 -> byStatus(ending.dialStatus());
      default -> EndReason.FAILED;
    };
  }

  private static EndReason byStatus(String dialStatus) {
    return switch (dialStatus) {
      case "BUSY" -> EndReason.BUSY;
      case "NOANSWER" -> EndReason.NO_ANSWER;
      case "CHANUNAVAIL" -> EndReason.UNAVAILABLE;
      case "CONGESTION" -> EndReason.FAILED;
      default -> EndReason.CANCELLED;
    };
  }
}
