package dev.hookswitch.connectors.emulator.ui;

import dev.hookswitch.security.Role;
import dev.hookswitch.shell.Destination;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The emulator in the main navigation, when there is one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("hookswitch.emulator.enabled")
public class EmulatorNavigation {
  @Bean
  Destination emulatorDestination() {
    return new Destination("emulator", "nav.emulator", "activity", 95, Set.of(Role.ADMINISTRATOR));
  }
}
