package dev.hookswitch;

import dev.hookswitch.messaging.MessagingService;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;

/** One Hookswitch node, or with the profile for it {@link MessagingServiceAlone}. */
@SpringBootApplication
@Profile("!" + MessagingService.ALONE)
@ConfigurationPropertiesScan
@EnableScheduling
public class Application {
  public static void main(String[] args) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    SpringApplication.run(new Class<?>[] {Application.class, MessagingServiceAlone.class}, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
