package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.Feature;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with a leg: a function of its line's calls, nothing else. */
final class Possible {
  private Possible() {}

  static Set<Feature> now(Leg leg) {
    EnumSet<Feature> features =
        switch (leg.phase) {
          case OVER -> EnumSet.noneOf(Feature.class);
          case RINGING_HERE -> EnumSet.of(Feature.ANSWER, Feature.DROP);
          case RINGING_THERE -> ringingThere(leg);
          case TALKING -> talking(leg);
        };
    features.retainAll(leg.seat.declared);
    return features;
  }

  private static EnumSet<Feature> ringingThere(Leg leg) {
    return leg.parent == null
        ? EnumSet.of(Feature.DROP)
        : EnumSet.of(Feature.DROP, Feature.CANCEL_COMPLETE_TRANSFER);
  }

  private static EnumSet<Feature> talking(Leg leg) {
    Leg partner = partner(leg);
    if (partner == null) {
      return alone(leg);
    }
    EnumSet<Feature> features = EnumSet.of(Feature.CANCEL_COMPLETE_TRANSFER);
    if (leg.active()) {
      features.addAll(EnumSet.of(Feature.DROP, Feature.HOLD, Feature.DTMF, Feature.VIDEO));
      features.add(muting(leg));
    }
    if (partner.answered()) {
      features.add(Feature.COMPLETE_TRANSFER);
      features.add(leg.active() || partner.active() ? Feature.SWAP : Feature.UNHOLD);
    }
    return features;
  }

  private static EnumSet<Feature> alone(Leg leg) {
    EnumSet<Feature> features = EnumSet.of(Feature.DROP, Feature.BLIND_TRANSFER);
    if (leg.holding) {
      features.add(Feature.UNHOLD);
    } else {
      features.addAll(EnumSet.of(Feature.HOLD, Feature.DTMF, Feature.VIDEO));
      features.add(muting(leg));
    }
    if (leg.seat.legs.size() < Seat.MOST_CALLS) {
      features.add(Feature.MAKE_CONSULT_CALL);
    }
    return features;
  }

  private static Feature muting(Leg leg) {
    return leg.muted ? Feature.UNMUTE : Feature.MUTE;
  }

  /** The other call of a consultation. */
  private static @Nullable Leg partner(Leg leg) {
    return leg.parent != null ? leg.parent : leg.seat.consultationOf(leg).orElse(null);
  }
}
