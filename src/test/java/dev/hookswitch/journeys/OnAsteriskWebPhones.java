package dev.hookswitch.journeys;

import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.Relay;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Anna and Oleg, whose pages are the phones 201 and 202 of a real Asterisk, over a network that can
 * break.
 */
final class OnAsteriskWebPhones
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String LINK = "hookswitch.messaging.asterisk.main.";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    RealAsterisk.Instance asterisk = RealAsterisk.instance();
    var network = new Relay(asterisk.httpPort());
    context.getBeanFactory().registerSingleton("network", network);
    var file = new StringBuilder("users:\n");
    user(file, "anna", "Anna Berg", "201");
    user(file, "oleg", "Oleg Sorokin", "202");
    TestPropertyValues.of(
            List.of(
                LINK + "host=127.0.0.1",
                LINK + "port=" + asterisk.amiPort(),
                LINK + "user=hookswitch-least",
                LINK + "secret=" + RealAsterisk.Instance.SECRET,
                LINK + "sip-url=ws://127.0.0.1:" + network.port() + "/ws",
                "hookswitch.provisioning=" + Surroundings.provisioning(file.toString())))
        .applyTo(context);
  }

  private static void user(StringBuilder file, String signIn, String name, String number) {
    file.append(
        """
          - signIn: %1$s
            name: %2$s
            password: demo-%1$s
            roles: [agent]
            lines:
              - system: messaging
                number: "%3$s"
                parameters: {pbx: main, webPhone: "true"}
                secrets: {sipPassword: %4$s}
        """
            .formatted(signIn, name, number, RealAsterisk.Instance.SECRET));
  }
}
