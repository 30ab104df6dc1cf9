package dev.hookswitch.messaging.clients;

import static dev.hookswitch.messaging.clients.PublishedClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.messaging.EmulatedPbx;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.People;
import dev.hookswitch.security.PersonDetails;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.LineDetails;
import dev.hookswitch.settings.Lines;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client from elsewhere in the whole application: a session, a token, a socket, a call. */
@HookswitchTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"server.address=127.0.0.1", "server.servlet.session.cookie.secure=false"})
@Import(MessagingClientsIT.Behind.class)
class MessagingClientsIT {
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern CSRF =
      Pattern.compile(
          "name=\"_csrf\"[^>]*content=\"([^\"]+)\"|content=\"([^\"]+)\"[^>]*name=\"_csrf\"");

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Lines lines;

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  /** No configuration by its own: other beds that look for parts here do not find it. */
  static class Behind {
    @Bean
    EmulatedPbx emulatedPbx() {
      return new EmulatedPbx();
    }
  }

  @Test
  void tokens_withoutSession_areNotIssued() throws Exception {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(address("/api/messaging/tokens"))
                .header("X-CSRF-TOKEN", csrf("/sign-in"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isIn(302, 401, 403);
    assertThat(answer.body()).doesNotContain("token");
  }

  @Test
  void health_withoutSession_saysNoMoreThanAWord() throws Exception {
    HttpResponse<String> health = get("/actuator/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("\"status\":\"UP\"").doesNotContain(EmulatedPbx.LINK);
    assertThat(get("/actuator/prometheus").statusCode()).isNotEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void client_withTheTokenOfASession_callsUntilTheLineIsTakenAway() throws Exception {
    UserId anna =
        ActingAsSystem.call(() ->
            people.create(
                new PersonDetails(
                    "anna", "Anna", Set.of(Role.AGENT), Set.of(), null, Access.ENABLED),
                new Credential.Password(PASSWORD)));
    var line =
        ActingAsSystem.call(
            () -> lines.create(new LineDetails(anna, "messaging", "4711", Map.of(), Map.of())));
    signIn();
    JsonNode issued = JsonMapper.shared().readTree(token().body());

    try (var client = new PublishedClient(URI.create("ws://127.0.0.1:" + port + "/messaging"))) {
      client.signIn("4711", issued.path("token").asString());
      client.connected();
      client.accepted(client.send("MakeCall", object().put("targetAddress", "00")));
      client.sawCall(PublishedClient.COMMUTATION_STARTED, _ -> true);

      ActingAsSystem.call(() -> {
        lines.delete(line);
        return line;
      });

      client.saw(PublishedClient.DISCONNECTED);
    }
    assertThat(token().statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> token() throws Exception {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(address("/api/messaging/tokens"))
                .header("X-CSRF-TOKEN", csrf("/"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    return answer;
  }

  private void signIn() throws Exception {
    String form =
        "username=anna&password=%s&_csrf=%s"
            .formatted(
                URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8),
                URLEncoder.encode(csrf("/sign-in"), StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(address("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("error");
  }

  private String csrf(String page) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(address(page)).header("Accept", "text/html").build(),
            HttpResponse.BodyHandlers.ofString());
    Matcher token = CSRF.matcher(answer.body());
    assertThat(token.find()).as("CSRF token of the page").isTrue();
    return token.group(1) == null ? token.group(2) : token.group(1);
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
