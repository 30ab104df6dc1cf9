package dev.hookswitch.line;

import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.Feature;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with a call: a function of its line's calls, nothing else. */
public final class Possible {
  /** A call that talks and one that waits or is consulted: a line has no more. */
  public static final int MOST_CALLS = 2;

  /** What counts of a call. */
  public interface Facts {
    CallPhase phase();

    /** Put aside by this line. */
    boolean holding();

    boolean muted();

    /** What is said is kept. */
    default boolean recorded() {
      return false;
    }

    /** The other call of a consultation; null when there is none. */
    @Nullable Facts partner();

    /** How many calls its line has, this one included. */
    int calls();

    default boolean talking() {
      return phase() == CallPhase.TALKING;
    }

    /** Talking and not put aside. */
    default boolean active() {
      return talking() && !holding();
    }

    /** The state that events tell. */
    default CallState state() {
      return switch (phase()) {
        case RINGING_HERE, RINGING_THERE -> CallState.ALERTING;
        case TALKING -> holding() ? CallState.HOLDED : CallState.CONNECTED;
        case OVER -> CallState.NONE;
      };
    }
  }

  private Possible() {}

  /**
   * @param declared what the line can do in principle
   */
  public static Set<Feature> now(Facts call, Set<Feature> declared) {
    EnumSet<Feature> features =
        switch (call.phase()) {
          case OVER -> EnumSet.noneOf(Feature.class);
          case RINGING_HERE -> EnumSet.of(Feature.ANSWER, Feature.DROP);
          case RINGING_THERE -> ringingThere(call);
          case TALKING -> talking(call);
        };
    features.retainAll(declared);
    return features;
  }

  /** The same of a line without calls. */
  public static Set<Feature> idle(Set<Feature> declared) {
    return declared.contains(Feature.PICK_UP)
        ? EnumSet.of(Feature.DIAL, Feature.PICK_UP)
        : EnumSet.of(Feature.DIAL);
  }

  private static EnumSet<Feature> ringingThere(Facts call) {
    return call.partner() == null
        ? EnumSet.of(Feature.DROP)
        : EnumSet.of(Feature.DROP, Feature.CANCEL_COMPLETE_TRANSFER);
  }

  private static EnumSet<Feature> talking(Facts call) {
    Facts partner = call.partner();
    if (partner == null) {
      return alone(call);
    }
    EnumSet<Feature> features = EnumSet.of(Feature.CANCEL_COMPLETE_TRANSFER);
    if (call.active()) {
      features.addAll(EnumSet.of(Feature.DROP, Feature.HOLD, Feature.DTMF, Feature.VIDEO));
      features.add(muting(call));
    }
    record(call, features);
    if (partner.talking()) {
      features.add(Feature.COMPLETE_TRANSFER);
      features.add(call.active() || partner.active() ? Feature.SWAP : Feature.UNHOLD);
    }
    return features;
  }

  private static EnumSet<Feature> alone(Facts call) {
    EnumSet<Feature> features = EnumSet.of(Feature.DROP, Feature.BLIND_TRANSFER, Feature.PARK);
    if (call.holding()) {
      features.add(Feature.UNHOLD);
    } else {
      features.addAll(EnumSet.of(Feature.HOLD, Feature.DTMF, Feature.VIDEO));
      features.add(muting(call));
    }
    record(call, features);
    if (call.calls() < MOST_CALLS) {
      features.add(Feature.MAKE_CONSULT_CALL);
    }
    return features;
  }

  /** While a call is on hold nothing is said, but what is recorded goes on after it. */
  private static void record(Facts call, EnumSet<Feature> features) {
    if (call.recorded()) {
      features.add(Feature.STOP_RECORDING);
    } else if (call.active()) {
      features.add(Feature.START_RECORDING);
    }
  }

  private static Feature muting(Facts call) {
    return call.muted() ? Feature.UNMUTE : Feature.MUTE;
  }
}
