package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.shell.UiMailbox;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Reads a view anew after news that concern it: once for many, and a moment later, so that a page
 * shows the ringing call first and its list afterwards.
 */
final class LiveReload {
  private static final Duration MOMENT = Duration.ofMillis(700);

  private LiveReload() {}

  /** Keeps a view fresh while it is in a page. Call it when the view is attached. */
  static void keep(
      Component view, UI ui, CallNews news, Predicate<CallChanged> concerns, Runnable reload) {
    UiMailbox mailbox = UiMailbox.of(ui);
    var due = new AtomicBoolean();
    CallNews.Subscription subscription =
        news.subscribe(change -> {
          if (concerns.test(change) && due.compareAndSet(false, true)) {
            mailbox.postAfter(
                MOMENT,
                () -> {
                  due.set(false);
                  if (view.isAttached()) {
                    reload.run();
                  }
                });
          }
        });
    view.addDetachListener(gone -> {
      subscription.cancel();
      gone.unregisterListener();
    });
  }
}
