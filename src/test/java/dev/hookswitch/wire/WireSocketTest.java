package dev.hookswitch.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.FreePorts;
import dev.hookswitch.mailbox.Mailbox;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets, against peers that do what they should not. */
class WireSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final WireSocket.Limits SMALL =
      new WireSocket.Limits(Duration.ofMillis(700), 1_000);

  private final Ear ear = new Ear();
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

  /** The first connection of all takes longer than these wait. */
  @BeforeAll
  static void begin() {
    var first = new Ear();
    WireSocket.open(
        "first", "ws://127.0.0.1:" + FreePorts.next(), SMALL, new Mailbox("desk")::post, first);
    first.end();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "nonsense", "http://127.0.0.1/", "ws://", "ws://a b/", "ws:x"})
  void open_whatIsNoAddress_endsAsBadAddress(String address) {
    dial(address);

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.BAD_ADDRESS);
  }

  @Test
  void open_unknownHost_endsAsUnknownHost() {
    dial("ws://no-such-host.invalid/");

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.UNKNOWN_HOST);
  }

  @Test
  void open_nobodyListens_endsAsRefused() throws IOException {
    dial("ws://127.0.0.1:" + FreePorts.next());

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.REFUSED);
  }

  @Test
  void open_peerThatSaysNothing_endsInTime() throws IOException {
    Peer peer = peer(_ -> {});
    dial(peer.address("ws"));

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.TIMED_OUT);
  }

  @Test
  void open_peerWithoutEncryption_endsAsTls() throws IOException {
    Peer peer = peer(socket -> answer(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"));
    dial(peer.address("wss"));

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.TLS);
  }

  @Test
  void open_webServer_endsAsNoWebSocket() throws IOException {
    Peer peer = peer(socket -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    dial(peer.address("ws"));

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.NOT_A_WEB_SOCKET);
  }

  /** Its first connection may be dead by then: it is not used again. */
  @Test
  void open_webServerAgain_endsAsNoWebSocketAgain() throws IOException {
    Peer peer = peer(socket -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    dial(peer.address("ws"));
    ear.end();
    ear.ends.clear();

    dial(peer.address("ws"));

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.NOT_A_WEB_SOCKET);
  }

  @Test
  void open_gatewayWithoutPeer_endsAsRefused() throws IOException {
    Peer peer =
        peer(socket -> answer(socket, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
    dial(peer.address("ws"));

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.REFUSED);
  }

  /** The time to open it is over then. */
  @Test
  void connection_openedInTime_stays() throws IOException {
    Peer peer = speaker(frame(0x81, "hello"));
    dial(peer.address("ws"));
    await().atMost(PATIENCE).until(() -> !ear.messages.isEmpty());

    await()
        .pollDelay(SMALL.openedWithin().multipliedBy(2))
        .untilAsserted(() -> assertThat(ear.ends).isEmpty());
  }

  @Test
  void message_inParts_isHeardWhole() throws IOException {
    Peer peer = speaker(frame(0x01, "hal"), frame(0x80, "lo"), frame(0x82, "binary"));
    dial(peer.address("ws"));

    await().atMost(PATIENCE).until(() -> ear.messages.size() == 2);
    assertThat(ear.messages).containsExactly("hallo", "binary");
  }

  @Test
  void message_tooLong_breaksTheConnection() throws IOException {
    Peer peer = speaker(frame(0x81, "x".repeat(600)), frame(0x81, "y".repeat(1_001)));
    dial(peer.address("ws"));

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.BROKEN);
    assertThat(ear.end().detail()).contains("1000");
    assertThat(ear.messages).containsExactly("x".repeat(600));
  }

  @Test
  void connection_cutByThePeer_endsOnce() throws IOException {
    Peer peer = speaker(frame(0x81, "hello"));
    dial(peer.address("ws"));
    await().atMost(PATIENCE).until(() -> !ear.messages.isEmpty());

    peer.close();

    assertThat(ear.end().kind()).isIn(WireEnd.Kind.BROKEN, WireEnd.Kind.CLOSED);
    assertThat(ear.ends).hasSize(1);
  }

  /** Also while nobody has worked off what it said last. */
  @RepeatedTest(20)
  void connection_cutRightAfterAMessage_ends() throws IOException {
    Peer peer =
        peer(socket -> {
          shakeHands(socket);
          socket.getOutputStream().write(frame(0x81, "good"));
          socket.getOutputStream().write(frame(0x81, "bye"));
          socket.close();
        });
    ear.slow = Duration.ofMillis(50);
    dial(peer.address("ws"));

    assertThat(ear.end().kind()).isIn(WireEnd.Kind.BROKEN, WireEnd.Kind.CLOSED);
    assertThat(ear.messages).startsWith("good");
  }

  @Test
  void messages_fasterThanTheyAreWorkedOff_allCome() throws IOException {
    byte[][] frames = new byte[200][];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = frame(0x81, "%04d".formatted(i) + "x".repeat(500));
    }
    ear.slow = Duration.ofMillis(2);
    dial(speaker(frames).address("ws"));

    await().atMost(PATIENCE).until(() -> ear.messages.size() == frames.length);
    assertThat(ear.messages).isSorted();
  }

  @Test
  void close_openConnection_isToldOnceAndNothingMoreIsHeard() throws IOException {
    Peer peer = speaker(frame(0x81, "hello"));
    WireSocket socket = dial(peer.address("ws"));
    await().atMost(PATIENCE).until(() -> !ear.messages.isEmpty());

    socket.close();
    socket.close();
    socket.send("into the void");

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.CLOSED);
    peer.close();
    await().during(Duration.ofMillis(200)).until(() -> ear.ends.size() == 1);
  }

  @Test
  void send_toAPeerThatNeverReads_breaksTheConnection() throws IOException {
    Peer peer = speaker(frame(0x81, "ask me nothing"));
    WireSocket socket = dial(peer.address("ws"));
    await().atMost(PATIENCE).until(() -> !ear.messages.isEmpty());

    for (int i = 0; i < 40_000; i++) {
      socket.send("x".repeat(1_000));
    }

    assertThat(ear.end().kind()).isEqualTo(WireEnd.Kind.BROKEN);
    assertThat(ear.end().detail()).contains("does not read");
  }

  private WireSocket dial(String address) {
    WireSocket socket = WireSocket.open("test", address, SMALL, new Mailbox("desk")::post, ear);
    opened.add(socket);
    return socket;
  }

  private static final class Ear implements WireSocket.Listener {
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<WireEnd> ends = new CopyOnWriteArrayList<>();

    /** How long a message takes. */
    volatile Duration slow = Duration.ZERO;

    @Override
    public void opened() {}

    @Override
    public void message(String text) {
      LockSupport.parkNanos(slow.toNanos());
      messages.add(text);
    }

    @Override
    public void ended(WireEnd why) {
      ends.add(why);
    }

    WireEnd end() {
      await().atMost(PATIENCE).until(() -> !ends.isEmpty());
      return ends.getFirst();
    }
  }

  // Peers, byte by byte

  private interface Conduct {
    void with(Socket socket) throws Exception;
  }

  private record Peer(ServerSocket server, List<Socket> sockets) implements AutoCloseable {
    String address(String scheme) {
      return "%s://127.0.0.1:%d/any/path".formatted(scheme, server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private Peer peer(Conduct conduct) throws IOException {
    var peer =
        new Peer(
            new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), new CopyOnWriteArrayList<>());
    opened.add(peer);
    Thread.ofVirtual()
        .start(() -> {
          while (!peer.server().isClosed()) {
            try {
              Socket socket = peer.server().accept();
              peer.sockets().add(socket);
              conduct.with(socket);
            } catch (Exception e) {
              return;
            }
          }
        });
    return peer;
  }

  private static void answer(Socket socket, String text) throws IOException {
    socket.getInputStream().read(new byte[1024]);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Shakes hands and sends frames. */
  private Peer speaker(byte[]... frames) throws IOException {
    return peer(socket -> {
      shakeHands(socket);
      OutputStream out = socket.getOutputStream();
      for (byte[] frame : frames) {
        out.write(frame);
      }
      out.flush();
    });
  }

  private static void shakeHands(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    var request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("they left in the handshake");
      }
      request.append((char) next);
    }
    Matcher key = Pattern.compile("Sec-WebSocket-Key: (\\S+)").matcher(request);
    String accept =
        Optional.of(key).filter(Matcher::find).map(found -> accept(found.group(1))).orElseThrow();
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + accept
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * @param first FIN and opcode (RFC 6455 §5.2)
   */
  private static byte[] frame(int first, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean isLong = body.length > 125;
    byte[] frame = new byte[body.length + (isLong ? 4 : 2)];
    frame[0] = (byte) first;
    frame[1] = (byte) (isLong ? 126 : body.length);
    if (isLong) {
      frame[2] = (byte) (body.length >> 8);
      frame[3] = (byte) body.length;
    }
    System.arraycopy(body, 0, frame, frame.length - body.length, body.length);
    return frame;
  }
}
