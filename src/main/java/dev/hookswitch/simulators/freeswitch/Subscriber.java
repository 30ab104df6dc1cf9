package dev.hookswitch.simulators.freeswitch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A user as the switch sees him now: his phones, his calls, what he says of himself. */
public final class Subscriber {
  /** {@link #agentStatus()} of whoever is not in the queues. */
  public static final String LOGGED_OUT = "Logged Out";

  SwitchUser user;
  final DeskPhone desk;
  final Set<Device> webPhones = new LinkedHashSet<>();
  final List<Leg> legs = new ArrayList<>();
  String status = "NONE";
  String description = "";
  String agentStatus = LOGGED_OUT;

  Subscriber(SwitchUser user, DeskPhone desk) {
    this.user = user;
    this.desk = desk;
  }

  public SwitchUser user() {
    return user;
  }

  public String account() {
    return user.account();
  }

  /** The SIP phone that rings when no web phone is signed in. */
  public DeskPhone deskPhone() {
    return desk;
  }

  /** {@code ONHOOK}, {@code ISBUSY} or {@code NONREG} (webitel.md §8). */
  public String state() {
    if (!reachable()) {
      return "NONREG";
    }
    return legs.isEmpty() ? "ONHOOK" : "ISBUSY";
  }

  /** Why the user is away; {@code NONE} when not. */
  public String status() {
    return status;
  }

  /** What the user wrote about it. */
  public String description() {
    return description;
  }

  /** {@code Available}, {@code On Break}, {@code Logged Out}, … */
  public String agentStatus() {
    return agentStatus;
  }

  /** Legs of his phones, the oldest first. */
  public List<Leg> legs() {
    return List.copyOf(legs);
  }

  boolean reachable() {
    return !webPhones.isEmpty() || desk.registered();
  }

  /** The phones that ring: every web phone, or else the desk phone. */
  List<Device> phones() {
    if (!webPhones.isEmpty()) {
      return List.copyOf(webPhones);
    }
    return desk.registered() ? List.of(desk) : List.of();
  }
}
