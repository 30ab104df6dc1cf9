package dev.hookswitch.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signed-in page without a browser: says to the server what Vaadin's client says when it opens a
 * page, holds the push socket open and reads what comes.
 */
final class LoadSession implements AutoCloseable {
  private final WebSocket socket;

  private LoadSession(WebSocket socket) {
    this.socket = socket;
  }

  static LoadSession open(String base, String user) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    get(http, base + "/cti/enter?user=" + user);
    String details =
        encode(
            """
            {"v-sw":1280,"v-sh":800,"v-ww":1280,"v-wh":800,"v-bw":1280,"v-bh":800,"v-tzo":0,"v-rtzo":0,"v-dstd":0,"v-dston":false,"v-tzid":"UTC","v-wn":"load","v-td":false,"v-pr":1,"v-np":"Linux"}\
            """);
    JsonNode start =
        JsonMapper.shared()
            .readTree(
                get(http, base + "/?v-r=init&location=calls&query=&v-browserDetails=" + details));
    JsonNode uidl = start.path("appConfig").path("uidl");
    String key = uidl.path("Vaadin-Security-Key").asString();
    String push = uidl.path("Vaadin-Push-ID").asString();
    int ui = start.path("appConfig").path("v-uiId").asInt();
    WebSocket socket =
        http.newWebSocketBuilder()
            .buildAsync(
                URI.create(
                    base.replace("http", "ws")
                        + "/VAADIN/push?v-r=push&v-uiId=%d&v-pushId=%s&X-Atmosphere-Transport=websocket&X-Atmosphere-Framework=4.0.1&X-Atmosphere-tracking-id=0&X-Atmosphere-TrackMessageSize=true&X-atmo-protocol=true&X-Vaadin-LastSeenServerSyncId=0"
                            .formatted(ui, push)),
                new Reader())
            .join();
    String navigate =
        """
        {"csrfToken":"%s","rpc":[{"type":"event","node":1,"event":"ui-navigate","data":{"route":"calls","query":"","appShellTitle":"","historyState":{"idx":0},"trigger":""}}],"syncId":0,"clientId":0}\
        """
            .formatted(key);
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(base + "/?v-r=uidl&v-uiId=" + ui))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(navigate))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200 || !answer.body().contains("hs-panel")) {
      throw new IllegalStateException(
          "the load session of %s got %d without a panel".formatted(user, answer.statusCode()));
    }
    return new LoadSession(socket);
  }

  private static String get(HttpClient http, String address)
      throws IOException, InterruptedException {
    var answer =
        http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(address + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static final class Reader implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      webSocket.request(1);
      return null;
    }
  }
}
