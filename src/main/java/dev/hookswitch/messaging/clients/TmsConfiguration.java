package dev.hookswitch.messaging.clients;

import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.tms.TmsTokens;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.coyote.AbstractProtocol;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Where clients reach the Messaging Service, and the key that seals their tokens. */
@Configuration(proxyBeanMethods = false)
class TmsConfiguration {
  static final String PATH = "/messaging";

  /**
   * @param key in Base64, the same on all servers that trust each other; without one a key of its
   *     own is made at each start, and only this server's tokens are good here
   * @throws IllegalStateException without a key where nobody could make a token
   */
  @Bean
  TmsTokens tmsTokens(
      @Value("${hookswitch.messaging.token-key:}") String key,
      Environment environment,
      Clock clock) {
    if (key.isBlank() && environment.matchesProfiles(MessagingService.ALONE)) {
      throw new IllegalStateException(
          "hookswitch.messaging.token-key (expected: that of the server whose users come)");
    }
    return new TmsTokens(key.isBlank() ? ownKey() : decoded(key.strip()), clock);
  }

  private static byte[] ownKey() {
    byte[] bytes = new byte[TmsTokens.KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** What is wrong with a key is said without it. */
  private static byte[] decoded(String key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key);
      if (bytes.length == TmsTokens.KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // No Base64: the same trouble.
    }
    throw new IllegalStateException(
        "hookswitch.messaging.token-key (expected: %d bytes in Base64)"
            .formatted(TmsTokens.KEY_BYTES));
  }

  /** Where there are sockets at all. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication
  static class Sockets {
    /** Characters, or bytes, that the container hands over at once. */
    private static final int PART = 1_024;

    @Bean
    TmsSockets tmsSockets(
        MessagingService service, TmsTokens tokens, TmsLimits limits, Clock clock) {
      // Not a bean: the application's own tasks would run on it.
      ScheduledExecutorService timer =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("messaging clients timer").factory());
      var connections = new Connections(service, clock, timer, limits.keptFor());
      return new TmsSockets(connections, tokens, timer, limits);
    }

    @Bean
    ClientMetrics messagingClients(TmsSockets sockets) {
      return new ClientMetrics(sockets);
    }

    @Bean
    Withdrawals withdrawals(TmsSockets sockets) {
      return new Withdrawals(sockets);
    }

    /** Clients do not take the place of others, and one too many is told so instead of waiting. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> roomForClients(
        TmsLimits limits) {
      return server ->
          server.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && protocol.getMaxConnections() > 0) {
              protocol.setMaxConnections(protocol.getMaxConnections() + limits.sockets());
            }
          });
    }

    /**
     * What the container keeps for each socket: messages come in parts and are put together by us,
     * so a part may be small. Elsewhere pages have sockets, too, and theirs are left as they are.
     */
    @Bean
    @Profile(MessagingService.ALONE)
    ServletServerContainerFactoryBean smallParts() {
      var container = new ServletServerContainerFactoryBean();
      container.setMaxTextMessageBufferSize(PART);
      container.setMaxBinaryMessageBufferSize(PART);
      return container;
    }

    /** From any origin: a token is shown inside, and no cookie counts. */
    @Bean
    WebSocketHandlerMapping messagingSockets(TmsSockets sockets) {
      var mapping = new WebSocketHandlerMapping();
      mapping.setUrlMap(
          Map.of(PATH, new WebSocketHttpRequestHandler(sockets, new DefaultHandshakeHandler())));
      mapping.setOrder(1);
      mapping.setWebSocketUpgradeMatch(true);
      return mapping;
    }
  }
}
