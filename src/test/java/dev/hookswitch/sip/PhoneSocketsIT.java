package dev.hookswitch.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.People;
import dev.hookswitch.security.PersonDetails;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.LineDetails;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.simulators.wire.LoopbackServer;
import dev.hookswitch.simulators.wire.Peer;
import dev.hookswitch.sip.Digest.Algorithm;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The sockets of phones in the whole application, with a phone system that asks for passwords. */
@ExtendWith(OutputCaptureExtension.class)
@HookswitchTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"server.address=127.0.0.1", "server.servlet.session.cookie.secure=false"})
class PhoneSocketsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PASSWORD = "correct horse battery";
  private static final String SECRET = "planted-8Hq2x";
  private static final int POLICY_VIOLATION = 1008;
  private static final int AWAY = 4000;
  private static final Pattern CSRF =
      Pattern.compile(
          "name=\"_csrf\"[^>]*content=\"([^\"]+)\"|content=\"([^\"]+)\"[^>]*name=\"_csrf\"");

  /** Asks whoever registers for a password, and notes what it hears. */
  private static final class AskingPbx implements LoopbackServer.Handler {
    final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void opened(Peer peer) {}

    @Override
    public void text(Peer peer, String text) {
      heard.add(text);
      if (!text.contains("Authorization:")) {
        peer.send(
            "SIP/2.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n1\"\r\n"
                + "Content-Length: 0\r\n\r\n");
      } else {
        peer.send("SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n");
      }
    }

    @Override
    public void closed(Peer peer) {}
  }

  private static final AskingPbx PBX = new AskingPbx();
  private static final LoopbackServer SERVER = new LoopbackServer(0, Runnable::run, PBX);

  @DynamicPropertySource
  static void link(DynamicPropertyRegistry settings) {
    String link = "hookswitch.messaging.asterisk.main.";
    settings.add(link + "host", () -> "127.0.0.1");
    settings.add(link + "port", () -> "1");
    settings.add(link + "user", () -> "nobody");
    settings.add(link + "secret", () -> "nothing");
    settings.add(link + "sip-url", () -> "ws://127.0.0.1:" + SERVER.port() + "/ws");
  }

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Lines lines;
  @Autowired private PhoneSockets sockets;

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private UserId anna = new UserId(UUID.randomUUID());
  private LineId annasLine = new LineId(UUID.randomUUID());
  private LineId olegsLine = new LineId(UUID.randomUUID());

  @BeforeEach
  void phones() throws Exception {
    PBX.heard.clear();
    String name = "anna" + System.nanoTime();
    anna = person(name);
    annasLine = line(anna, "201-" + name.substring(4));
    olegsLine = line(person("oleg" + System.nanoTime()), "202-" + name.substring(4));
    signIn(name);
  }

  @AfterEach
  void nobodyStays() {
    await().atMost(PATIENCE).until(() -> sockets.size() == 0);
  }

  private UserId person(String name) {
    return ActingAsSystem.call(() ->
        people.create(
            new PersonDetails(name, name, Set.of(Role.AGENT), Set.of(), null, Access.ENABLED),
            new Credential.Password(PASSWORD)));
  }

  private LineId line(UserId owner, String number) {
    return ActingAsSystem.call(() ->
        lines.create(
            new LineDetails(
                owner,
                "messaging",
                number.replaceAll("\\D", ""),
                Map.of("webPhone", "true", "sipUser", "201"),
                Map.of("sipPassword", SECRET))));
  }

  // Who may connect

  @Test
  void socket_withoutSession_isNotOpened() {
    assertThatThrownBy(
            () -> connect(HttpClient.newHttpClient(), annasLine.toString(), here()).join())
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void socket_forTheLineOfSomebodyElseOrForNone_isNotOpened() {
    for (String line : List.of(olegsLine.toString(), UUID.randomUUID().toString(), "x", "")) {
      assertThatThrownBy(() -> connect(browser, line, here()).join())
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }
  }

  @Test
  void socket_ofAPageElsewhere_isNotOpened() {
    for (String origin :
        List.of("http://evil.example", "http://127.0.0.1:1", "null", here() + ".evil.example")) {
      assertThatThrownBy(() -> connect(browser, annasLine.toString(), origin).join())
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }
    assertThatThrownBy(() -> connect(browser, annasLine.toString(), null).join())
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  // What goes through

  @Test
  void registration_isAnsweredWithThePasswordThatNoPageAndNoLogHas(CapturedOutput log) {
    try (var phone = phone()) {
      phone.say(register(""));
      phone.hears("401");
      phone.say(register(authorization("201")));
      phone.hears("SIP/2.0 200 OK");

      String right =
          Digest.response(Algorithm.MD5, "201", "r", SECRET, "REGISTER", "sip:pbx", "n1", null);
      assertThat(PBX.heard.getLast()).contains("response=\"" + right + "\"");
      assertThat(PBX.heard).noneMatch(text -> text.contains(SECRET));
      assertThat(phone.heard).noneMatch(text -> text.contains(SECRET) || text.contains(right));
    }
    assertThat(log.getAll()).doesNotContain(SECRET);
  }

  static List<String> forbidden() {
    return List.of(
        "garbage",
        register("").replace("REGISTER", "INVITE"),
        register("").replace("201@", "202@"),
        register("") + register("").replace("REGISTER", "INVITE"),
        register(authorization("201")), // nobody has asked
        "x".repeat(40_000));
  }

  @ParameterizedTest
  @MethodSource("forbidden")
  void message_thatAPhoneDoesNotSend_closesItsSocketAlone(String message) {
    LineId second = line(anna, String.valueOf(System.nanoTime()));
    try (var phone = phone();
        var other = new Phone(connect(browser, second.toString(), here()))) {
      phone.say(message);
      assertThat(phone.closed()).isEqualTo(POLICY_VIOLATION);

      other.say(register(""));
      other.hears("401");
    }
    assertThat(PBX.heard).noneMatch(text -> text.contains("INVITE") || text.contains("garbage"));
  }

  @Test
  void answer_withTheNameOfSomebodyElse_closesTheSocket() {
    try (var phone = phone()) {
      phone.say(register(""));
      phone.hears("401");
      phone.say(register(authorization("202")));
      assertThat(phone.closed()).isEqualTo(POLICY_VIOLATION);
    }
  }

  @Test
  void messages_tooManyOrBinary_closeTheSocket() {
    try (var phone = phone()) {
      for (int i = 0; i < 200; i++) {
        phone.say("\r\n\r\n");
      }
      assertThat(phone.closed()).isEqualTo(POLICY_VIOLATION);
    }
    try (var phone = phone()) {
      phone.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true);
      assertThat(phone.closed()).isEqualTo(POLICY_VIOLATION);
    }
  }

  // What ends it

  @Test
  void secondSocket_ofALine_takesThePlaceOfTheFirst() {
    try (var first = phone();
        var second = phone()) {
      assertThat(first.closed()).isEqualTo(AWAY);
      assertThat(first.why).isEqualTo("TAKEN_OVER");
      second.say(register(""));
      second.hears("401");
    }
  }

  @Test
  void line_takenAway_closesItsSocket() {
    try (var phone = phone()) {
      ActingAsSystem.call(() -> {
        lines.delete(annasLine);
        return annasLine;
      });
      assertThat(phone.closed()).isEqualTo(AWAY);
    }
  }

  @Test
  void signingOut_closesTheSocket() throws Exception {
    try (var phone = phone()) {
      post("/logout", "_csrf=" + encoded(csrf("/")));
      assertThat(phone.closed()).isIn(AWAY, POLICY_VIOLATION); // the container may be first
    }
  }

  @Test
  void phoneSystem_thatIsAway_isNamedAsTheReason() {
    SERVER.stopListening();
    try (var phone = phone()) {
      assertThat(phone.closed()).isEqualTo(AWAY);
      assertThat(phone.why).isEqualTo("NOT_LISTENING");
    } finally {
      SERVER.listen();
    }
  }

  // The phone

  private static String register(String authorization) {
    return "REGISTER sip:pbx SIP/2.0\r\nTo: <sip:201@pbx>\r\nFrom: <sip:201@pbx>;tag=1\r\n"
        + authorization
        + "Content-Length: 0\r\n\r\n";
  }

  private static String authorization(String user) {
    return "Authorization: Digest username=\"%s\", realm=\"r\", nonce=\"n1\", uri=\"sip:pbx\","
            .formatted(user)
        + " response=\"0\"\r\n";
  }

  private static final class Phone implements WebSocket.Listener, AutoCloseable {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final WebSocket socket;
    volatile String why = "";
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    Phone(Connecting connecting) {
      connecting.phone = this;
      socket = connecting.join();
    }

    void say(String text) {
      try {
        socket.sendText(text, true).join();
      } catch (RuntimeException e) {
        // It is closed already.
      }
    }

    void hears(String words) {
      await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(text -> text.contains(words)));
    }

    int closed() {
      return end.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      heard.add(text.toString());
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      why = reason;
      end.complete(code);
      return null;
    }

    @Override
    public void close() {
      socket.abort();
    }
  }

  private Phone phone() {
    return new Phone(connect(browser, annasLine.toString(), here()));
  }

  private String here() {
    return "http://127.0.0.1:" + port;
  }

  /** A handshake under way; what is heard goes to the phone that it becomes. */
  private static final class Connecting implements WebSocket.Listener {
    private final CompletableFuture<WebSocket> socket;
    private volatile @Nullable Phone phone;

    Connecting(WebSocket.Builder builder, URI address) {
      socket = builder.buildAsync(address, this);
    }

    WebSocket join() {
      return socket.join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      Phone now = phone;
      return now == null ? null : now.onText(from, text, last);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      Phone now = phone;
      return now == null ? null : now.onClose(from, code, reason);
    }
  }

  private Connecting connect(HttpClient client, String line, @Nullable String origin) {
    WebSocket.Builder builder = client.newWebSocketBuilder().subprotocols("sip");
    if (origin != null) {
      builder.header("Origin", origin);
    }
    return new Connecting(
        builder, URI.create("ws://127.0.0.1:%d/webphone/sip?line=%s".formatted(port, line)));
  }

  private void signIn(String name) throws Exception {
    HttpResponse<String> answer =
        post(
            "/sign-in",
            "username=%s&password=%s&_csrf=%s"
                .formatted(name, encoded(PASSWORD), encoded(csrf("/sign-in"))));
    assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("error");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(URI.create(here() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String csrf(String page) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(URI.create(here() + page)).header("Accept", "text/html").build(),
            HttpResponse.BodyHandlers.ofString());
    Matcher token = CSRF.matcher(answer.body());
    assertThat(token.find()).as("CSRF token of the page").isTrue();
    return token.group(1) == null ? token.group(2) : token.group(1);
  }
}
