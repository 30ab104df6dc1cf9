package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import org.jspecify.annotations.Nullable;

/** How the called side stands at the moment of the call. */
sealed interface Callee {
  Party party();

  /** It can ring there. */
  record Free(Party party, Seat seat) implements Callee {}

  /**
   * It cannot ring there.
   *
   * @param missed the line that is shown the call as missed; null when none is
   */
  record Closed(Party party, Why why, @Nullable Seat missed) implements Callee {}

  /** Why it cannot ring, in the words of a call's end and of a command's refusal. */
  enum Why {
    BUSY(EndReason.BUSY, Outcome.Reason.BUSY),
    AWAY(EndReason.UNAVAILABLE, Outcome.Reason.UNAVAILABLE),
    DO_NOT_DISTURB(EndReason.UNAVAILABLE, Outcome.Reason.DO_NOT_DISTURB),
    SIGNED_OUT(EndReason.UNAVAILABLE, Outcome.Reason.UNAVAILABLE),
    NO_SUCH_NUMBER(EndReason.WRONG_NUMBER, Outcome.Reason.WRONG_NUMBER);

    private final EndReason end;
    private final Outcome.Reason refusal;

    Why(EndReason end, Outcome.Reason refusal) {
      this.end = end;
      this.refusal = refusal;
    }

    EndReason end() {
      return end;
    }

    Outcome.Reason refusal() {
      return refusal;
    }
  }
}
