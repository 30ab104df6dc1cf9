package dev.hookswitch.messaging.ui;

import dev.hookswitch.shell.AdminTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the Messaging Service stands among the pages of the administrators. */
@Configuration(proxyBeanMethods = false)
public class MessagingNavigation {
  static final String PATH = "admin/messaging";

  @Bean
  AdminTab messagingTab() {
    return new AdminTab(PATH, "system.messaging", 45);
  }
}
