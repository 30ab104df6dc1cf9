package dev.hookswitch.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.simulators.SimulatedWebitel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Why a line cannot be opened, over real sockets: each cause has a reason of its own. All lines are
 * opened at once, because some peers are waited for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LossCauses {
  private static final long PATIENCE_SECONDS = 30;

  protected final SimulatedWebitel server = RobotPeer.server();
  private final BadPeers peers = new BadPeers();
  private final Map<String, CompletableFuture<Loss>> losses = new LinkedHashMap<>();
  private final List<PhoneSession> sessions = new ArrayList<>();

  protected abstract PhoneSystem system();

  /** Closes the phone system. */
  protected abstract void stop();

  /** A line whose server is at the address. */
  protected abstract Line line(String address, String password);

  /** The address of a server that works. */
  protected abstract String address();

  /** The address of a server for another setting of the line: a common mistake. */
  protected abstract String otherAddress();

  @BeforeAll
  void open() {
    String password = RobotPeer.password("1001");
    open("empty address", line("", password));
    open("no address", line("phone.example.com", password));
    open("unknown host", line("ws://no-such-host.invalid/", password));
    open("closed port", line(peers.closedPort(), password));
    open("self-signed certificate", line(peers.selfSigned(), password));
    open("no encryption", line(peers.webServer().replace("ws:", "wss:"), password));
    open("silence", line(peers.silent(), password));
    open("web server", line(peers.webServer(), password));
    open("another socket", line(peers.answering("{\"hello\":true}"), password));
    open("the other address", line(otherAddress(), password));
    open("wrong password", line(address(), "nonsense"));
  }

  private void open(String cause, Line line) {
    var loss = new CompletableFuture<Loss>();
    losses.put(cause, loss);
    sessions.add(
        system()
            .open(
                line,
                new PhoneListener() {
                  @Override
                  public void event(CtiEvent event) {
                    switch (event) {
                      case CtiEvent.Disconnected lost -> loss.complete(lost.why());
                      case CtiEvent.Initialized _ ->
                          loss.completeExceptionally(new AssertionError(cause + " works"));
                      default -> {}
                    }
                  }

                  @Override
                  public void signal(MediaSignal signal) {}
                }));
  }

  @ParameterizedTest
  @CsvSource({
    "empty address, MISCONFIGURED",
    "no address, MISCONFIGURED",
    "unknown host, UNKNOWN_HOST",
    "closed port, NOT_LISTENING",
    "self-signed certificate, TLS",
    "no encryption, TLS",
    "silence, TIMED_OUT",
    "web server, NOT_THE_PEER",
    "another socket, NOT_THE_PEER",
    "the other address, NOT_THE_PEER",
    "wrong password, REFUSED",
  })
  void open_withTrouble_isLostForItsReason(String cause, Loss reason) {
    assertThat(losses.get(cause))
        .succeedsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .isEqualTo(reason);
  }

  @AfterAll
  void close() throws Exception {
    sessions.forEach(PhoneSession::close);
    stop();
    server.close();
    peers.close();
  }
}
