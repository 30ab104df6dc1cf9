package dev.hookswitch.simulators.freeswitch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a leg ended: the names and numbers of FreeSWITCH (verto.md §11). */
public enum Cause {
  UNALLOCATED_NUMBER(1),
  NO_ROUTE_DESTINATION(3),
  NORMAL_CLEARING(16),
  USER_BUSY(17),
  NO_USER_RESPONSE(18),
  NO_ANSWER(19),
  SUBSCRIBER_ABSENT(20),
  CALL_REJECTED(21),
  DESTINATION_OUT_OF_ORDER(27),
  INVALID_NUMBER_FORMAT(28),
  NORMAL_UNSPECIFIED(31),
  NORMAL_TEMPORARY_FAILURE(41),
  BEARERCAPABILITY_NOTAUTH(57),
  BEARERCAPABILITY_NOTAVAIL(58),
  INCOMPATIBLE_DESTINATION(88),
  INVALID_MSG_UNSPECIFIED(95),
  RECOVERY_ON_TIMER_EXPIRE(102),
  ORIGINATOR_CANCEL(487),
  SYSTEM_SHUTDOWN(501, 701),
  LOSE_RACE(502, 702),
  MANAGER_REQUEST(503, 703),
  BLIND_TRANSFER(600, 800),
  ATTENDED_TRANSFER(601, 801),
  ALLOTTED_TIMEOUT(602, 802),
  MEDIA_TIMEOUT(604, 804),
  PICKED_OFF(605, 805),
  USER_NOT_REGISTERED(606, 806);

  private final int before;
  private final int since;

  Cause(int number) {
    this(number, number);
  }

  Cause(int before, int since) {
    this.before = before;
    this.since = since;
  }

  /** Its number, which moved for some between 1.8 and 1.10. */
  public int number(Release release) {
    return release.newCauseNumbers() ? since : before;
  }

  /** The cause of that name, in any case. */
  public static Optional<Cause> named(String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(cause -> cause.name().equals(wanted)).findFirst();
  }

  public static Optional<Cause> numbered(int number, Release release) {
    return Arrays.stream(values()).filter(cause -> cause.number(release) == number).findFirst();
  }
}
