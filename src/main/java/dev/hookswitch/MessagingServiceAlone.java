package dev.hookswitch;

import dev.hookswitch.messaging.MessagingService;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Profile;

/**
 * A Messaging Service without pages, users and database, near a phone system that is elsewhere.
 * What else is on the class path keeps still: see {@code application-messaging-service.properties}.
 */
@Configuration(proxyBeanMethods = false)
@Profile(MessagingService.ALONE)
@EnableAutoConfiguration
@ComponentScan(
    basePackages = "dev.hookswitch.messaging",
    excludeFilters =
        @Filter(type = FilterType.REGEX, pattern = "dev\\.hookswitch\\.messaging\\.ui\\..*"))
@ConfigurationPropertiesScan("dev.hookswitch.messaging")
public class MessagingServiceAlone {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
