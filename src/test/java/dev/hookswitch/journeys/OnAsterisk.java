package dev.hookswitch.journeys;

import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.Relay;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Anna and her colleagues with phones on a real Asterisk, over a network that can break: extensions
 * 101 to 104 of the link {@code main}.
 */
final class OnAsterisk implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String LINK = "hookswitch.messaging.asterisk.main.";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    RealAsterisk.Instance asterisk = RealAsterisk.instance();
    var network = new Relay(asterisk.amiPort());
    context.getBeanFactory().registerSingleton("network", network);
    var file = new StringBuilder("users:\n");
    user(file, "anna", "Anna Berg", "101");
    user(file, "oleg", "Oleg Sorokin", "102");
    user(file, "olga", "Olga Petrova", "103");
    user(file, "olaf", "Olaf Lindgren", "104");
    file.append(
        """
        contacts:
          - name: Marta Lindqvist
            owner: anna
            numbers:
              - {type: work, number: "+49 30 123456 78"}
        """);
    TestPropertyValues.of(
            List.of(
                LINK + "host=127.0.0.1",
                LINK + "port=" + network.port(),
                LINK + "user=hookswitch",
                LINK + "system-rights=true",
                LINK + "secret=" + RealAsterisk.Instance.SECRET,
                LINK + "recordings.url=http://127.0.0.1:" + asterisk.httpPort() + "/ari",
                LINK + "recordings.user=hookswitch",
                LINK + "recordings.secret=" + RealAsterisk.Instance.SECRET,
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
                parameters: {pbx: main, phoneAnswersByHeader: "true", queues: support}
        """
            .formatted(signIn, name, number));
  }
}
