package dev.hookswitch.calls;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells pages of this node that there is more, or less, to call back. */
@Component
public class MissedNews extends News<MissedChanged> {
  @TransactionalEventListener(fallbackExecution = true)
  void on(MissedChanged news) {
    tell(news);
  }
}
