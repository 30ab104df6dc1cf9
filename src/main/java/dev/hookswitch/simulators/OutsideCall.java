package dev.hookswitch.simulators;

import dev.hookswitch.simulators.freeswitch.Cause;
import dev.hookswitch.simulators.freeswitch.Leg;
import dev.hookswitch.simulators.freeswitch.SimulatedSwitch;

/** Somebody outside who has called a user. */
public final class OutsideCall {
  private final SimulatedSwitch exchange;
  private final Leg leg;

  OutsideCall(SimulatedSwitch exchange, Leg leg) {
    this.exchange = exchange;
    this.leg = leg;
  }

  /** Id of the caller's leg, hence of the call. */
  public String id() {
    return leg.id();
  }

  public void hangUp() {
    exchange.thread().run(() -> exchange.hangUp(leg, Cause.NORMAL_CLEARING));
  }

  /** He presses keys. */
  public void sendTones(String digits) {
    exchange.thread().run(() -> exchange.sendTones(leg, digits, "RTP"));
  }

  /** The tones that he heard, one after the other. */
  public String heard() {
    return exchange.thread().call(() -> leg.variable("heard").orElse(""));
  }

  public boolean ended() {
    return exchange.thread().call(leg::ended);
  }
}
