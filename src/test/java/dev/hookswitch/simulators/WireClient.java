package dev.hookswitch.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A plain WebSocket client that keeps every frame it sees, in order. */
final class WireClient implements WebSocket.Listener, AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  static final Duration PATIENCE = Duration.ofSeconds(5);

  final AtomicInteger ids = new AtomicInteger();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final AtomicInteger pongs = new AtomicInteger();
  private final List<String> frames = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  WireClient(URI url, String... subprotocols) {
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
    if (subprotocols.length > 0) {
      builder.subprotocols(subprotocols[0]);
    }
    socket = builder.buildAsync(url, this).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      synchronized (frames) {
        frames.add(part.toString());
      }
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    pongs.incrementAndGet();
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  void send(String frame) {
    socket.sendText(frame, true).join();
  }

  void ping(String payload) {
    socket.sendPing(ByteBuffer.wrap(payload.getBytes())).join();
  }

  List<String> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  List<JsonNode> seen() {
    return frames().stream().filter(frame -> frame.startsWith("{")).map(JSON::readTree).toList();
  }

  List<JsonNode> seen(Predicate<JsonNode> which) {
    return seen().stream().filter(which).toList();
  }

  /** The first such frame, which may have come already. */
  JsonNode await(Predicate<JsonNode> which) {
    return await(1, which).getFirst();
  }

  List<JsonNode> await(int count, Predicate<JsonNode> which) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() ->
            assertThat(seen(which)).as("frames: %s", frames()).hasSizeGreaterThanOrEqualTo(count));
    return seen(which);
  }

  // Verto

  /** A JSON-RPC request; gives back the answer. */
  JsonNode rpc(String method, ObjectNode params) {
    int id = ids.incrementAndGet();
    send(
        JSON.createObjectNode()
            .put("jsonrpc", "2.0")
            .put("id", id)
            .put("method", method)
            .set("params", params)
            .toString());
    return await(frame -> !frame.has("method") && frame.path("id").asInt(-1) == id);
  }

  JsonNode awaitRequest(String method) {
    return await(frame -> frame.path("method").asString("").equals(method));
  }

  JsonNode awaitRequest(String method, String call) {
    return await(frame ->
        frame.path("method").asString("").equals(method)
            && frame.path("params").path("callID").asString("").equals(call));
  }

  // Webitel

  /** A command of the event server; gives back the answer. */
  JsonNode exec(String function, ObjectNode args) {
    String id = "c" + ids.incrementAndGet();
    ObjectNode frame = JSON.createObjectNode().put("exec-uuid", id).put("exec-func", function);
    if (!args.isEmpty()) {
      frame.set("exec-args", args);
    }
    send(frame.toString());
    return await(reply -> reply.path("exec-uuid").asString("").equals(id));
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json);
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
