package dev.hookswitch.calls;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells pages of this node that a call, or what was noted about it, was written. */
@Component
public class CallNews extends News<CallChanged> {
  @TransactionalEventListener(fallbackExecution = true)
  void on(CallChanged news) {
    tell(news);
  }
}
