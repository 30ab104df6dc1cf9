package dev.hookswitch.journeys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import dev.hookswitch.simulators.freeswitch.Sdp;
import dev.hookswitch.simulators.verto.FarMedia;
import dev.hookswitch.simulators.wire.LoopbackServer;
import dev.hookswitch.simulators.wire.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The voice of whoever talks to an agent over the simulated switch: a page of its own that makes
 * the switch's media and is told what to do over a socket, so that real sound comes and goes. The
 * browser is used by one thread, the switch asks on its own.
 */
final class FarEnd implements FarMedia, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] PAGE = "<!doctype html><title>Far end</title>".getBytes(US_ASCII);

  private static final String MEDIA =
      """
      async port => {
        const [voice] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks();
        const legs = window.legs = {};
        const gathered = pc => new Promise(done => {
          const look = () => { if (pc.iceGatheringState === 'complete') done(); };
          pc.onicegatheringstatechange = look;
          look();
        });
        const deeds = {
          async offer(leg) {
            legs[leg]?.close();
            const pc = legs[leg] = new RTCPeerConnection();
            pc.addTrack(voice);
            await pc.setLocalDescription();
            await gathered(pc);
            return pc.localDescription.sdp;
          },
          async answered(leg, sdp) { await legs[leg]?.setRemoteDescription({ type: 'answer', sdp }); },
          async ended(leg) { legs[leg]?.close(); delete legs[leg]; },
        };
        const socket = new WebSocket('ws://127.0.0.1:' + port);
        socket.onmessage = async ({ data }) => {
          const { deed, leg, sdp } = JSON.parse(data);
          const said = await deeds[deed](leg, sdp);
          if (said) socket.send(JSON.stringify({ leg, sdp: said }));
        };
        await new Promise((open, fail) => {
          socket.onopen = open;
          socket.onerror = () => fail(new Error('nobody listens at ' + socket.url));
          setTimeout(() => fail(new Error('not let through to ' + socket.url)), 10_000);
        });
      }
      """;

  private static final String HEARD =
      """
      async time => {
        const packets = async () => {
          let sum = 0;
          for (const pc of Object.values(window.legs))
            (await pc.getStats()).forEach(s => { if (s.type === 'inbound-rtp') sum += s.packetsReceived; });
          return sum;
        };
        const before = await packets();
        await new Promise(later => setTimeout(later, time));
        return await packets() - before;
      }
      """;

  private final Map<String, CompletableFuture<String>> offers = new ConcurrentHashMap<>();
  private final CompletableFuture<Peer> player = new CompletableFuture<>();
  private final LoopbackServer server = new LoopbackServer(0, Runnable::run, new Player());
  private final HttpServer site = site();
  private final BrowserContext context =
      Browser.context(new NewContextOptions().setViewportSize(300, 200));
  private final Page page = context.newPage();

  FarEnd() {
    page.navigate("http://127.0.0.1:%d/".formatted(site.getAddress().getPort()));
    page.evaluate(MEDIA, server.port());
  }

  /** A page that does not come from this machine may not speak to it. */
  private static HttpServer site() {
    try {
      var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      site.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
            exchange.close();
          });
      site.start();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Player implements LoopbackServer.Handler {
    @Override
    public void opened(Peer peer) {
      player.complete(peer);
    }

    @Override
    public void text(Peer peer, String text) {
      JsonNode said = JSON.readTree(text);
      CompletableFuture<String> offer = offers.remove(said.path("leg").asString());
      if (offer != null) {
        offer.complete(Sdp.relayedOffer(said.path("sdp").asString()));
      }
    }

    @Override
    public void closed(Peer peer) {}
  }

  private void tell(String deed, String leg, String sdp) {
    String order =
        JSON.createObjectNode().put("deed", deed).put("leg", leg).put("sdp", sdp).toString();
    player.thenAccept(peer -> peer.send(order));
  }

  @Override
  public CompletionStage<String> offer(String leg) {
    var offer = new CompletableFuture<String>();
    offers.put(leg, offer);
    tell("offer", leg, "");
    return offer;
  }

  @Override
  public void answered(String leg, String sdp) {
    tell("answered", leg, Sdp.relayedAnswer(sdp));
  }

  @Override
  public void ended(String leg) {
    tell("ended", leg, "");
  }

  /** Sound of an agent arrives. */
  void hears() {
    await("far end")
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() ->
            assertThat(((Number) page.evaluate(HEARD, 1000)).intValue())
                .as("audio packets at the far end")
                .isGreaterThan(20));
  }

  @Override
  public void close() {
    context.close();
    site.stop(0);
    server.close();
  }
}
