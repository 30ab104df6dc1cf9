package dev.hookswitch.journeys;

import dev.hookswitch.FreePorts;
import dev.hookswitch.robots.RealAsterisk;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Anna with a phone on a real Asterisk whose Messaging Service runs in a process of its own: the
 * panel's server has no link itself.
 */
final class OnServiceElsewhere
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  /** 32 bytes that are no secret. */
  private static final String KEY = "A".repeat(43) + "=";

  private static final int PORT = FreePorts.next();
  private static final int MANAGEMENT_PORT = FreePorts.next();
  private static final String LINK = "--hookswitch.messaging.asterisk.main.";

  /** The service's settings. */
  static List<String> arguments(RealAsterisk.Instance asterisk) {
    return List.of(
        "--spring.profiles.active=messaging-service",
        "--server.port=" + PORT,
        "--management.server.port=" + MANAGEMENT_PORT,
        "--hookswitch.messaging.token-key=" + KEY,
        LINK + "host=127.0.0.1",
        LINK + "port=" + asterisk.amiPort(),
        LINK + "user=hookswitch-least",
        LINK + "secret=" + RealAsterisk.Instance.SECRET);
  }

  /** Where the service says 200 once its link stands. */
  static String health() {
    return "http://127.0.0.1:" + MANAGEMENT_PORT + "/actuator/health";
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    String people =
        """
        users:
          - signIn: anna
            name: Anna Berg
            password: demo-anna
            roles: [agent]
            lines:
              - system: messaging
                number: "101"
                parameters: {SysMsgServerNode: "ws://127.0.0.1:%d/messaging", pbx: main}
        contacts:
          - name: Marta Lindqvist
            owner: anna
            numbers:
              - {type: work, number: "+49 30 123456 78"}
        """
            .formatted(PORT);
    TestPropertyValues.of(
            "hookswitch.messaging.token-key=" + KEY,
            "hookswitch.provisioning=" + Surroundings.provisioning(people))
        .applyTo(context);
  }
}
