package dev.hookswitch.directory.ui;

import dev.hookswitch.shell.AdminTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where identification stands among the pages of the administrators. */
@Configuration(proxyBeanMethods = false)
public class IdentificationNavigation {
  static final String PATH = "admin/identification";

  @Bean
  AdminTab identificationTab() {
    return new AdminTab(PATH, "identification.title", 40);
  }
}
