package dev.hookswitch.simulators;

import dev.hookswitch.simulators.SimulatedWebitel.Ports;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the simulated phone systems that the configuration asks for. */
@Configuration(proxyBeanMethods = false)
class SimulatorsConfiguration {
  static final String ENABLED = "hookswitch.simulators.webitel.enabled";

  private static final Logger LOG = LoggerFactory.getLogger(SimulatorsConfiguration.class);

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty(ENABLED)
  SimulatedWebitel simulatedWebitel(SimulatedWebitelSettings settings) {
    SimulatedWebitel simulated = start(settings);
    LOG.info(
        "A simulated Webitel listens on {}, its web phones on {}",
        simulated.eventUrl(),
        simulated.vertoUrl());
    return simulated;
  }

  /** It is there to try things with: a taken port is no reason not to start. */
  private static SimulatedWebitel start(SimulatedWebitelSettings settings) {
    try {
      return SimulatedWebitel.start(settings.rules(), settings.directory(), settings.ports());
    } catch (UncheckedIOException e) {
      LOG.warn(
          "{} is not possible: the simulated Webitel takes free ports instead. Its lines find it once the connection strings in the system settings name them.",
          settings.ports(),
          e);
      return SimulatedWebitel.start(settings.rules(), settings.directory(), Ports.ANY);
    }
  }
}
