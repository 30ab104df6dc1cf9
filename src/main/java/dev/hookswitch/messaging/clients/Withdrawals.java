package dev.hookswitch.messaging.clients;

import dev.hookswitch.security.PersonChanged;
import dev.hookswitch.settings.LinesChanged;
import org.springframework.transaction.event.TransactionalEventListener;

/** Who loses a line, or access, loses the connections that were opened with it. */
class Withdrawals {
  private final TmsSockets sockets;

  Withdrawals(TmsSockets sockets) {
    this.sockets = sockets;
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
