package dev.hookswitch.shell;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.hookswitch.mailbox.Mailbox;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into a page from any other thread: what is posted runs with the page's session locked, in
 * order, and is pushed. Whoever posts never waits for the lock or for the browser.
 */
public final class UiMailbox {
  private static final Logger log = LoggerFactory.getLogger(UiMailbox.class);

  private final UI ui;
  private final Mailbox mailbox;

  private UiMailbox(UI ui) {
    this.ui = ui;
    this.mailbox = new Mailbox("page " + ui.getUIId());
  }

  /** The mailbox of a page; the same one each time. Call it with the session locked. */
  public static UiMailbox of(UI ui) {
    UiMailbox known = ComponentUtil.getData(ui, UiMailbox.class);
    if (known != null) {
      return known;
    }
    var created = new UiMailbox(ui);
    ComponentUtil.setData(ui, UiMailbox.class, created);
    ui.addDetachListener(_ -> created.mailbox.close());
    return created;
  }

  /** Any thread. Of no effect when the page is gone. */
  public void post(Runnable task) {
    mailbox.post(() -> {
      try {
        ui.access(task::run);
      } catch (UIDetachedException _) {
        mailbox.close();
      }
    });
  }

  /** Any thread. Posts the task when the delay is over. */
  public void postAfter(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> post(task));
  }

  /**
   * Does work that may take its time, such as a query, beside the page's lock, and hands the result
   * back with it. When the work fails the failure is logged and the page stays as it is.
   */
  public <T> void fetch(Supplier<T> work, Consumer<T> then) {
    fetch(work, then, () -> {});
  }

  /** As above, for work without a result. */
  public void perform(Runnable work, Runnable then) {
    fetch(
        () -> {
          work.run();
          return ui;
        },
        _ -> then.run());
  }

  /**
   * As above, but a page that has to say that it failed can.
   *
   * @param failed runs in place of {@code then}, with the page's lock; the failure is logged
   *     already
   */
  public <T> void fetch(Supplier<T> work, Consumer<T> then, Runnable failed) {
    Thread.ofVirtual()
        .name("work for page " + ui.getUIId())
        .start(() -> {
          try {
            T result = work.get();
            post(() -> then.accept(result));
          } catch (RuntimeException e) {
            log.error("Work for a page failed", e);
            post(failed);
          }
        });
  }
}
