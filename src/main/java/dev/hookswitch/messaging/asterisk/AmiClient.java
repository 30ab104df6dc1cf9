package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.WireLosses;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.wire.Answers;
import dev.hookswitch.wire.WireEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a manager interface, from the first attempt to its end (asterisk.md §2): signs
 * in, sends actions and waits for their answers, asks now and then whether the peer is alive. Used
 * on the desk of its owner, where the listener is called, too; it hears of exactly one end.
 */
final class AmiClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AmiClient.class);
  private static final String GREETING = "Asterisk Call Manager/";
  private static final int CONNECT_MILLIS = 10_000;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /** A list of ten thousand channels takes its time. */
  private static final Duration LIST_WITHIN = Duration.ofSeconds(60);

  /** An Asterisk that starts takes actions before it has loaded everything. */
  private static final Duration BOOTED_WITHIN = Duration.ofSeconds(120);

  private static final Duration PING_EVERY = Duration.ofSeconds(15);
  private static final int MOST_UNANSWERED = 900;
  private static final int LONGEST_LIST = 200_000;

  /** Messages that were read and are not worked off; then the peer has to wait. */
  private static final int MOST_WAITING = 20_000;

  private static final int BATCH = 200;

  /** Who hears of a connection. */
  interface Listener {
    /** Signed in, and Asterisk has loaded everything. Events may come before. */
    void ready();

    void event(AmiMessage event);

    /** After this nothing comes. It is not told of a {@link AmiClient#close}. */
    void ended(Loss why, String detail);
  }

  /** A list that is being answered. */
  private record Collecting(AmiMessage response, List<AmiMessage> events) {}

  private final AmiAccount account;
  private final Executor desk;
  private final Listener listener;
  private final Answers<String, AmiReply> answers;
  private final Mailbox out;
  private final Semaphore room = new Semaphore(MOST_WAITING);
  private final Map<String, Collecting> lists = new HashMap<>();
  private int unanswered;
  private long actions;
  private boolean signedIn;
  private boolean booted;
  private boolean ready;
  private boolean over;
  private @Nullable Future<?> timer;

  /** Set by the thread that reads, closed by any. */
  private volatile @Nullable Socket socket;

  private volatile boolean closed;

  private AmiClient(
      String name,
      AmiAccount account,
      Executor desk,
      ScheduledExecutorService timer,
      Listener listener) {
    this.account = account;
    this.desk = desk;
    this.listener = listener;
    this.answers = new Answers<>(desk, timer, AmiReply.Unanswered::new);
    this.out = new Mailbox(name + " writes");
  }

  /**
   * Begins to connect.
   *
   * @param name names the threads, for dumps
   * @param desk runs one task at a time, in their order
   * @param timer its tasks only pass work to the desk
   */
  static AmiClient open(
      String name,
      AmiAccount account,
      Executor desk,
      ScheduledExecutorService timer,
      Listener listener) {
    var client = new AmiClient(name, account, desk, timer, listener);
    Thread.ofVirtual().name(name + " reads").start(client::read);
    return client;
  }

  // The thread that reads

  private void read() {
    try (Socket open = connect()) {
      socket = open;
      if (closed) {
        return;
      }
      open.setSoTimeout(CONNECT_MILLIS); // whoever listens there may be silent for ever
      var reader = new AmiReader(open.getInputStream());
      String greeting = reader.greeting();
      if (greeting == null || !greeting.startsWith(GREETING)) {
        end(Loss.NOT_THE_PEER, "no manager interface listens there");
        return;
      }
      open.setSoTimeout(0); // from now on it is asked whether it lives
      desk.execute(this::signIn);
      receive(reader);
      end(Loss.CONNECTION_LOST, "the peer closed");
    } catch (IOException e) {
      WireEnd why = WireEnd.of(e);
      end(WireLosses.of(why), why.detail());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(Loss.CLOSED, "interrupted");
    }
  }

  private Socket connect() throws IOException {
    var plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.connect(new InetSocketAddress(account.host(), account.port()), CONNECT_MILLIS);
      if (!account.tls()) {
        return plain;
      }
      var secured =
          (SSLSocket)
              ((SSLSocketFactory) SSLSocketFactory.getDefault())
                  .createSocket(plain, account.host(), account.port(), true);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      return secured;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private void receive(AmiReader reader) throws IOException, InterruptedException {
    List<AmiMessage> batch = new ArrayList<>(BATCH);
    AmiMessage message = reader.next();
    while (message != null) {
      batch.add(message);
      if (batch.size() == BATCH || !reader.hasMore()) {
        List<AmiMessage> full = batch;
        room.acquire(full.size()); // the peer is read as fast as its messages are worked off
        desk.execute(() -> workOff(full));
        batch = new ArrayList<>(BATCH);
      }
      message = reader.next();
    }
  }

  private void end(Loss why, String detail) {
    desk.execute(() -> over(why, detail));
  }

  // The desk

  private void over(Loss why, String detail) {
    if (!over) {
      over = true;
      shut();
      listener.ended(why, detail);
    }
  }

  private void shut() {
    closed = true;
    if (timer != null) {
      timer.cancel(false);
    }
    answers.giveUp();
    lists.clear();
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        log.debug("A connection to {} did not close", account, e);
      }
    }
    out.close();
  }

  /** No more is heard of it. */
  @Override
  public void close() {
    if (!over) {
      over = true;
      shut();
    }
  }

  private void workOff(List<AmiMessage> batch) {
    try {
      for (AmiMessage message : batch) {
        if (over) {
          return;
        }
        received(message);
      }
    } finally {
      room.release(batch.size());
    }
  }

  private void received(AmiMessage message) {
    String event = message.event();
    if (event.isEmpty()) {
      answered(message);
    } else if (lists.isEmpty() || !listed(message)) {
      if (event.equals("FullyBooted")) {
        booted = true;
        mayBeReady();
      }
      listener.event(message);
    }
  }

  private void answered(AmiMessage response) {
    String id = response.get("ActionID");
    if (response.get("Response").equals("Error")) {
      settle(id, new AmiReply.Refused(response.get("Message")));
    } else if (response.get("EventList").equals("start")) {
      lists.put(id, new Collecting(response, new ArrayList<>()));
    } else {
      settle(id, new AmiReply.Done(response, List.of()));
    }
  }

  /** Whether the event belongs to a list that was asked for. */
  private boolean listed(AmiMessage event) {
    String id = event.get("ActionID");
    Collecting list = id.isEmpty() ? null : lists.get(id);
    if (list == null) {
      return false;
    }
    String state = event.get("EventList");
    if (state.isEmpty() && list.events.size() < LONGEST_LIST) {
      list.events.add(event);
      return true;
    }
    lists.remove(id);
    settle(
        id,
        state.equals("Complete")
            ? new AmiReply.Done(list.response, list.events)
            : new AmiReply.Refused("a list that was broken off or has no end"));
    return true;
  }

  private void settle(String id, AmiReply reply) {
    answers.settle(id, reply);
  }

  /** Sends an action and waits for its answer. */
  CompletionStage<AmiReply> send(AmiAction action) {
    return send(action, nextId());
  }

  /**
   * The same with an id to which later events refer.
   *
   * @param id that no other action of this connection has
   */
  CompletionStage<AmiReply> send(AmiAction action, String id) {
    return ask(action, id, ANSWER_WITHIN);
  }

  /** Sends an action whose answer is a list. */
  CompletionStage<AmiReply> list(AmiAction action) {
    return ask(action, nextId(), LIST_WITHIN);
  }

  private String nextId() {
    return "h" + ++actions;
  }

  private CompletionStage<AmiReply> ask(AmiAction action, String id, Duration within) {
    Socket open = socket;
    if (over || open == null || unanswered >= MOST_UNANSWERED) {
      return CompletableFuture.completedFuture(new AmiReply.Unanswered());
    }
    unanswered++;
    CompletionStage<AmiReply> answer =
        answers
            .await(id, within)
            .thenApply(reply -> {
              unanswered--;
              lists.remove(id);
              if (reply instanceof AmiReply.Refused(String text)) {
                log.debug("{} refused {}: {}", account, action, text);
              }
              return reply;
            });
    byte[] bytes = action.text(id).getBytes(StandardCharsets.UTF_8);
    out.post(() -> write(open, bytes));
    return answer;
  }

  private void write(Socket open, byte[] bytes) {
    try {
      OutputStream stream = open.getOutputStream();
      stream.write(bytes);
      stream.flush();
    } catch (IOException e) {
      WireEnd why = WireEnd.of(e);
      end(WireLosses.of(why), why.detail());
    }
  }

  // Signing in, and staying

  private void signIn() {
    send(AmiAction.of("Challenge").with("AuthType", "MD5"))
        .thenAccept(reply -> {
          if (reply instanceof AmiReply.Done(AmiMessage response, _)) {
            logIn(account.key(response.get("Challenge")));
          } else {
            refusedOrLost(reply);
          }
        });
  }

  private void logIn(String key) {
    send(AmiAction.of("Login")
            .with("AuthType", "MD5")
            .with("Username", account.user())
            .with("Key", key)
            .with("Events", "system,call,agent,dtmf"))
        .thenAccept(reply -> {
          if (reply instanceof AmiReply.Done) {
            signedIn = true;
            timer =
                answers.later(
                    BOOTED_WITHIN, () -> over(Loss.TIMED_OUT, "Asterisk does not finish to start"));
            mayBeReady();
          } else {
            refusedOrLost(reply);
          }
        });
  }

  private void refusedOrLost(AmiReply reply) {
    if (reply instanceof AmiReply.Refused(String text)) {
      over(Loss.REFUSED, text);
    } else {
      over(Loss.TIMED_OUT, "no answer to the sign-in");
    }
  }

  private void mayBeReady() {
    if (signedIn && booted && !ready && !over) {
      ready = true;
      if (timer != null) {
        timer.cancel(false);
      }
      timer = answers.later(PING_EVERY, this::ping);
      listener.ready();
    }
  }

  private void ping() {
    if (over) {
      return;
    }
    send(AmiAction.of("Ping"))
        .thenAccept(reply -> {
          if (reply instanceof AmiReply.Unanswered) {
            over(Loss.TIMED_OUT, "no answer to a ping");
          } else if (!over) {
            timer = answers.later(PING_EVERY, this::ping);
          }
        });
  }
}
