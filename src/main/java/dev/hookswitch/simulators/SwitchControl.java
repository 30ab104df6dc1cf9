package dev.hookswitch.simulators;

import dev.hookswitch.simulators.freeswitch.Cause;
import dev.hookswitch.simulators.freeswitch.DeskPhone;
import dev.hookswitch.simulators.freeswitch.Leg;
import dev.hookswitch.simulators.freeswitch.Party;
import dev.hookswitch.simulators.freeswitch.SimulatedSwitch;
import dev.hookswitch.simulators.freeswitch.Subscriber;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import dev.hookswitch.simulators.verto.VertoServer;
import dev.hookswitch.simulators.webitel.WebitelServer;
import dev.hookswitch.simulators.wire.LoopbackServer;
import dev.hookswitch.simulators.wire.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a person at a desk phone, the world outside and the network do to a simulated Webitel. Users
 * are named by number or by account. Callable from any thread; an action is done when its method
 * returns.
 */
public final class SwitchControl {
  /** Which connections of a user, or which server. */
  public enum Sockets {
    EVENTS,
    VERTO,
    BOTH;

    boolean events() {
      return this != VERTO;
    }

    boolean verto() {
      return this != EVENTS;
    }
  }

  private final SimulatedSwitch exchange;
  private final VertoServer verto;
  private final WebitelServer webitel;

  SwitchControl(SimulatedSwitch exchange, VertoServer verto, WebitelServer webitel) {
    this.exchange = exchange;
    this.verto = verto;
    this.webitel = webitel;
  }

  // The world outside

  /** An outside number calls a user and waits until the ringing ends. */
  public OutsideCall callFromOutside(String from, String name, String to) {
    return callFromOutside(from, name, to, null);
  }

  /** An outside number calls a user and gives up when nobody has answered after so long. */
  public OutsideCall callFromOutside(
      String from, String name, String to, @Nullable Duration givesUpAfter) {
    return with(
        to,
        user ->
            new OutsideCall(
                exchange,
                exchange.callFromOutside(
                    new Party(name, from),
                    user.user().number(),
                    user.user().domain(),
                    givesUpAfter)));
  }

  /**
   * An outside number calls the call centre: it rings at an agent who is in it.
   *
   * @param domain whose call centre
   * @param givesUpAfter so long he waits for an agent; null waits until one answers
   */
  public OutsideCall callCallCentre(
      String from, String name, String domain, @Nullable Duration givesUpAfter) {
    return exchange
        .thread()
        .call(() ->
            new OutsideCall(
                exchange,
                exchange.callQueueFromOutside(new Party(name, from), domain, givesUpAfter)));
  }

  /**
   * Whoever the user talks to hangs up.
   *
   * @return false when the user talks to nobody
   */
  public boolean farEndHangsUp(String user) {
    return farEnd(
        user,
        leg -> {
          exchange.hangUp(leg, Cause.NORMAL_CLEARING);
          return true;
        });
  }

  /**
   * Whoever the user talks to presses keys; nobody tells the user's event socket (webitel.md §7).
   */
  public boolean farEndSends(String user, String digits) {
    return farEnd(
        user,
        leg -> {
          exchange.sendTones(leg, digits, "RTP");
          return true;
        });
  }

  /** The tones that whoever the user talks to has heard. */
  public String heardByFarEnd(String user) {
    return with(
        user, subscriber -> talking(subscriber).flatMap(leg -> leg.variable("heard")).orElse(""));
  }

  private boolean farEnd(String user, Predicate<Leg> deed) {
    return with(user, subscriber -> talking(subscriber).filter(deed).isPresent());
  }

  private static Optional<Leg> talking(Subscriber subscriber) {
    return subscriber.legs().stream()
        .filter(leg -> leg.partner().isPresent())
        .reduce((_, last) -> last)
        .flatMap(Leg::partner);
  }

  // The desk phone

  /** What the user's desk phone does when it is called. */
  public void deskPhone(String user, DeskPhone.Manner manner) {
    with(
        user,
        subscriber -> {
          exchange.behave(subscriber, manner);
          return true;
        });
  }

  /** Plugs the desk phone in or out. */
  public void registerDesk(String user, boolean registered) {
    with(
        user,
        subscriber -> {
          exchange.registerDesk(subscriber, registered);
          return true;
        });
  }

  /**
   * Lifts the receiver of the ringing desk phone.
   *
   * @return false when it does not ring
   */
  public boolean pickUp(String user) {
    return with(user, exchange::pickUpDesk);
  }

  /** Dials on the desk phone. */
  public void dialOnDesk(String user, String number) {
    with(user, subscriber -> exchange.dialOnDesk(subscriber, number));
  }

  /** Presses hold on the desk phone. */
  public boolean holdOnDesk(String user) {
    return deskLeg(user, leg -> exchange.hold(leg, false));
  }

  /** Presses resume on the desk phone. */
  public boolean resumeOnDesk(String user) {
    return deskLeg(user, exchange::resume);
  }

  /** Puts the receiver down, or refuses the ringing call. */
  public boolean hangUpDesk(String user) {
    return deskLeg(
        user,
        leg -> {
          exchange.hangUp(
              leg, leg.called() && !leg.answered() ? Cause.CALL_REJECTED : Cause.NORMAL_CLEARING);
          return true;
        });
  }

  private boolean deskLeg(String user, Predicate<Leg> deed) {
    return with(
        user,
        subscriber ->
            subscriber.legs().stream()
                .filter(leg -> leg.device() == subscriber.deskPhone())
                .reduce((_, last) -> last)
                .filter(deed)
                .isPresent());
  }

  // The directory

  /** All users, by number. */
  public List<SwitchUser> users() {
    return exchange
        .thread()
        .call(() ->
            exchange.subscribers().stream()
                .map(Subscriber::user)
                .sorted(Comparator.comparing(SwitchUser::number))
                .toList());
  }

  /** Whether a web phone of the user is signed in; without one the desk phone rings. */
  public boolean hasWebPhone(String user) {
    return with(user, subscriber -> !verto.socketsOf(subscriber).isEmpty());
  }

  /** Ids of the legs of a user's phones, the oldest first. */
  public List<String> legs(String user) {
    return with(user, subscriber -> subscriber.legs().stream().map(Leg::id).toList());
  }

  /** Adds a user or replaces one. */
  public void add(SwitchUser user) {
    exchange.thread().run(() -> exchange.add(user));
  }

  /**
   * Says where a user is, as another client of his or an administrator does.
   *
   * @param status {@code NONE}, or a reason of absence
   * @param comment free text; may be empty
   */
  public void status(String user, String status, String comment) {
    with(
        user,
        subscriber -> {
          exchange.setStatus(subscriber, status, comment);
          return true;
        });
  }

  /** Lets a user's call-centre status be what an administrator made it. */
  public void agentStatus(String user, String status) {
    with(
        user,
        subscriber -> {
          exchange.setAgentStatus(subscriber, status);
          return true;
        });
  }

  /** Lets a user belong to the call centre, which he learns when he signs in. */
  public void appoint(String user) {
    with(
        user,
        subscriber -> {
          exchange.change(subscriber, subscriber.user().asAgent());
          return true;
        });
  }

  /** Lets a user belong to the call centre no more; who is signed in is not told. */
  public void dismiss(String agent) {
    with(
        agent,
        subscriber -> {
          exchange.change(subscriber, subscriber.user().asNoAgent());
          return true;
        });
  }

  /** Every token that was given out is worth nothing from now on. */
  public void expireTokens() {
    exchange.thread().run(webitel::expireTokens);
  }

  /** Sign-ins at the event server are over: commands are refused until the next one. */
  public void expireSignIns() {
    exchange.thread().run(webitel::expireSignIns);
  }

  // The network and the machine

  /** Breaks a user's connections. */
  public void cut(String user, Sockets which) {
    with(
        user,
        subscriber -> {
          sockets(subscriber, which).forEach(Peer::cut);
          return true;
        });
  }

  /** Somebody elsewhere signs in with the session of the user's web phone (verto.md §8). */
  public void takeOver(String user) {
    with(
        user,
        subscriber -> {
          verto.takeOver(subscriber);
          return true;
        });
  }

  /** Nothing comes through a user's connections, which stand all the same. */
  public void freeze(String user, Sockets which, boolean freeze) {
    with(
        user,
        subscriber -> {
          sockets(subscriber, which).forEach(peer -> peer.freeze(freeze));
          return true;
        });
  }

  /** Sends a user something that no server should send. */
  public void sendGarbage(String user, Sockets which, String frame) {
    with(
        user,
        subscriber -> {
          sockets(subscriber, which).forEach(peer -> peer.send(frame));
          return true;
        });
  }

  /** Breaks all connections and refuses new ones until {@link #acceptConnections()}. */
  public void refuseConnections(Sockets which) {
    listeners(which).forEach(LoopbackServer::stopListening);
  }

  public void acceptConnections() {
    listeners(Sockets.BOTH).forEach(LoopbackServer::listen);
  }

  /** The event server starts anew: its connections break, calls go on (webitel.md §11). */
  public void restartEventServer() {
    exchange.thread().run(webitel::restart);
  }

  /**
   * The switch starts anew: all calls are gone.
   *
   * @param orderly whether it says so, or crashes (verto.md §8)
   */
  public void restartSwitch(boolean orderly) {
    exchange.thread().run(() -> verto.restart(orderly));
  }

  /**
   * From now on events of calls reach the event sockets so much later, as they may compared with
   * Verto (webitel.md §7).
   */
  public void delayEvents(Duration by) {
    exchange.thread().run(() -> webitel.delayEvents(by));
  }

  private List<Peer> sockets(Subscriber subscriber, Sockets which) {
    List<Peer> peers = new ArrayList<>();
    if (which.events()) {
      peers.addAll(webitel.socketsOf(subscriber));
    }
    if (which.verto()) {
      peers.addAll(verto.socketsOf(subscriber));
    }
    return peers;
  }

  private List<LoopbackServer> listeners(Sockets which) {
    List<LoopbackServer> listeners = new ArrayList<>();
    if (which.events()) {
      listeners.add(webitel.sockets());
    }
    if (which.verto()) {
      listeners.add(verto.sockets());
    }
    return listeners;
  }

  /** Whether there is such a user. */
  public boolean knows(String user) {
    return exchange.thread().call(() -> find(user).isPresent());
  }

  private Optional<Subscriber> find(String user) {
    return exchange.subscribers().stream()
        .filter(each -> each.account().equals(user) || each.user().number().equals(user))
        .findFirst();
  }

  private <T> T with(String user, Function<Subscriber, T> deed) {
    return exchange
        .thread()
        .call(() ->
            deed.apply(
                find(user)
                    .orElseThrow(
                        () -> new IllegalArgumentException("no user %s".formatted(user)))));
  }
}
