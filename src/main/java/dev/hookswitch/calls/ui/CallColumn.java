package dev.hookswitch.calls.ui;

/** What a list of calls may show beside the time and the other side of a call. */
enum CallColumn {
  NUMBER,
  AGENT,
  LINE,
  RINGING,
  TALK,
  WHOLE,
  RESULT,
  DETAILS
}
