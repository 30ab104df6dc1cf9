package dev.hookswitch.simulators.ui;

import dev.hookswitch.security.Role;
import dev.hookswitch.shell.Destination;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The simulated Webitel in the main navigation, when there is one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("hookswitch.simulators.webitel.enabled")
public class SimulatorsNavigation {
  @Bean
  Destination simulatedWebitelDestination() {
    return new Destination(
        "simulated-webitel", "nav.simulated.webitel", "cable", 96, Set.of(Role.ADMINISTRATOR));
  }
}
