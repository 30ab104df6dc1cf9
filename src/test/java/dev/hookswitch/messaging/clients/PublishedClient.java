package dev.hookswitch.messaging.clients;

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
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of the Messaging Service written from the published envelope alone (third-party.md §2.4,
 * creatio-cti.md §10.1): it knows nothing of our codec, and of what we say besides.
 */
final class PublishedClient implements WebSocket.Listener, AutoCloseable {
  static final int LIBRARY_INITIALIZED = 1;
  static final int CONNECTION_CREATED = 2;
  static final int ERROR = 3;
  static final int COMMAND_INFO = 4;
  static final int RING_STARTED = 5;
  static final int RING_FINISHED = 6;
  static final int COMMUTATION_STARTED = 7;
  static final int PUT_HOLD_ACTION = 8;
  static final int END_HOLD_ACTION = 9;
  static final int ACTIVE_CALL_SNAPSHOT = 10;
  static final int LINE_STATE_CHANGED = 11;
  static final int AGENT_STATE_CHANGED = 12;
  static final int DISCONNECTED = 14;
  static final int DTMF_ENTERED = 18;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<JsonNode> frames = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private final boolean reads;
  private int commands;
  private String library = "";
  private String connection = "";

  PublishedClient(URI address) {
    this(address, true);
  }

  /**
   * @param reads whether it takes what the service sends
   */
  PublishedClient(URI address, boolean reads) {
    this.reads = reads;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(address, this)
            .join();
  }

  @Override
  public void onOpen(WebSocket from) {
    if (reads) {
      from.request(1);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      synchronized (frames) {
        frames.add(JSON.readTree(part.toString()));
      }
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(1006);
  }

  // What it says

  /** Loads a library and opens a connection; {@link #CONNECTION_CREATED} or an error follows. */
  void signIn(String line, String token) {
    loadLibrary();
    openConnection(line, token);
  }

  void loadLibrary() {
    send("LoadLibrary", object().put("AssemblyName", "Example.Factory, Example"));
    library = saw(LIBRARY_INITIALIZED).path("content").asString();
  }

  void openConnection(String line, String token) {
    send(
        "OpenConnection",
        object()
            .put("connectionParams", object().put("ExtensionName", line).toString())
            .put(
                "sessionServiceParams",
                object().put("UserUId", "nobody").put("AccessToken", token).toString()));
  }

  /** Waits until the line works. */
  PublishedClient connected() {
    connection = saw(CONNECTION_CREATED).path("connectionUId").asString();
    assertThat(connection).isNotEmpty();
    return this;
  }

  String connection() {
    return connection;
  }

  /** Pretends that a connection is its own. */
  void connection(String forged) {
    connection = forged;
  }

  String send(String command, ObjectNode parameters) {
    return send(command, parameters, null);
  }

  /**
   * @param executor the call that the command is about
   * @return {@code commandUId}
   */
  String send(String command, ObjectNode parameters, @Nullable JsonNode executor) {
    String id = "command-" + ++commands;
    ObjectNode frame = object();
    frame.put("commandUId", id);
    frame.put("command", command);
    frame.put("libraryInstanceUId", library);
    frame.put("connectionUId", connection);
    frame.put("commandExecutorId", executor == null ? "" : executor.path("id").asString());
    frame.put(
        "commandExecutorType",
        executor == null ? "" : "Terrasoft.Messaging.Common.Call, Terrasoft.Messaging.Common");
    frame.put("commandExecutor", executor == null ? "" : executor.toString());
    frame.set("parameters", parameters);
    raw(frame.toString());
    return id;
  }

  void raw(String text) {
    socket.sendText(text, true).join();
  }

  void binary(byte... bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  // What it hears

  List<JsonNode> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  void forget() {
    synchronized (frames) {
      frames.clear();
    }
  }

  JsonNode saw(int type) {
    return saw(type, _ -> true);
  }

  JsonNode saw(int type, Predicate<JsonNode> fits) {
    return saw(frame -> frame.path("eventType").asInt(-1) == type && fits.test(frame));
  }

  JsonNode saw(Predicate<JsonNode> fits) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(frames()).as("a fitting frame").anyMatch(fits));
    return frames().stream().filter(fits).findFirst().orElseThrow();
  }

  /** The call of an event: a document inside a text. */
  JsonNode sawCall(int type, Predicate<JsonNode> fits) {
    return content(saw(type, frame -> fits.test(content(frame))));
  }

  JsonNode sawCall(int type, String id) {
    return sawCall(type, call -> call.path("id").asString().equals(id));
  }

  static JsonNode content(JsonNode frame) {
    String content = frame.path("content").asString("");
    return content.startsWith("{") ? JSON.readTree(content) : object();
  }

  /** The service took the command. */
  void accepted(String command) {
    saw(COMMAND_INFO, frame -> frame.path("commandUId").asString().equals(command));
  }

  /** The service answered the command with an error of the type. */
  JsonNode refused(String command, int errorType) {
    JsonNode error =
        content(saw(ERROR, frame -> frame.path("commandUId").asString().equals(command)));
    assertThat(error.path("errorType").asInt(-1)).as("%s", error).isEqualTo(errorType);
    return error;
  }

  /** The last bits of what can be done with the call. */
  void sawFeature(String call, int bit) {
    saw(
        LINE_STATE_CHANGED,
        frame ->
            content(frame).path("callId").asString("").equals(call)
                && (content(frame).path("callFeaturesSet").asInt() & bit) != 0);
  }

  int sawClosed() {
    return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  void cut() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
