package dev.hookswitch.calls;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells pages of this node that a call was written. Thread-safe. Subscribers hear it on the thread
 * that writes the calls down, so they post to a mailbox of their own and return at once.
 */
@Component
public class CallNews {
  private static final Logger log = LoggerFactory.getLogger(CallNews.class);

  private final List<Consumer<CallChanged>> subscribers = new CopyOnWriteArrayList<>();

  /** Ends a subscription; a second call is of no effect. */
  public interface Subscription {
    void cancel();
  }

  public Subscription subscribe(Consumer<CallChanged> subscriber) {
    Consumer<CallChanged> own = subscriber::accept;
    subscribers.add(own);
    return () -> subscribers.remove(own);
  }

  @EventListener
  void on(CallChanged news) {
    for (Consumer<CallChanged> subscriber : subscribers) {
      try {
        subscriber.accept(news);
      } catch (RuntimeException e) {
        log.error("A subscriber failed on {}; the others hear it", news, e);
      }
    }
  }
}
