package dev.hookswitch.settings.ui;

import dev.hookswitch.security.Role;
import dev.hookswitch.settings.ui.AdminPage.Job;
import dev.hookswitch.shell.AdminTab;
import dev.hookswitch.shell.Destination;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the pages of the administrators stand in the main navigation. */
@Configuration(proxyBeanMethods = false)
public class AdminNavigation {
  @Bean
  Destination adminDestination() {
    return new Destination("admin", "nav.admin", "settings", 90, Set.of(Role.ADMINISTRATOR));
  }

  @Bean
  AdminTab usersTab() {
    return Job.USERS.tab();
  }

  @Bean
  AdminTab teamsTab() {
    return Job.TEAMS.tab();
  }

  @Bean
  AdminTab linesTab() {
    return Job.LINES.tab();
  }

  @Bean
  AdminTab webitelTab() {
    return Job.WEBITEL.tab();
  }

  @Bean
  AdminTab settingsTab() {
    return Job.SETTINGS.tab();
  }
}
