package dev.hookswitch.calls.ui;

import dev.hookswitch.security.Role;
import dev.hookswitch.shell.Destination;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The Calls section in the main navigation, and the way to one call. */
@Configuration(proxyBeanMethods = false)
public class CallsNavigation {
  @Bean
  Destination callsSection() {
    return new Destination("calls", "nav.calls", "history", 10, Set.of(Role.values()));
  }

  @Bean
  Destination tasksSection() {
    return new Destination("tasks", "nav.tasks", "list-checks", 40, Set.of(Role.values()));
  }

  /** The address of a call's page, relative to the application. */
  public static String address(UUID call) {
    return "calls/" + call;
  }
}
