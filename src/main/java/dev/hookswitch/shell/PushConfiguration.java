package dev.hookswitch.shell;

import com.vaadin.flow.spring.SpringServlet;
import java.util.Collections;
import java.util.List;
import org.atmosphere.cpr.AtmosphereFramework;
import org.atmosphere.util.SimpleBroadcaster;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * Lets a push leave at once. Atmosphere's default broadcaster can hold a message back until
 * somebody's next push (docs/decisions/0003-push.md), which on a quiet system is a call that rings
 * unseen; {@link SimpleBroadcaster} writes in the calling thread. That thread is always the mailbox
 * of one page ({@link UiMailbox}), never the thread of a phone system.
 */
@Configuration
class PushConfiguration {
  @Bean
  static BeanPostProcessor pushWritesAtOnce() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof ServletRegistrationBean<?> registration
            && registration.getServlet() instanceof SpringServlet) {
          registration.addInitParameter(
              "org.atmosphere.cpr.broadcasterClass", SimpleBroadcaster.class.getName());
        }
        return bean;
      }
    };
  }

  /** Refuses to run with any other broadcaster: the fault would show itself only in production. */
  @EventListener
  void check(ApplicationReadyEvent ready) {
    if (!(ready.getApplicationContext() instanceof ServletWebServerApplicationContext context)) {
      return;
    }
    var servlets = context.getServletContext();
    if (servlets == null) {
      throw new IllegalStateException("no servlet context after start");
    }
    List<String> broadcasters =
        Collections.list(servlets.getAttributeNames()).stream()
            .map(servlets::getAttribute)
            .filter(AtmosphereFramework.class::isInstance)
            .map(framework -> ((AtmosphereFramework) framework).getDefaultBroadcasterClassName())
            .toList();
    if (!broadcasters.equals(List.of(SimpleBroadcaster.class.getName()))) {
      throw new IllegalStateException(
          "push uses the broadcasters %s (expected: only %s)"
              .formatted(broadcasters, SimpleBroadcaster.class.getName()));
    }
  }
}
