package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.messaging.asterisk.Channel.Ending;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.EndReason;

/**
 * Why a call is over, when nobody has said so in the panel: who hung up first, what became of the
 * other side, and else the causes of the channels (asterisk.md §8). Pure.
 */
final class Endings {
  private static final Ending UNKNOWN = new Ending(0, "");

  private Endings() {}

  /**
   * @param leg the last channel of the phone, which has ended
   */
  static EndReason of(AsteriskCall call, Channel leg) {
    if (leg.vanished) {
      return EndReason.BROKEN_OFF;
    }
    if (call.wasAnswered()) {
      return afterTalking(call, leg);
    }
    if (call.direction() == CallDirection.OUT) {
      return notReached(call, leg);
    }
    return call.taken == null ? missed(leg) : notTaken(call.taken, leg);
  }

  /** It ended at the other phone while this one rang. */
  private static EndReason notTaken(Channel taken, Channel leg) {
    if (taken.up() || taken.pickedUp) {
      return EndReason.ANSWERED_ELSEWHERE;
    }
    return taken.ending == null ? missed(leg) : missed(taken);
  }

  private static EndReason afterTalking(AsteriskCall call, Channel leg) {
    if (call.parked) {
      return EndReason.PARKED;
    }
    if (leg.transferred) {
      return EndReason.TRANSFERRED;
    }
    if (leg.hangsUp) {
      return EndReason.ENDED_BY_USER;
    }
    Channel far = call.far;
    if (far == null || !far.alive() || far.hangsUp) {
      return EndReason.ENDED_BY_OTHER;
    }
    return far.bridge != null || far.moved() || far.parked
        ? EndReason.TRANSFERRED // it goes on without this line
        : EndReason.ENDED_BY_OTHER;
  }

  private static EndReason missed(Channel leg) {
    Ending ending = leg.ending == null ? UNKNOWN : leg.ending;
    if (leg.hangsUp || ending.cause() == Causes.BUSY || ending.cause() == Causes.REJECTED) {
      return EndReason.DECLINED;
    }
    if (leg.pickedUp || ending.cause() == Causes.ELSEWHERE) {
      return EndReason.ANSWERED_ELSEWHERE;
    }
    boolean inTime = !ending.dialStatus().equals("NOANSWER") && ending.cause() != 19;
    return inTime ? EndReason.CANCELLED : EndReason.NO_ANSWER;
  }

  private static EndReason notReached(AsteriskCall call, Channel leg) {
    if (leg.failure != null) {
      return Causes.there(leg.failure);
    }
    Ending ending = leg.ending == null ? UNKNOWN : leg.ending;
    boolean rangHere = call.callback && !leg.up();
    if (leg.hangsUp || rangHere && ending.cause() == Causes.BUSY) {
      return EndReason.CANCELLED; // the agent did not want it after all
    }
    if (call.callback && leg.up()) { // the dial plan let the agent hear why
      return leg.application.equals("Busy") ? EndReason.BUSY : EndReason.FAILED;
    }
    return Causes.there(ending);
  }

  /**
   * Of a consultation whose channel lives, because the main call has it, too.
   *
   * @param wentBack the phone is with the main call again
   */
  static EndReason ofConsultation(AsteriskCall second, boolean wentBack, Channel leg) {
    if (!second.wasAnswered()) {
      return Causes.there(failure(second, leg));
    }
    boolean farHungUp = second.far != null && second.far.hangsUp;
    return leg.hangsUp || wentBack && !farHungUp
        ? EndReason.ENDED_BY_USER
        : EndReason.ENDED_BY_OTHER;
  }

  private static Ending failure(AsteriskCall second, Channel leg) {
    if (leg.failure != null) {
      return leg.failure;
    }
    Ending ending = second.asked == null ? null : second.asked.ending;
    return ending == null ? UNKNOWN : ending;
  }

  /** Of a call whose other side is gone while it was put aside. */
  static EndReason whileWaiting(AsteriskCall call) {
    return call.far != null && call.far.vanished
        ? EndReason.BROKEN_OFF
        : call.reason(EndReason.ENDED_BY_OTHER);
  }
}
