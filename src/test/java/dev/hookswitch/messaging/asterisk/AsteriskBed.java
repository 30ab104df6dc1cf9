package dev.hookswitch.messaging.asterisk;

import static org.awaitility.Awaitility.await;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneStates;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.Recordings;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.Relay;
import dev.hookswitch.robots.RobotPhone;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * A test bed: the real Asterisk, robots at its phones, and the phone system {@code messaging} as
 * the application puts it together, over a network that can break.
 */
final class AsteriskBed implements AutoCloseable {
  /** On a busy computer with two cores. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  static final String LINK = "main";
  static final String CALLER = "+493012345678";

  final RealAsterisk.Instance asterisk;
  final Relay network;
  private final Map<String, RobotPhone> robots = new LinkedHashMap<>();
  private final ConfigurableApplicationContext application;

  /** No configuration by its own: other beds that look for parts here do not find it. */
  @ComponentScan({"dev.hookswitch.messaging", "dev.hookswitch.connectors.messaging"})
  @ConfigurationPropertiesScan("dev.hookswitch.messaging")
  static class Parts {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  /**
   * @param account of manager.conf
   * @param systemRights whether that account has the class {@code system}
   */
  AsteriskBed(RealAsterisk.Instance asterisk, String account, boolean systemRights) {
    this.asterisk = asterisk;
    this.network = new Relay(asterisk.amiPort());
    String link = "--hookswitch.messaging.asterisk." + LINK + ".";
    this.application =
        new SpringApplicationBuilder(Parts.class)
            .web(WebApplicationType.NONE)
            .run(
                link + "host=127.0.0.1",
                link + "port=" + network.port(),
                link + "user=" + account,
                link + "secret=" + RealAsterisk.Instance.SECRET,
                link + "system-rights=" + systemRights,
                link + "sip-url=ws://127.0.0.1:" + asterisk.httpPort() + "/ws",
                link + "recordings.url=http://127.0.0.1:" + asterisk.httpPort() + "/ari",
                link + "recordings.user=hookswitch",
                link + "recordings.secret=" + RealAsterisk.Instance.SECRET);
  }

  PhoneSystem system() {
    return application.getBean(PhoneSystem.class);
  }

  Recordings recordings() {
    return application.getBean(Recordings.class);
  }

  PhoneStates phones() {
    return application.getBean(PhoneStates.class);
  }

  static Line line(String number, String... parameters) {
    Map<String, String> told = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      told.put(parameters[i], parameters[i + 1]);
    }
    return new Line(
        new LineId(UUID.randomUUID()),
        "messaging",
        new PhoneNumber(number),
        "Agent " + number,
        told);
  }

  /** A robot at a phone of the PBX. */
  RobotPhone phone(String extension, Manner manner) {
    RobotPhone robot =
        robots.computeIfAbsent(extension, number -> RobotPhone.at(asterisk, number, manner));
    robot.manner(manner);
    return robot;
  }

  /** The robot outside. */
  RobotPhone outside(Manner manner) {
    RobotPhone robot =
        robots.computeIfAbsent(CALLER, number -> RobotPhone.outside(asterisk, number, manner));
    robot.manner(manner);
    return robot;
  }

  /** What somebody outside dials to reach a phone. */
  static String fromOutside(String extension) {
    return "+4420794601" + extension.substring(1);
  }

  /** The phone rings, as Asterisk sees it. */
  void ringing(String extension) {
    await(extension + " rings")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() ->
            asterisk
                .console("core show channels concise")
                .lines()
                .anyMatch(channel ->
                    channel.startsWith("PJSIP/" + extension + "-")
                        && channel.contains("!Ringing!")));
  }

  /** Nobody talks any more, and nothing is left of it. */
  void idle() {
    asterisk.console("channel request hangup all");
    await("all channels gone")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> asterisk.console("core show channels count").startsWith("0 active channels"));
  }

  @Override
  public void close() {
    application.close();
    robots.values().forEach(RobotPhone::close);
    network.close();
  }
}
