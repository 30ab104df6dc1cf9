package dev.hookswitch.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A manager interface on a loopback port that lets everybody in, knows of no calls when it is
 * asked, and replays streams of events to one of its connections at a time.
 */
final class ReplayingAsterisk implements AutoCloseable {
  /** Bytes at once when nobody waits for a moment. */
  private static final int FLOOD = 32 * 1024;

  /** What may be under way to a peer: it is not to read what was written long ago. */
  private static final int SEND_BUFFER = 128 * 1024;

  private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

  /** Says that a stream is over. */
  private static final List<String> END =
      List.of("Event: PeerStatus", "Privilege: system,all", "Peer: PJSIP/end");

  /** What each list ends with, by the action that asks for it. */
  private static final Map<String, String> LISTS =
      Map.of(
          "coreshowchannels", "CoreShowChannelsComplete",
          "queuestatus", "QueueStatusComplete",
          "status", "StatusComplete",
          "agents", "AgentsComplete");

  private final ServerSocket server = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
  private final Map<String, Peer> peers = new ConcurrentHashMap<>();

  ReplayingAsterisk() throws IOException {
    Thread.ofPlatform().daemon().name("asterisk").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(SEND_BUFFER);
        Thread.ofPlatform().daemon().name("asterisk answers").start(new Peer(socket));
      }
    } catch (IOException e) {
      // Closed: nobody else comes.
    }
  }

  /** One connection; whatever is written is written as a whole message. */
  private final class Peer implements Runnable {
    private final Socket socket;
    private final OutputStream out;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    @Override
    public void run() {
      try (socket) {
        write("Asterisk Call Manager/11.0.0\r\n".getBytes(StandardCharsets.UTF_8));
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        Map<String, String> action = new HashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          int colon = line.indexOf(':');
          if (line.isEmpty()) {
            answer(action);
            action.clear();
          } else if (colon > 0) {
            action.put(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip());
          }
        }
      } catch (IOException e) {
        // It has gone.
      }
      peers.values().remove(this);
    }

    private void answer(Map<String, String> action) throws IOException {
      String name = action.getOrDefault("action", "").toLowerCase(Locale.ROOT);
      String id = "ActionID: " + action.getOrDefault("actionid", "");
      String list = LISTS.get(name);
      if (list != null) {
        says(List.of("Response: Success", id, "EventList: start", "Message: A list follows"));
        says(List.of("Event: " + list, id, "EventList: Complete", "ListItems: 0"));
        return;
      }
      switch (name) {
        case "challenge" -> says(List.of("Response: Success", id, "Challenge: 116088624"));
        case "login" -> {
          says(List.of("Response: Success", id, "Message: Authentication accepted"));
          peers.put(action.getOrDefault("username", ""), this);
          says(List.of("Event: FullyBooted", "Privilege: system,all", "Status: Fully Booted"));
        }
        case "coresettings" ->
            says(
                List.of("Response: Success", id, "AMIversion: 11.0.0", "AsteriskVersion: 22.10.1"));
        case "getvar" -> {
          String variable = action.getOrDefault("variable", "");
          String value = variable.startsWith("VALID_EXTEN") ? "1" : "";
          says(List.of("Response: Success", id, "Variable: " + variable, "Value: " + value));
        }
        case "ping" -> says(List.of("Response: Success", id, "Ping: Pong"));
        default -> says(List.of("Response: Success", id, "Message: Done"));
      }
    }

    private void says(List<String> lines) throws IOException {
      write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(byte[] bytes) throws IOException {
      out.write(bytes);
    }

    synchronized void write(CallStream stream, int from, int to) throws IOException {
      int start = from == 0 ? 0 : stream.end(from - 1);
      stream.writes(from, to, System.nanoTime());
      out.write(stream.bytes(), start, stream.end(to - 1) - start);
    }
  }

  /** Whether whoever signs in under that name is there. */
  boolean has(String user) {
    return peers.containsKey(user);
  }

  private Peer peer(String user) {
    Peer peer = peers.get(user);
    if (peer == null) {
      throw new IllegalStateException(
          "nobody is signed in as %s (expected: one of %s)".formatted(user, peers.keySet()));
    }
    return peer;
  }

  /**
   * Sends a stream as fast as it is taken, and says that it is over.
   *
   * @return when it began, in nanoseconds
   */
  long flood(String user, CallStream stream) {
    Peer peer = peer(user);
    long began = System.nanoTime();
    try {
      for (int from = 0; from < stream.events(); ) {
        int start = from == 0 ? 0 : stream.end(from - 1);
        int to = from + 1;
        while (to < stream.events() && stream.end(to) - start <= FLOOD) {
          to++;
        }
        peer.write(stream, from, to);
        from = to;
      }
      peer.says(END);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return began;
  }

  /**
   * Sends each event when it is due.
   *
   * @return events a second that were written while the stream was steady
   */
  double pace(String user, CallStream stream) {
    Peer peer = peer(user);
    long began = System.nanoTime();
    int steady = 0;
    long first = 0;
    long last = 0;
    try {
      for (int from = 0; from < stream.events(); ) {
        long now = System.nanoTime() - began;
        int to = from;
        while (to < stream.events() && stream.due(to) <= now) {
          to++;
        }
        if (to == from) {
          LockSupport.parkNanos(Math.min(TICK_NANOS, stream.due(from) - now));
        } else {
          peer.write(stream, from, to);
          if (stream.steady(to - 1)) {
            last = System.nanoTime();
            first = first == 0 ? last : first;
            steady += last == first ? 0 : to - from;
          }
          from = to;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return steady / ((last - first) / 1e9);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
