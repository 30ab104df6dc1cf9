package dev.hookswitch.simulators.freeswitch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody outside who does what a script says. */
final class Robot implements Device {
  sealed interface Deed {
    record Answer() implements Deed {}

    record EarlyMedia() implements Deed {}

    record HangUp(Cause cause) implements Deed {}

    record SendTones(String digits) implements Deed {}

    /** The sockets of whoever talks to it break. */
    record CutSockets() implements Deed {}
  }

  record Act(Duration after, Deed deed) {}

  /**
   * @param atOnce the cause with which it refuses, or null when it can be reached
   * @param called what it does, one after the other, once it is called; a delay counts from the
   *     deed before
   * @param answered the same once the call is answered
   */
  record Script(@Nullable Cause atOnce, List<Act> called, List<Act> answered) {
    static final Script WAITS = new Script(null, List.of(), List.of());
  }

  private final SimulatedSwitch exchange;
  private final Script script;
  private final String number;

  Robot(SimulatedSwitch exchange, String number, Script script) {
    this.exchange = exchange;
    this.number = number;
    this.script = script;
  }

  @Override
  public Kind kind() {
    return Kind.SIP;
  }

  @Override
  public String address() {
    return number;
  }

  @Override
  public Reaction ring(Leg leg, @Nullable String offer) {
    if (script.atOnce() != null) {
      return new Reaction.Refuses(script.atOnce());
    }
    perform(leg, script.called());
    return new Reaction.Rings();
  }

  @Override
  public void answered(Leg leg, @Nullable String sdp) {
    perform(leg, script.answered());
  }

  @Override
  public void heard(Leg leg, String digits) {
    // It is no person: what it hears is kept for whoever asks.
    leg.variables.merge("heard", digits, String::concat);
  }

  private void perform(Leg leg, List<Act> acts) {
    if (acts.isEmpty()) {
      return;
    }
    Act act = acts.getFirst();
    exchange
        .thread()
        .after(
            act.after(),
            () -> {
              if (!leg.ended()) {
                perform(leg, act.deed());
                perform(leg, acts.subList(1, acts.size()));
              }
            });
  }

  private void perform(Leg leg, Deed deed) {
    switch (deed) {
      case Deed.Answer _ -> {
        if (!leg.answered()) {
          exchange.answer(leg, null, null);
          perform(leg, script.answered());
        }
      }
      case Deed.EarlyMedia _ -> exchange.earlyMedia(leg);
      case Deed.HangUp(Cause cause) -> exchange.hangUp(leg, cause);
      case Deed.SendTones(String digits) -> exchange.sendTones(leg, digits, "RTP");
      case Deed.CutSockets _ -> leg.partner().flatMap(Leg::owner).ifPresent(exchange::breakSockets);
    }
  }
}
