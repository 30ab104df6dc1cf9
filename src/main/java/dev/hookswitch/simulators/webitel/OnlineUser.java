package dev.hookswitch.simulators.webitel;

import dev.hookswitch.simulators.freeswitch.Subscriber;
import java.util.ArrayList;
import java.util.List;

/** A user who has at least one authenticated socket. */
final class OnlineUser {
  final Subscriber subscriber;
  final List<EventConnection> sockets = new ArrayList<>();

  /** Between {@code login} and {@code logout}: call events are delivered to all of his sockets. */
  boolean logged;

  boolean callCentre;

  OnlineUser(Subscriber subscriber) {
    this.subscriber = subscriber;
  }

  String account() {
    return subscriber.account();
  }

  String domain() {
    return subscriber.user().domain();
  }

  String role() {
    return subscriber.user().role();
  }
}
