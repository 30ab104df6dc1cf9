package dev.hookswitch.simulators.freeswitch;

import org.jspecify.annotations.Nullable;

/** The phone at one leg, or whoever plays it. Everything happens on the switch's thread. */
public interface Device {
  enum Kind {
    /** A browser over Verto, which has media of its own. */
    WEB,
    SIP
  }

  /** What a phone does at once when it is called. */
  sealed interface Reaction {
    record Rings() implements Reaction {}

    record Answers() implements Reaction {}

    record Refuses(Cause cause) implements Reaction {}
  }

  Kind kind();

  /** What the leg's {@code Caller-Destination-Number} shows when this phone is called. */
  String address();

  /**
   * Calls the phone.
   *
   * @param offer of the phone that calls; null when the media is the switch's own
   */
  Reaction ring(Leg leg, @Nullable String offer);

  /** The phone's own call hears early media. */
  default void media(Leg leg, String sdp) {}

  /**
   * The phone's own call was answered.
   *
   * @param sdp null when the phone got it as early media
   */
  default void answered(Leg leg, @Nullable String sdp) {}

  /** The leg begins to talk to somebody, perhaps not for the first time. */
  default void bridged(Leg leg, Party other) {}

  /** The leg is over, whoever ended it. */
  default void ended(Leg leg, Cause cause) {}

  /** The other party sent tones. */
  default void heard(Leg leg, String digits) {}
}
