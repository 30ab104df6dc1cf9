package dev.hookswitch.calls;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells pages of this node what happened, when the database has it. Thread-safe. Subscribers hear
 * it on the thread that wrote it down, so they post to a mailbox of their own and return at once.
 */
public abstract class News<T> {
  private static final Logger log = LoggerFactory.getLogger(News.class);

  private final List<Consumer<T>> subscribers = new CopyOnWriteArrayList<>();

  /** Ends a subscription; a second call is of no effect. */
  public interface Subscription {
    void cancel();
  }

  public Subscription subscribe(Consumer<T> subscriber) {
    Consumer<T> own = subscriber::accept;
    subscribers.add(own);
    return () -> subscribers.remove(own);
  }

  final void tell(T news) {
    for (Consumer<T> subscriber : subscribers) {
      try {
        subscriber.accept(news);
      } catch (RuntimeException e) {
        log.error("A subscriber failed on {}; the others hear it", news, e);
      }
    }
  }
}
