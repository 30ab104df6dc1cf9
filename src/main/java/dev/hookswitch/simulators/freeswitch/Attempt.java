package dev.hookswitch.simulators.freeswitch;

import dev.hookswitch.simulators.freeswitch.SwitchThread.Timer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempt to reach somebody: one or more phones ring, the first to answer gets the call. */
final class Attempt {
  /** What the attempt leads to. */
  interface Outcome {
    void answered(Leg by);

    /** Early media of the only phone that is called. */
    default void early(Leg by) {}

    void failed(Attempt attempt, Cause cause);
  }

  /** The leg for which somebody is called; null when a command asked for it. */
  @Nullable Leg caller;

  final List<Leg> ringing = new ArrayList<>();
  Outcome outcome;
  @Nullable Timer patience;

  /** All phones have been called, so a refusal of the last one is the end. */
  boolean complete;

  Cause last = Cause.NO_ANSWER;

  Attempt(@Nullable Leg caller, Outcome outcome) {
    this.caller = caller;
    this.outcome = outcome;
  }

  void stopWaiting() {
    if (patience != null) {
      patience.cancel();
    }
  }
}
