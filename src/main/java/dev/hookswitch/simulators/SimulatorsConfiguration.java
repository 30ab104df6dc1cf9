package dev.hookswitch.simulators;

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
    SimulatedWebitel simulated =
        SimulatedWebitel.start(settings.rules(), settings.directory(), settings.ports());
    LOG.info(
        "A simulated Webitel listens on {}, its web phones on {}",
        simulated.eventUrl(),
        simulated.vertoUrl());
    return simulated;
  }
}
