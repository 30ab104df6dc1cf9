package dev.hookswitch.simulators.verto;

import dev.hookswitch.simulators.freeswitch.ChannelEvent;
import dev.hookswitch.simulators.freeswitch.SimulatedSwitch;
import dev.hookswitch.simulators.freeswitch.Subscriber;
import dev.hookswitch.simulators.freeswitch.SwitchListener;
import dev.hookswitch.simulators.wire.LoopbackServer;
import dev.hookswitch.simulators.wire.Peer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * mod_verto on a loopback port: sign-in, calls of web phones, lost sockets (verto.md). Media goes
 * from browser to browser; where that is impossible, after a transfer or a re-attachment, nobody
 * hears anything.
 */
public final class VertoServer implements LoopbackServer.Handler, SwitchListener, AutoCloseable {
  private static final Duration STOPPING = Duration.ofMillis(500);

  private final Map<Peer, VertoConnection> connections = new HashMap<>();
  private final Map<String, VertoSession> sessions = new HashMap<>();
  private final SimulatedSwitch exchange;
  private final Methods methods;
  private final LoopbackServer sockets;
  private final FarMedia media;

  /** One counter for all sockets, so that a client sees gaps. */
  private int lastId = 500;

  /**
   * Starts listening.
   *
   * @param port 0 takes any free one
   * @param media what the switch itself lets phones hear
   */
  public VertoServer(SimulatedSwitch exchange, int port, FarMedia media) {
    this.exchange = exchange;
    this.media = media;
    this.methods = new Methods(exchange);
    exchange.listen(this);
    this.sockets = new LoopbackServer(port, exchange.thread()::execute, this);
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
    return connections.values().stream()
        .filter(each -> each.session().filter(s -> s.subscriber() == subscriber).isPresent())
        .map(VertoConnection::peer)
        .toList();
  }

  /** The sessions of this user go on at a socket elsewhere; those that had them are told so. */
  public void takeOver(Subscriber subscriber) {
    List.copyOf(connections.values()).stream()
        .filter(each -> each.session().filter(s -> s.subscriber() == subscriber).isPresent())
        .forEach(VertoConnection::punt);
  }

  /**
   * Stops and is there again at once, without a call (verto.md §8).
   *
   * @param orderly whether clients are told
   */
  public void restart(boolean orderly) {
    exchange.stopCalls(orderly);
    List<Peer> stopped = List.copyOf(connections.keySet());
    connections.values().forEach(VertoConnection::stop);
    sessions.values().forEach(VertoSession::forget);
    sessions.clear();
    if (orderly) {
      exchange.thread().after(STOPPING, () -> stopped.forEach(Peer::cut));
    } else {
      stopped.forEach(Peer::cut);
    }
  }

  @Override
  public void opened(Peer peer) {
    connections.put(peer, new VertoConnection(this, peer));
  }

  @Override
  public void text(Peer peer, String text) {
    VertoConnection connection = connections.get(peer);
    if (connection != null) {
      connection.read(text);
    }
  }

  @Override
  public void closed(Peer peer) {
    VertoConnection connection = connections.remove(peer);
    if (connection != null) {
      connection.closed();
      forgetIdleSessions();
    }
  }

  @Override
  public boolean pinged(Peer peer, boolean empty) {
    exchange
        .thread()
        .execute(() -> {
          VertoConnection connection = connections.get(peer);
          if (connection != null) {
            connection.pinged(empty);
          }
        });
    return false;
  }

  @Override
  public boolean repeatsSubprotocols() {
    return true;
  }

  @Override
  public void event(ChannelEvent event) {
    if (event.name().equals("CHANNEL_CALLSTATE") && event.presence() != null) {
      connections.values().forEach(connection -> connection.presence(event));
    } else if (event.name().equals("CHANNEL_DESTROY")) {
      forgetIdleSessions();
    }
  }

  /** A session without a socket lives as long as its calls. */
  private void forgetIdleSessions() {
    sessions
        .values()
        .removeIf(session -> session.connection().isEmpty() && session.legs().isEmpty());
  }

  @Override
  public void cut(Subscriber subscriber) {
    socketsOf(subscriber).forEach(Peer::cut);
  }

  @Override
  public void removed(Subscriber subscriber) {
    cut(subscriber);
  }

  SimulatedSwitch exchange() {
    return exchange;
  }

  Methods methods() {
    return methods;
  }

  int nextId() {
    return ++lastId;
  }

  /** A user by login; case does not matter in the domain. */
  Optional<Subscriber> subscriber(String login) {
    String[] halves = login.split("@", 2);
    return exchange.subscriber(halves[0] + "@" + halves[1].toLowerCase(Locale.ROOT));
  }

  boolean inUse(String session, Subscriber wanted) {
    VertoSession known = sessions.get(session);
    return exchange.rules().release().guardsSessions()
        && known != null
        && known.connection().isPresent()
        && known.subscriber() != wanted;
  }

  VertoSession session(String wanted, Subscriber subscriber) {
    String id = wanted.isEmpty() ? UUID.randomUUID().toString() : wanted;
    return sessions.computeIfAbsent(id, _ -> new VertoSession(id, exchange, media, subscriber));
  }

  @Override
  public void close() {
    sockets.close();
  }
}
