package dev.hookswitch.messaging.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.Application;
import dev.hookswitch.MessagingServiceAlone;
import dev.hookswitch.messaging.EmulatedPbx;
import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.tms.TmsTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The profile {@code messaging-service}, started as {@link Application#main} starts it. */
class MessagingServiceAloneTest {
  private static ConfigurableApplicationContext alone;

  @BeforeAll
  static void start() {
    alone =
        new SpringApplicationBuilder(
                Application.class, MessagingServiceAlone.class, EmulatedPbx.class)
            .profiles(MessagingService.ALONE)
            .run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.server.port=0",
                "--hookswitch.messaging.token-key=" + TmsBed.KEY);
  }

  @AfterAll
  static void stop() {
    alone.close();
  }

  @Test
  void service_alone_hasNeitherPagesNorDatabase() {
    assertThat(alone.getBeanNamesForType(DataSource.class)).isEmpty();
    assertThat(alone.getBeanNamesForType(Application.class)).isEmpty();
    assertThat(alone.getBeanNamesForType(TokenEndpoint.class)).isEmpty();
    assertThat(get("local.server.port", "/").statusCode()).isEqualTo(404);
  }

  @Test
  void client_withATokenOfAnotherServer_callsAndIsCounted() {
    var line =
        new Line(
            new LineId(UUID.randomUUID()),
            "messaging",
            new PhoneNumber("4711"),
            "Agent 4711",
            Map.of());
    String token = alone.getBean(TmsTokens.class).issue("anna", List.of(line));
    try (var client =
        new PublishedClient(
            URI.create("ws://127.0.0.1:" + port("local.server.port") + TmsConfiguration.PATH))) {
      client.signIn("4711", token);
      client.connected();
      client.accepted(client.send("MakeCall", PublishedClient.object().put("targetAddress", "00")));
      client.sawCall(PublishedClient.COMMUTATION_STARTED, _ -> true);

      assertThat(get("local.management.port", "/actuator/prometheus").body())
          .contains("hookswitch_messaging_link_connected{", "hookswitch_messaging_clients 1.0")
          .containsPattern("hookswitch_messaging_lines\\{.*link=\"emulated\".*} 1\\.0")
          .doesNotContainPattern("hookswitch_messaging_events_total\\{.*} 0\\.0");
    }
  }

  @Test
  void health_whileTheLinkStands_saysSo() {
    HttpResponse<String> health = get("local.management.port", "/actuator/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("messagingLinks", "emulated", "connected since");
  }

  @Test
  void actuator_onThePortOfTheClients_isAbsent() {
    assertThat(get("local.server.port", "/actuator/health").statusCode()).isEqualTo(404);
  }

  @Test
  void server_ofClients_takesMoreConnectionsThanClientsMayHave() {
    var server = (TomcatWebServer) ((ServletWebServerApplicationContext) alone).getWebServer();
    var protocol = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
    assertThat(protocol.getMaxConnections())
        .isGreaterThan(alone.getBean(TmsLimits.class).sockets());
  }

  @Test
  void service_withoutAKey_refusesToStart() {
    var lacking =
        new SpringApplicationBuilder(Application.class, MessagingServiceAlone.class)
            .profiles(MessagingService.ALONE);
    assertThatThrownBy(() -> lacking.run("--server.port=0", "--management.server.port=0"))
        .hasStackTraceContaining("hookswitch.messaging.token-key");
  }

  private static HttpResponse<String> get(String port, String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.sendAsync(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(port) + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .join();
    }
  }

  private static int port(String property) {
    return alone.getEnvironment().getRequiredProperty(property, Integer.class);
  }
}
