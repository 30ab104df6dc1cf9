package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.Loss;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AmiClientTest {
  private static final String GREETING = "Asterisk Call Manager/11.0.0\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Mailbox desk = new Mailbox("test");
  private final Heard heard = new Heard();
  private final ServerSocket server = listen();

  private static final class Heard implements AmiClient.Listener {
    final List<String> events = new CopyOnWriteArrayList<>();
    final CompletableFuture<Loss> end = new CompletableFuture<>();
    volatile int ready;

    @Override
    public void ready() {
      ready++;
    }

    @Override
    public void event(AmiMessage event) {
      events.add(event.event());
    }

    @Override
    public void ended(Loss why, String detail) {
      assertThat(end.complete(why)).as("one end").isTrue();
    }
  }

  /** A peer that does as it is told with each action. */
  private interface Script extends BiConsumer<Map<String, String>, Peer> {}

  private record Peer(OutputStream out, Map<String, String> action) {
    void says(String... lines) {
      try {
        for (String line : lines) {
          out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void answers(String... lines) {
      String[] all = new String[lines.length + 1];
      System.arraycopy(lines, 0, all, 0, lines.length);
      all[lines.length] = "ActionID: " + action.get("ActionID");
      says(all);
    }
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(String greeting, Script script) {
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(greeting.getBytes(StandardCharsets.UTF_8));
            out.flush();
            var in =
                new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            Map<String, String> action = new HashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
              if (line.isEmpty()) {
                script.accept(action, new Peer(out, Map.copyOf(action)));
                action.clear();
              } else {
                action.put(
                    line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
              }
            }
          } catch (IOException e) {
            // The client has gone.
          }
        });
  }

  /** Lets the client in, and does the rest as it is told. */
  private static Script after(Script rest) {
    return (action, peer) -> {
      switch (action.getOrDefault("Action", "")) {
        case "Challenge" -> peer.answers("Response: Success", "Challenge: 116088624");
        case "Login" -> {
          peer.answers("Response: Success", "Message: Authentication accepted");
          peer.says("Event: FullyBooted", "Status: Fully Booted");
        }
        default -> rest.accept(action, peer);
      }
    };
  }

  private AmiClient open() {
    var account =
        new AmiAccount("127.0.0.1", server.getLocalPort(), false, "cti", "the secret itself");
    return AmiClient.open("test", account, desk::post, timer, heard);
  }

  private AmiReply ask(AmiClient client, AmiAction action, boolean list) {
    var reply = new CompletableFuture<AmiReply>();
    desk.post(() -> (list ? client.list(action) : client.send(action)).thenAccept(reply::complete));
    return reply.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void awaitReady() {
    await().atMost(PATIENCE).until(() -> heard.ready == 1);
  }

  private Loss end() {
    return heard.end.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    timer.shutdownNow();
  }

  @Test
  void login_answersTheChallenge_withoutTheSecret() {
    var login = new CompletableFuture<Map<String, String>>();
    serve(
        GREETING,
        (action, peer) -> {
          if (action.get("Action").equals("Login")) {
            login.complete(Map.copyOf(action));
          }
          after((_, _) -> {}).accept(action, peer);
        });
    open();
    awaitReady();

    // printf '%s%s' 116088624 'the secret itself' | md5sum
    assertThat(login.join())
        .containsEntry("Key", "b511fbf6555423e8d9ab740a9028877b")
        .doesNotContainValue("the secret itself");
    assertThat(heard.events).containsExactly("FullyBooted");
  }

  @Test
  void login_refused_endsAsRefused() {
    serve(
        GREETING,
        (action, peer) -> {
          if (action.get("Action").equals("Login")) {
            peer.answers("Response: Error", "Message: Authentication failed");
          } else {
            after((_, _) -> {}).accept(action, peer);
          }
        });
    open();

    assertThat(end()).isEqualTo(Loss.REFUSED);
    assertThat(heard.ready).isZero();
  }

  @Test
  void ready_beforeItHasStarted_waitsForFullyBooted() throws InterruptedException {
    serve(
        GREETING,
        (action, peer) -> {
          switch (action.getOrDefault("Action", "")) {
            case "Challenge" -> peer.answers("Response: Success", "Challenge: 1");
            case "Login" -> peer.answers("Response: Success");
            default -> {}
          }
        });
    open();

    TimeUnit.MILLISECONDS.sleep(300);
    assertThat(heard.ready).isZero();
  }

  @Test
  void peer_thatIsNoManager_isNotThePeer() {
    serve("SSH-2.0-OpenSSH_9.2\r\n", (_, _) -> {});
    open();

    assertThat(end()).isEqualTo(Loss.NOT_THE_PEER);
  }

  @Test
  void port_whereNobodyListens_isToldSo() throws IOException {
    server.close();
    open();

    assertThat(end()).isEqualTo(Loss.NOT_LISTENING);
  }

  @Test
  void peer_closes_isLostAndQuestionsAreUnanswered() {
    serve(
        GREETING,
        after((_, peer) -> {
          try {
            peer.out().close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }));
    AmiClient client = open();
    awaitReady();

    assertThat(ask(client, AmiAction.of("Ping"), false)).isInstanceOf(AmiReply.Unanswered.class);
    assertThat(end()).isEqualTo(Loss.CONNECTION_LOST);
    assertThat(ask(client, AmiAction.of("Ping"), false)).isInstanceOf(AmiReply.Unanswered.class);
  }

  @Test
  void list_withEventsInBetween_isCollected() {
    serve(
        GREETING,
        after((_, peer) -> {
          peer.answers("Response: Success", "EventList: start");
          peer.answers("Event: CoreShowChannel", "Channel: A");
          peer.says("Event: Newchannel", "Channel: B");
          peer.answers("Event: CoreShowChannel", "Channel: C");
          peer.answers("Event: CoreShowChannelsComplete", "EventList: Complete", "ListItems: 2");
          peer.says("Event: Hangup", "Channel: B");
        }));
    AmiClient client = open();
    awaitReady();

    var reply = (AmiReply.Done) ask(client, AmiAction.of("CoreShowChannels"), true);

    assertThat(reply.events()).extracting(event -> event.get("Channel")).containsExactly("A", "C");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(heard.events).containsExactly("FullyBooted", "Newchannel", "Hangup"));
  }

  @Test
  void action_refused_saysWhy() {
    serve(
        GREETING, after((_, peer) -> peer.answers("Response: Error", "Message: No such channel")));
    AmiClient client = open();
    awaitReady();

    assertThat(ask(client, AmiAction.of("Hangup").with("Channel", "x"), false))
        .isEqualTo(new AmiReply.Refused("No such channel"));
  }

  @Test
  void close_once_isHeardOfNoMore() throws InterruptedException {
    serve(GREETING, after((_, _) -> {}));
    AmiClient client = open();
    awaitReady();
    desk.post(client::close);

    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(heard.end).isNotDone();
  }
}
