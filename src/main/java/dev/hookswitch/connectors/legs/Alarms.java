package dev.hookswitch.connectors.legs;

import java.time.Duration;

/** Steps of the machine that time takes. */
@FunctionalInterface
interface Alarms {
  /** Runs the step later, as a transition of its own; the step looks whether it still applies. */
  void in(Duration delay, Runnable step);
}
