package dev.hookswitch.sip;

import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.security.PersonChanged;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.settings.LinesChanged;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Where pages reach their phone systems, and what ends that. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PhoneSocketConfiguration {
  /** Named in the browser's module, too. */
  static final String PATH = "/webphone/sip";

  @Bean
  PhoneSockets phoneSockets() {
    return new PhoneSockets();
  }

  @Bean
  WebSocketHandlerMapping phoneSocketMapping(
      PhoneSockets sockets, Lines lines, List<PhoneSystem> systems) {
    var handshake = new DefaultHandshakeHandler();
    handshake.setSupportedProtocols(PhoneSockets.PROTOCOL);
    var handler = new WebSocketHttpRequestHandler(sockets, handshake);
    handler.setHandshakeInterceptors(List.of(new Admission(lines, systems)));
    var mapping = new WebSocketHandlerMapping();
    mapping.setUrlMap(Map.of(PATH, handler));
    mapping.setOrder(1);
    mapping.setWebSocketUpgradeMatch(true);
    return mapping;
  }

  @Bean
  Withdrawals phoneSocketWithdrawals(PhoneSockets sockets) {
    return new Withdrawals(sockets);
  }

  /** Who signs out, or loses a line or access, loses the sockets that were opened with it. */
  static class Withdrawals {
    private final PhoneSockets sockets;

    Withdrawals(PhoneSockets sockets) {
      this.sockets = sockets;
    }

    @EventListener
    void sessionEnded(SessionDestroyedEvent ended) {
      sockets.sessionEnded(ended.getId());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void linesChanged(LinesChanged changed) {
      sockets.withdraw(changed.user());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void personChanged(PersonChanged changed) {
      sockets.withdraw(changed.user());
    }
  }
}
