package dev.hookswitch.bench;

import dev.hookswitch.phone.Call;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/**
 * What the benchmark measures against: a bare page on the same server that gets the same event over
 * a plain WebSocket and draws the same card, with the same style sheets and no library.
 */
@TestConfiguration
class Floor {
  static final String PAGE = "/cti/floor/page.html";
  private static final AtomicReference<Session> SOCKET = new AtomicReference<>();

  @Bean
  BenchPhoneSystem benchPhoneSystem() {
    return new BenchPhoneSystem();
  }

  @Bean
  ServletRegistrationBean<HttpServlet> floorPages() {
    return new ServletRegistrationBean<>(new Pages(), "/cti/floor/*");
  }

  @EventListener
  void openSocket(ApplicationReadyEvent ready) throws DeploymentException {
    var servlets =
        ((ServletWebServerApplicationContext) ready.getApplicationContext()).getServletContext();
    var container =
        (ServerContainer)
            Objects.requireNonNull(servlets).getAttribute(ServerContainer.class.getName());
    container.addEndpoint(
        ServerEndpointConfig.Builder.create(Socket.class, "/cti/floor/socket").build());
  }

  /** Sends the event in the calling thread. */
  static void ring(Call call) {
    send(
        "{\"type\":\"callStarted\",\"name\":\"%s\",\"number\":\"%s\",\"startedAt\":%d}"
            .formatted(
                call.caller().name(), call.caller().number(), call.startedAt().toEpochMilli()));
  }

  static void giveUp() {
    send("{\"type\":\"callFinished\"}");
  }

  private static void send(String json) {
    try {
      Objects.requireNonNull(SOCKET.get(), "the bare page is not connected")
          .getBasicRemote()
          .sendText(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean connected() {
    return SOCKET.get() != null;
  }

  /** The bare page's end on the server. */
  public static final class Socket extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {
      SOCKET.set(session);
    }
  }

  private static final class Pages extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String name = request.getPathInfo();
      response.setContentType(name.endsWith(".js") ? "text/javascript" : "text/html");
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      try (var file = Floor.class.getResourceAsStream("/bench" + name)) {
        if (file == null) {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
          file.transferTo(response.getOutputStream());
        }
      }
    }
  }
}
