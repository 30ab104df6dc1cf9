package dev.hookswitch.messaging.clients;

import dev.hookswitch.messaging.EmulatedPbx;
import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.robots.Relay;
import dev.hookswitch.tms.TmsTokens;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * A Messaging Service with an emulated phone system behind it, and the network in front of it. Its
 * clients have real sockets.
 */
public final class TmsBed implements AutoCloseable {
  /** 32 bytes that are no secret. */
  static final String KEY = Base64.getEncoder().encodeToString(new byte[TmsTokens.KEY_BYTES]);

  private final ServletWebServerApplicationContext application;
  private final Relay network;

  /** No configuration by its own: other beds that look for parts here do not find it. */
  @ComponentScan({"dev.hookswitch.messaging.clients", "dev.hookswitch.connectors.messaging"})
  @ConfigurationPropertiesScan("dev.hookswitch.messaging.clients")
  @Import(MessagingService.class)
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class
  })
  static class Parts {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    EmulatedPbx emulatedPbx() {
      return new EmulatedPbx();
    }
  }

  /**
   * @param settings {@code --name=value}
   */
  public TmsBed(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("--server.port=0");
    all.add("--server.address=127.0.0.1");
    this.application =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Parts.class)
                .profiles(MessagingService.ALONE)
                .web(WebApplicationType.SERVLET)
                .properties("hookswitch.messaging.token-key=" + KEY)
                .run(all.toArray(String[]::new));
    this.network = new Relay(application.getWebServer().getPort());
  }

  /** Past the network that can break. */
  public URI address() {
    return URI.create(
        "ws://127.0.0.1:" + application.getWebServer().getPort() + TmsConfiguration.PATH);
  }

  public Relay network() {
    return network;
  }

  public PhoneSystem system() {
    return application.getBean(PhoneSystem.class);
  }

  public EmulatedPbx pbx() {
    return application.getBean(EmulatedPbx.class);
  }

  public TmsTokens tokens() {
    return application.getBean(TmsTokens.class);
  }

  /** Something happens elsewhere in the application. */
  public void publish(Object event) {
    application.publishEvent(event);
  }

  /** A line in the process of the service. */
  public Line lineHere(String number) {
    return line(number, Map.of());
  }

  /** A line that is reached over the network. */
  public Line lineThere(String number) {
    return line(
        number,
        Map.of("SysMsgServerNode", "ws://127.0.0.1:" + network.port() + TmsConfiguration.PATH));
  }

  private static Line line(String number, Map<String, String> parameters) {
    return new Line(
        new LineId(UUID.randomUUID()),
        "messaging",
        new PhoneNumber(number),
        "Agent " + number,
        parameters);
  }

  @Override
  public void close() {
    network.close();
    application.close();
  }
}
