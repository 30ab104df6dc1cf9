package dev.hookswitch.messaging;

import dev.hookswitch.messaging.PbxLink.LinkState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** How the links do, for whoever watches the server. */
@Component("messagingLinks")
final class LinkMetrics implements MeterBinder, HealthIndicator {
  /** Some phone system is away; the lines of others work. */
  static final Status DEGRADED = new Status("DEGRADED");

  private final MessagingService service;

  LinkMetrics(MessagingService service) {
    this.service = service;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (LinkReport link : service.reports()) {
      String name = link.name();
      Tags tags = Tags.of("link", name, "kind", link.kind());
      Gauge.builder(
              "hookswitch.messaging.link.connected",
              service,
              links -> links.report(name).state().connected() ? 1 : 0)
          .description("1 while the connection to the phone system stands")
          .tags(tags)
          .register(registry);
      Gauge.builder("hookswitch.messaging.lines", service, links -> links.report(name).lines())
          .description("Lines that are open on the link")
          .tags(tags)
          .register(registry);
      FunctionCounter.builder(
              "hookswitch.messaging.events", service, links -> links.report(name).events())
          .description("Events that the link told its lines")
          .tags(tags)
          .register(registry);
    }
  }

  @Override
  public Health health() {
    List<LinkReport> links = service.reports();
    boolean allStand = links.stream().allMatch(link -> link.state().connected());
    Health.Builder health = Health.status(allStand ? Status.UP : DEGRADED);
    links.forEach(link -> health.withDetail(link.name(), words(link.state())));
    return health.build();
  }

  private static String words(LinkState state) {
    return state.connected()
        ? "connected since " + state.since()
        : "not connected since %s: %s %s".formatted(state.since(), state.loss(), state.detail());
  }
}
