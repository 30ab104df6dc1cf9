package dev.hookswitch.calls.ui;

import dev.hookswitch.security.Role;
import dev.hookswitch.shell.Destination;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The Calls section and the tasks in the main navigation. */
@Configuration(proxyBeanMethods = false)
class CallsNavigation {
  @Bean
  Destination callsSection() {
    return new Destination("calls", "nav.calls", "history", 10, Set.of(Role.values()));
  }

  @Bean
  Destination tasksSection() {
    return new Destination("tasks", "nav.tasks", "list-checks", 40, Set.of(Role.values()));
  }
}
