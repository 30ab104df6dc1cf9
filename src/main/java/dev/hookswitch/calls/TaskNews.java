package dev.hookswitch.calls;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells pages of this node that somebody has other tasks than before. */
@Component
public class TaskNews extends News<TasksChanged> {
  @TransactionalEventListener(fallbackExecution = true)
  void on(TasksChanged news) {
    tell(news);
  }
}
