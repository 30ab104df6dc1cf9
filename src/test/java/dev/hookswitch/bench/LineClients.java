package dev.hookswitch.bench;

import dev.hookswitch.bench.CallStream.Part;
import dev.hookswitch.messaging.asterisk.RecordedCall;
import dev.hookswitch.phone.Line;
import dev.hookswitch.tms.TmsTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Clients of the Messaging Service, one for each line, with a socket and a token of its own. All of
 * them share one thread, which checks every frame against what the line has to hear.
 */
final class LineClients implements AutoCloseable {
  /** Sign-ins under way at once. */
  private static final int AT_ONCE = 64;

  private static final int ERROR = 3;
  private static final int LIBRARY_INITIALIZED = 1;
  private static final int LINE_STATE_CHANGED = 11;

  private final InetSocketAddress server;
  private final TmsTokens tokens;
  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final Semaphore signingIn = new Semaphore(AT_ONCE);
  private final AtomicInteger ready = new AtomicInteger();
  private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);
  private volatile @Nullable Round round;
  private volatile @Nullable Throwable broken;

  LineClients(int port, TmsTokens tokens) throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.tokens = tokens;
    Thread.ofPlatform().daemon().name("clients").start(this::read);
  }

  /** What all clients heard of a stream. The last frame may be awaited by any thread. */
  static final class Round {
    private final CallStream stream;
    private final int frames;
    private final long[] nanos;
    private int heard;
    private volatile int late;
    private volatile int strange;
    private volatile int settled;
    private volatile long last;

    Round(CallStream stream) {
      this.stream = stream;
      this.frames = stream.frames();
      this.nanos = new long[frames];
    }

    /** Frames that never came. */
    int lost() {
      return frames - heard;
    }

    /** Frames that came behind one of the same line that has to follow them, or came uncalled. */
    int reordered() {
      return late + strange;
    }

    /** When the last frame came, in nanoseconds. */
    long last() {
      return last;
    }

    /**
     * From the writing of an event to the frame that it caused, over all frames.
     *
     * @return milliseconds
     */
    double percentile(double percent) {
      long[] sorted = Arrays.copyOf(nanos, heard);
      Arrays.sort(sorted);
      int rank = (int) Math.ceil(percent / 100 * sorted.length);
      return sorted.length == 0 ? Double.NaN : sorted[Math.max(rank, 1) - 1] / 1e6;
    }

    private void heard(int place, long now) {
      nanos[heard++] = now - stream.written(place);
      settled = heard;
      last = now;
    }
  }

  /** Signs in clients until there are so many. */
  void grow(int lines) throws IOException, InterruptedException, TimeoutException {
    while (clients.size() < lines) {
      if (!signingIn.tryAcquire(30, TimeUnit.SECONDS)) {
        check();
        throw new TimeoutException("%d clients are about to sign in".formatted(AT_ONCE));
      }
      clients.add(new Client(clients.size()));
      selector.wakeup();
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (ready.get() < lines) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("%d of %d clients signed in".formatted(ready.get(), lines));
      }
      check();
      Thread.sleep(5);
    }
  }

  private void check() {
    if (broken != null) {
      throw new IllegalStateException("the clients stopped", broken);
    }
  }

  /** From now on frames are those of that stream. */
  Round begin(CallStream stream) {
    var begun = new Round(stream);
    clients.forEach(client -> client.parts = stream.of(client.line));
    round = begun;
    return begun;
  }

  /** Waits until everything was heard, or for so long after the last frame. */
  void await(Round begun, long patienceMillis) throws InterruptedException {
    int before = -1;
    long since = System.nanoTime();
    while (begun.settled < begun.frames) {
      check();
      if (begun.settled != before) {
        before = begun.settled;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
        break;
      }
      Thread.sleep(2);
    }
    Thread.sleep(50); // what comes uncalled comes now
    round = null;
  }

  // The one thread

  private void read() {
    try {
      while (selector.isOpen()) {
        selector.select(key -> ((Client) key.attachment()).readable());
        for (Client client : newcomers()) {
          client.channel.register(selector, SelectionKey.OP_READ, client);
        }
      }
    } catch (Throwable e) { // whoever waits is told
      broken = e;
    }
  }

  private final List<Client> arrived = new ArrayList<>();

  private List<Client> newcomers() {
    synchronized (arrived) {
      List<Client> all = List.copyOf(arrived);
      arrived.clear();
      return all;
    }
  }

  private final class Client {
    final int line;
    final SocketChannel channel;
    private byte[] rest = new byte[0];
    private boolean upgraded;
    private boolean told;
    volatile List<Part> parts = List.of();
    private @Nullable Round heardOf;

    /** Where it is: the part, the frame in it, and those that were passed over. */
    private int part;

    private int frame;
    private final List<int[]> missing = new ArrayList<>();

    Client(int line) throws IOException {
      this.line = line;
      this.channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      write(
          ByteBuffer.wrap(
              ("GET /messaging HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                      + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      synchronized (arrived) {
        arrived.add(this);
      }
    }

    private void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes); // a few hundred bytes: they always fit
      }
    }

    private void say(int opcode, byte[] payload) throws IOException {
      var bytes = ByteBuffer.allocate(payload.length + 14);
      bytes.put((byte) (0x80 | opcode));
      if (payload.length < 126) {
        bytes.put((byte) (0x80 | payload.length));
      } else {
        bytes.put((byte) (0x80 | 126)).putShort((short) payload.length);
      }
      write(bytes.putInt(0).put(payload).flip()); // the mask that changes nothing
    }

    private void say(String text) throws IOException {
      say(1, text.getBytes(StandardCharsets.UTF_8));
    }

    void readable() {
      try {
        buffer.clear().put(rest);
        int read = channel.read(buffer);
        if (read < 0) {
          throw new IOException("the service closed the socket of line " + line);
        }
        long now = System.nanoTime();
        int at = frames(buffer.array(), buffer.position(), now);
        rest =
            at == buffer.position()
                ? NOTHING
                : Arrays.copyOfRange(buffer.array(), at, buffer.position());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Works off whole frames; returns where the rest begins. */
    private int frames(byte[] bytes, int end, long now) throws IOException {
      int at = 0;
      if (!upgraded) {
        at = headEnd(bytes, end);
        if (at < 0) {
          return 0;
        }
        upgraded = true;
        say(
            "{\"commandUId\":\"1\",\"command\":\"LoadLibrary\",\"parameters\":{\"AssemblyName\":\"any\"}}");
      }
      while (end - at >= 2) {
        int length = bytes[at + 1] & 127;
        int start = at + 2;
        if (length == 126) {
          if (end - at < 4) {
            return at;
          }
          length = (bytes[at + 2] & 255) << 8 | bytes[at + 3] & 255;
          start = at + 4;
        }
        if (end - start < length) {
          return at;
        }
        switch (bytes[at] & 15) {
          case 1 -> text(bytes, start, start + length, now);
          case 9 -> say(10, Arrays.copyOfRange(bytes, start, start + length));
          case 8 ->
              throw new IOException(
                  "the service closes the socket of line %d: %s"
                      .formatted(
                          line, new String(bytes, start + 2, length - 2, StandardCharsets.UTF_8)));
          default -> throw new IOException("line " + line + " heard a frame of another kind");
        }
        at = start + length;
      }
      return at;
    }

    private static int headEnd(byte[] bytes, int end) throws IOException {
      for (int i = 3; i < end; i++) {
        if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
          String head = new String(bytes, 0, i, StandardCharsets.US_ASCII);
          if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException("no WebSocket: " + head);
          }
          return i + 1;
        }
      }
      return -1;
    }

    private void text(byte[] bytes, int from, int to, long now) throws IOException {
      long key = FrameKey.of(bytes, from, to);
      Round current = round;
      if (!told) {
        signIn(key, bytes, from, to);
      } else if (current != null) {
        if (heardOf != current) {
          heardOf = current;
          part = 0;
          frame = 0;
          missing.clear();
        }
        hears(current, key, now);
      }
    }

    private void signIn(long key, byte[] bytes, int from, int to) throws IOException {
      switch (FrameKey.type(key)) {
        case LIBRARY_INITIALIZED -> {
          String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
          String library = text.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1");
          Line mine = RecordedCall.line(CallStream.number(line));
          String token = tokens.issue("user " + line, List.of(mine));
          say(
              """
              {"commandUId":"2","command":"OpenConnection","libraryInstanceUId":"%s","parameters":{\
              "connectionParams":"{\\"ExtensionName\\":\\"%s\\"}",\
              "sessionServiceParams":"{\\"AccessToken\\":\\"%s\\"}"}}\
              """
                  .formatted(library, mine.number(), token));
        }
        case LINE_STATE_CHANGED -> { // what it can do now is told last
          told = true;
          ready.incrementAndGet();
          signingIn.release();
        }
        case ERROR ->
            throw new IOException(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        default -> {}
      }
    }

    private void hears(Round heard, long key, long now) {
      int p = part;
      int f = frame;
      List<int[]> passed = new ArrayList<>(0);
      while (p < parts.size()) {
        Part here = parts.get(p);
        if (f == here.hearing().keys().length) {
          p++;
          f = 0;
        } else if (FrameKey.ofCall(here.hearing().keys()[f], here.call()) == key) {
          part = p;
          frame = f + 1;
          missing.addAll(passed);
          heard.heard(here.firstEvent() + here.hearing().because()[f], now);
          return;
        } else {
          passed.add(new int[] {p, f++});
        }
      }
      for (int[] place : missing) {
        Part there = parts.get(place[0]);
        if (FrameKey.ofCall(there.hearing().keys()[place[1]], there.call()) == key) {
          missing.remove(place);
          heard.late++;
          heard.heard(there.firstEvent() + there.hearing().because()[place[1]], now);
          return;
        }
      }
      heard.strange++;
    }
  }

  private static final byte[] NOTHING = new byte[0];

  @Override
  public void close() throws IOException {
    selector.close();
    for (Client client : clients) {
      client.channel.close();
    }
  }
}
