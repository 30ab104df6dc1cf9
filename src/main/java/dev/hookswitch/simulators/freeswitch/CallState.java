package dev.hookswitch.simulators.freeswitch;

/** {@code Channel-Call-State} (webitel.md §5.1). */
public enum CallState {
  DOWN,
  RINGING,
  EARLY,
  ACTIVE,
  HELD,
  /** Answered, and a further leg is being called. */
  RING_WAIT,
  UNHELD,
  HANGUP
}
