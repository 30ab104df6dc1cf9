package dev.hookswitch.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.hookswitch.NameLookUps;
import dev.hookswitch.TestDatabase;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Neither a page nor the server speaks to a host that nobody has named in the settings. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
class ForeignHostIT {
  @LocalServerPort int port;

  private final List<String> requested = new CopyOnWriteArrayList<>();

  @Test
  void everyPageAndCall_neverAsksForeignHosts(@TempDir Path folder) throws Exception {
    String base = "http://localhost:" + port;
    Path recorded = folder.resolve("sockets.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdk.SocketWrite").withThreshold(Duration.ZERO);
      recording.enable("jdk.SocketRead").withThreshold(Duration.ZERO);
      recording.start();
      walk(base);
      recording.stop();
      recording.dump(recorded);
    }

    assertThat(requested)
        .as("requests of the pages")
        .hasSizeGreaterThan(50)
        .allMatch(address -> isOwn(address, base));
    assertThat(peers(recorded))
        .as("sockets of the server and of the tests")
        .isNotEmpty()
        .allMatch(peer -> InetAddress.ofLiteral(peer).isLoopbackAddress());
    assertThat(NameLookUps.ofOthers()).as("names looked up since the JVM started").isEmpty();
  }

  private void walk(String base) {
    try (BrowserContext stranger = Browser.context(Browser.desktop())) {
      watch(stranger);
      Tour.beforeSignIn(base, stranger.newPage(), (_, _) -> {});
    }
    try (Agent anna = Calls.signIn(base, "anna");
        Agent oleg = Calls.signIn(base, "oleg");
        Agent admin = Calls.signIn(base, "admin")) {
      for (Agent agent : List.of(anna, oleg, admin)) {
        watch(agent.page().context());
        // Once more, now that somebody watches.
        agent.page().reload();
      }
      Calls.talk(anna, oleg);
      anna.hears();
      oleg.hears();
      Calls.end(anna, oleg);
      Tour.ofAgent(base, anna.page(), (_, _) -> {});
      Tour.ofAdministrator(base, admin.page(), (_, _) -> {});
    }
  }

  private void watch(BrowserContext context) {
    context.onRequest(request -> requested.add(request.url()));
    context.onPage(page -> page.onWebSocket(socket -> requested.add(socket.url())));
    context.pages().forEach(page -> page.onWebSocket(socket -> requested.add(socket.url())));
  }

  private static boolean isOwn(String address, String base) {
    return address.startsWith(base + "/")
        || address.startsWith(base.replace("http:", "ws:") + "/")
        || Set.of("data", "blob")
            .contains(URI.create(address.replaceAll("[\\s,].*", "")).getScheme());
  }

  /** The other ends of all sockets that this JVM has read from or written to. */
  private static Set<String> peers(Path recorded) throws Exception {
    Set<String> peers = new TreeSet<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recorded)) {
      String address = event.getString("address");
      if (address != null && !address.isEmpty()) {
        peers.add(address);
      }
    }
    return peers;
  }
}
