package dev.hookswitch.settings;

import dev.hookswitch.security.DemoSignIns;
import dev.hookswitch.security.DemoSignIns.DemoSignIn;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever has started the demo where it is and who can sign in. */
@Component
@Profile("demo")
class DemoGreeting {
  private static final Logger LOG = LoggerFactory.getLogger(DemoGreeting.class);

  private final DemoSignIns signIns;

  DemoGreeting(DemoSignIns signIns) {
    this.signIns = signIns;
  }

  @EventListener
  void greet(ApplicationReadyEvent ready) {
    // Without a web server, as in some tests, there is nothing to open.
    String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
    if (port == null) {
      return;
    }
    String people =
        signIns.all().stream().map(DemoGreeting::line).collect(Collectors.joining("\n"));
    LOG.info(
        """


          The demo is ready: http://localhost:{}

            sign-in  password       who
        {}

          Sign in as two of them, in two browsers or in a private window too, and call each other.
        """,
        port,
        people);
  }

  private static String line(DemoSignIn one) {
    String about = one.name() + ", " + one.role().name().toLowerCase(Locale.ROOT);
    String number = one.number().isEmpty() ? "" : ", " + one.number();
    return "    %-8s %-14s %s".formatted(one.signIn(), one.password(), about + number);
  }
}
