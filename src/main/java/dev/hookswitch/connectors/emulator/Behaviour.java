package dev.hookswitch.connectors.emulator;

import java.time.Duration;

/** What somebody does who calls an emulated line. */
public sealed interface Behaviour {
  /** Rings until somebody answers or the time is over, and talks until the agent ends the call. */
  record Waits() implements Behaviour {}

  /** Cancels the call when it is not answered in time. */
  record GivesUp(Duration after) implements Behaviour {}

  /** Ends the call some time after the answer. */
  record HangsUp(Duration after) implements Behaviour {}
}
