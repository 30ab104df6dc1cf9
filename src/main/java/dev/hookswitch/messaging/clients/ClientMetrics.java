package dev.hookswitch.messaging.clients;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** How the clients do, for whoever watches the server. */
final class ClientMetrics implements MeterBinder, HealthIndicator {
  private final TmsSockets sockets;

  ClientMetrics(TmsSockets sockets) {
    this.sockets = sockets;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("hookswitch.messaging.clients", sockets, TmsSockets::size)
        .description("Sockets of clients that are open")
        .register(registry);
    Gauge.builder("hookswitch.messaging.connections", sockets, TmsSockets::connections)
        .description("Lines that clients watch, those too that wait for their client")
        .register(registry);
    FunctionCounter.builder("hookswitch.messaging.refused", sockets, TmsSockets::refused)
        .description("Sockets that were closed because a client broke a rule")
        .register(registry);
  }

  /** As long as a client can still come. */
  @Override
  public Health health() {
    Health.Builder health = sockets.isFull() ? Health.outOfService() : Health.up();
    return health
        .withDetail("clients", sockets.size())
        .withDetail("connections", sockets.connections())
        .build();
  }
}
