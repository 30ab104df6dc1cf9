package dev.hookswitch.line;

/** Where a call of a line is. */
public enum CallPhase {
  /** Waits for this line to answer. */
  RINGING_HERE,
  /** Waits for the other side to answer. */
  RINGING_THERE,
  TALKING,
  OVER
}
