package dev.hookswitch.hub;

import dev.hookswitch.phone.PhoneState;

/** Whether a colleague can be called now. */
public enum Presence {
  /** Nobody is there, as far as anybody knows. */
  SIGNED_OUT,
  READY,
  /** A call waits to be answered, by whoever is nearest. */
  RINGING,
  ON_A_CALL,
  AWAY,
  DO_NOT_DISTURB,
  /** Not signed in, but there is a phone that can be called. */
  PHONE_FREE,
  /** The phone is switched off, or not connected to its phone system. */
  PHONE_UNAVAILABLE;

  /**
   * What the colleague does here, and what the phone does: who talks at the phone is on a call,
   * signed in or not.
   *
   * @param here one of those that need no phone
   */
  static Presence of(Presence here, PhoneState phone) {
    boolean calls = here == RINGING || here == ON_A_CALL;
    return switch (phone) {
      case RINGING -> RINGING;
      case BUSY -> here == RINGING ? RINGING : ON_A_CALL;
      case UNAVAILABLE -> calls ? here : PHONE_UNAVAILABLE;
      case IDLE -> here == SIGNED_OUT ? PHONE_FREE : here;
      case UNKNOWN -> here;
    };
  }
}
