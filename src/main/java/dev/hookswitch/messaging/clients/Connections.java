package dev.hookswitch.messaging.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.tms.TmsAccess;
import dev.hookswitch.tms.TmsNews;
import dev.hookswitch.tms.TmsTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All connections of clients, and the lines that they watch. A connection whose socket broke waits
 * for a while to be taken over by another one. Safe for use by many threads.
 */
final class Connections {
  /** More than a person has pages and devices. */
  static final int MOST_OF_A_USER = 20;

  private final MessagingService service;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final Duration kept;
  private final Map<String, Connection> connections = new HashMap<>();
  private final Map<LineId, Watched> lines = new HashMap<>();

  /** When rights changed; older tokens than these have expired by themselves. */
  private final Cache<String, Instant> changed =
      Caffeine.newBuilder().expireAfterWrite(TmsTokens.VALID).build();

  private static final class Watched {
    final MonitoredLine line;
    int connections;

    Watched(MonitoredLine line) {
      this.line = line;
    }
  }

  /**
   * @param timer its tasks return at once
   * @param kept how long a connection waits without a socket
   */
  Connections(
      MessagingService service,
      InstantSource clock,
      ScheduledExecutorService timer,
      Duration kept) {
    this.service = service;
    this.clock = clock;
    this.timer = timer;
    this.kept = kept;
  }

  /**
   * Begins to watch a line.
   *
   * @param line one of those that the token allows
   * @return empty when the user has too many connections, or other rights since
   */
  synchronized Optional<Connection> open(TmsAccess access, Line line, Consumer<TmsNews> socket) {
    long already =
        connections.values().stream().filter(one -> one.user().equals(access.user())).count();
    if (already >= MOST_OF_A_USER || !stillGood(access)) {
      return Optional.empty();
    }
    Watched watched =
        lines.computeIfAbsent(
            line.id(), _ -> new Watched(new MonitoredLine(line, service, clock, this::lineIsOver)));
    watched.connections++;
    var connection = new Connection(access.user(), watched.line, clock, socket, this::close);
    connections.put(connection.id(), connection);
    connection.line().join(connection);
    return Optional.of(connection);
  }

  /**
   * Hands a connection to another socket.
   *
   * @return empty when there is none of that id which the token allows
   */
  synchronized Optional<Connection> takeOver(
      String id, TmsAccess access, Consumer<TmsNews> socket) {
    Connection connection = connections.get(id);
    if (connection == null
        || !stillGood(access)
        || !connection.user().equals(access.user())
        || access.lines().stream().noneMatch(line -> line.id().equals(connection.lineId()))) {
      return Optional.empty();
    }
    connection.detach();
    connection.attach(socket);
    return Optional.of(connection);
  }

  /**
   * Its socket broke.
   *
   * @param socket that one; a connection that has another one by now goes on
   */
  synchronized void keep(Connection connection, Consumer<TmsNews> socket) {
    if (!connection.isServedBy(socket)) {
      return;
    }
    connection.detach();
    timer.schedule(
        () -> {
          if (!connection.hasSocket()) {
            close(connection);
          }
        },
        kept.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** The client leaves, or the line is lost. */
  synchronized void close(Connection connection) {
    if (connections.remove(connection.id()) == null) {
      return;
    }
    connection.detach();
    Watched watched = lines.get(connection.lineId());
    if (watched != null && watched.line == connection.line() && --watched.connections == 0) {
      lines.remove(connection.lineId());
      watched.line.close();
    }
  }

  synchronized int size() {
    return connections.size();
  }

  private synchronized void lineIsOver(MonitoredLine line) {
    lines.values().removeIf(watched -> watched.line == line);
  }

  /** What the user may do has changed: connections and tokens from before are good no more. */
  void withdraw(String user) {
    changed.put(user, clock.instant());
    List<Connection> withdrawn;
    synchronized (this) {
      withdrawn = connections.values().stream().filter(one -> one.user().equals(user)).toList();
    }
    withdrawn.forEach(connection -> {
      connection.withdrawn();
      close(connection);
    });
  }

  /** Whether what the user may do has not changed since the token was issued. */
  private boolean stillGood(TmsAccess access) {
    Instant since = changed.getIfPresent(access.user());
    return since == null || access.issued().isAfter(since);
  }
}
