package dev.hookswitch.simulators.webitel;

import dev.hookswitch.simulators.freeswitch.ChannelEvent;
import dev.hookswitch.simulators.freeswitch.QueueEvent;
import dev.hookswitch.simulators.freeswitch.SimulatedSwitch;
import dev.hookswitch.simulators.freeswitch.Subscriber;
import dev.hookswitch.simulators.freeswitch.SwitchListener;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import dev.hookswitch.simulators.wire.LoopbackServer;
import dev.hookswitch.simulators.wire.Peer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The classic event server of Webitel on a loopback port, with its recordings (webitel.md). */
public final class WebitelServer implements LoopbackServer.Handler, SwitchListener, AutoCloseable {
  /** So long after his last socket an agent is taken out of the queues (webitel.md §8). */
  private static final Duration AGENT_LEFT = Duration.ofSeconds(60);

  private final Map<Peer, EventConnection> connections = new HashMap<>();
  private final Map<String, OnlineUser> online = new HashMap<>();
  private final Tokens tokens = new Tokens();
  private final SimulatedSwitch exchange;
  private final Commands commands;
  private final RecordingServer recordings;
  private final LoopbackServer sockets;
  private Duration eventsDelayed = Duration.ZERO;

  /**
   * Starts listening.
   *
   * @param port of the event server; 0 takes any free one
   * @param recordPort of the server that gives out recordings
   */
  public WebitelServer(SimulatedSwitch exchange, int port, int recordPort) {
    this.exchange = exchange;
    this.commands = new Commands(this);
    this.recordings = new RecordingServer(exchange, tokens, recordPort);
    exchange.listen(this);
    try {
      this.sockets = new LoopbackServer(port, exchange.thread()::execute, this);
    } catch (UncheckedIOException e) {
      recordings.close();
      throw e;
    }
  }

  public URI url() {
    return URI.create("ws://127.0.0.1:" + sockets.port() + "/");
  }

  /** Its listening socket, to be disturbed. */
  public LoopbackServer sockets() {
    return sockets;
  }

  /** The sockets on which this user is signed in. */
  public List<Peer> socketsOf(Subscriber subscriber) {
    return online(subscriber.account()).stream()
        .flatMap(user -> user.sockets.stream())
        .map(EventConnection::peer)
        .toList();
  }

  /** Every token that was given out is worth nothing from now on. */
  public void expireTokens() {
    tokens.expireAll(Instant.now());
  }

  /** Everybody who is signed in has to do so anew: commands are refused until then. */
  public void expireSignIns() {
    connections.values().forEach(EventConnection::expire);
  }

  /** Starts anew: connections break, what they had signed in and subscribed to is forgotten. */
  public void restart() {
    List.copyOf(connections.keySet()).forEach(Peer::cut);
  }

  /** From now on events of calls come so much later. */
  public void delayEvents(Duration by) {
    eventsDelayed = by;
  }

  // Sockets

  @Override
  public void opened(Peer peer) {
    connections.put(peer, new EventConnection(this, peer));
  }

  @Override
  public void text(Peer peer, String text) {
    EventConnection connection = connections.get(peer);
    if (connection != null) {
      connection.read(text);
    }
  }

  @Override
  public void closed(Peer peer) {
    EventConnection connection = connections.remove(peer);
    if (connection != null) {
      connection.closed();
      connection.user().ifPresent(user -> left(user, connection));
    }
  }

  private void left(OnlineUser user, EventConnection connection) {
    user.sockets.remove(connection);
    if (!user.sockets.isEmpty()) {
      return;
    }
    online.remove(user.account());
    tellPresence(user, "ACCOUNT_OFFLINE");
    if (user.callCentre) {
      exchange
          .thread()
          .after(
              AGENT_LEFT,
              () -> {
                if (online(user.account()).isEmpty()) {
                  exchange.setAgentStatus(user.subscriber, Subscriber.LOGGED_OUT);
                }
              });
    }
  }

  OnlineUser join(Subscriber subscriber, EventConnection connection) {
    OnlineUser user = online.computeIfAbsent(subscriber.account(), _ -> new OnlineUser(subscriber));
    if (!user.sockets.contains(connection)) {
      user.sockets.add(connection);
    }
    connection.authenticated(user);
    return user;
  }

  Optional<OnlineUser> online(String account) {
    return Optional.ofNullable(online.get(account));
  }

  // Events

  @Override
  public void event(ChannelEvent event) {
    if (eventsDelayed.isZero()) {
      pass(event);
    } else {
      exchange.thread().after(eventsDelayed, () -> pass(event));
    }
  }

  private void pass(ChannelEvent event) {
    if (event.presence() != null) {
      online(event.presence())
          .filter(user -> user.logged)
          .ifPresent(user -> {
            ObjectNode trimmed = Trimming.trim(event);
            user.sockets.forEach(socket -> socket.send(trimmed));
          });
    }
    String subscribed = "SE:" + event.name();
    ObjectNode whole = EventConnection.event("server", subscribed);
    event
        .fields()
        .forEach((name, value) -> {
          if (!name.equals("Event-Name")) {
            whole.put(name, value);
          }
        });
    tellSubscribers(subscribed, event.domain(), whole);
  }

  /** Webitel's names are the upper-case forms of the queue module's (webitel.md §8). */
  @Override
  public void queue(QueueEvent event) {
    String name = "CC::" + event.action().toUpperCase(Locale.ROOT);
    ObjectNode told = EventConnection.event("server", name);
    told.put("CC-Action", event.action());
    event.fields().forEach(told::put);
    tellSubscribers(name, event.domain(), told);
  }

  private void tellSubscribers(String name, String domain, ObjectNode event) {
    for (EventConnection connection : connections.values()) {
      if (connection.subscriptions().contains(name)
          && connection.user().filter(user -> user.domain().equals(domain)).isPresent()) {
        connection.send(event);
      }
    }
  }

  /** The state of a user: to himself, and to whoever may read accounts (webitel.md §5.3). */
  @Override
  public void changed(Subscriber subscriber) {
    SwitchUser user = subscriber.user();
    Optional<OnlineUser> self = online(user.account());
    ObjectNode event = EventConnection.event("ACCOUNT_STATUS", "ACCOUNT_STATUS");
    event.put("Event-Domain", user.domain());
    event.put("Account-Domain", user.domain());
    event.put("Account-User", user.number());
    event.put("Account-Status", subscriber.status());
    event.put("Account-User-State", subscriber.state());
    event.put("Account-Status-Descript", subscriber.description());
    event.put("Account-Role", user.role());
    event.put("Account-Agent-Status", subscriber.agentStatus());
    event.put("Account-Agent-State", "Waiting");
    event.put("Account-Online", self.map(each -> each.logged).orElse(false));
    event.put("cc_logged", self.map(each -> each.callCentre).orElse(false));
    event.put("ws", self.isPresent());
    event.put("presence_id", user.account());
    // What the oldest client listens to; servers in the field no longer send it.
    ObjectNode old = userEvent(user, "USER_STATE").put("User-State", subscriber.state());
    for (OnlineUser each : online.values()) {
      if (each.subscriber == subscriber || mayRead(each, user.domain())) {
        each.sockets.forEach(socket -> {
          socket.send(event);
          socket.send(old);
        });
      }
    }
  }

  private static boolean mayRead(OnlineUser reader, String domain) {
    return reader.domain().equals(domain) && Rights.may(reader.role(), "account", "r");
  }

  @Override
  public void removed(Subscriber subscriber) {
    socketsOf(subscriber).forEach(Peer::cutAfterSending);
  }

  @Override
  public void cut(Subscriber subscriber) {
    socketsOf(subscriber).forEach(Peer::cut);
  }

  /** A colleague came or went: to the whole domain. */
  void tellPresence(OnlineUser user, String name) {
    tellDomain(user.domain(), userEvent(user.subscriber.user(), name));
  }

  void tellAccount(SwitchUser user, String name) {
    tellDomain(
        user.domain(),
        EventConnection.event(name, name)
            .put("User-ID", user.number())
            .put("User-Domain", user.domain()));
  }

  private void tellDomain(String domain, ObjectNode event) {
    online.values().stream()
        .filter(each -> each.domain().equals(domain))
        .flatMap(each -> each.sockets.stream())
        .forEach(socket -> socket.send(event));
  }

  private static ObjectNode userEvent(SwitchUser user, String name) {
    return EventConnection.event("user", name)
        .put("Event-Domain", user.domain())
        .put("User-ID", user.number())
        .put("User-Domain", user.domain())
        .put("User-Scheme", "account")
        .put("Content-Type", "text/event-json");
  }

  // What commands need

  SimulatedSwitch exchange() {
    return exchange;
  }

  Commands commands() {
    return commands;
  }

  Tokens tokens() {
    return tokens;
  }

  RecordingServer recordings() {
    return recordings;
  }

  @Override
  public void close() {
    sockets.close();
    recordings.close();
  }
}
