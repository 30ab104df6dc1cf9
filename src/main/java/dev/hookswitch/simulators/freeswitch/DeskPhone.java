package dev.hookswitch.simulators.freeswitch;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A user's SIP phone. Somebody has to lift its receiver ({@link SimulatedSwitch#pickUp}), unless it
 * is told to act by itself.
 */
public final class DeskPhone implements Device {
  /** What the phone does when it is called. */
  public enum Manner {
    /** Rings until somebody answers; answers by itself when the caller asks it to. */
    RINGS,
    ANSWERS,
    BUSY,
    REFUSES
  }

  private final Supplier<Party> owner;
  private boolean registered = true;
  private Manner manner = Manner.RINGS;

  DeskPhone(Supplier<Party> owner) {
    this.owner = owner;
  }

  public boolean registered() {
    return registered;
  }

  void register(boolean registered) {
    this.registered = registered;
  }

  void behave(Manner changed) {
    manner = changed;
  }

  @Override
  public Kind kind() {
    return Kind.SIP;
  }

  @Override
  public String address() {
    return owner.get().number();
  }

  @Override
  public Reaction ring(Leg leg, @Nullable String offer) {
    return switch (manner) {
      case BUSY -> new Reaction.Refuses(Cause.USER_BUSY);
      case REFUSES -> new Reaction.Refuses(Cause.CALL_REJECTED);
      case ANSWERS -> new Reaction.Answers();
      case RINGS -> asked(leg) ? new Reaction.Answers() : new Reaction.Rings();
    };
  }

  private static boolean asked(Leg leg) {
    return leg.variable("sip_auto_answer").filter("true"::equals).isPresent()
        || leg.variable("sip_h_Call-Info")
            .filter(info -> info.contains("answer-after"))
            .isPresent();
  }
}
