package dev.hookswitch.directory.ui;

import dev.hookswitch.security.Role;
import dev.hookswitch.shell.Destination;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The lists of the directory in the main navigation. */
@Configuration(proxyBeanMethods = false)
public class DirectoryNavigation {
  @Bean
  Destination contactsSection() {
    return new Destination("contacts", "nav.contacts", "users", 20, Set.of(Role.values()));
  }

  @Bean
  Destination accountsSection() {
    return new Destination("accounts", "nav.accounts", "building-2", 30, Set.of(Role.values()));
  }

  @Bean
  Destination recordsSection() {
    return new Destination("records", "nav.records", "layers", 35, Set.of(Role.values()));
  }
}
