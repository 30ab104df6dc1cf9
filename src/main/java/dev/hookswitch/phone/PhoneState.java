package dev.hookswitch.phone;

/** What the phone of a line does, as its phone system sees it, whoever is signed in or not. */
public enum PhoneState {
  /** It can be called. */
  IDLE,
  /** It rings, whether or not somebody talks at it, too. */
  RINGING,
  /** Somebody dials, talks or waits at it. */
  BUSY,
  /** It is not there: switched off, or not connected to the phone system. */
  UNAVAILABLE,
  /** Nobody says: the phone system does not know it, or is not connected itself. */
  UNKNOWN
}
