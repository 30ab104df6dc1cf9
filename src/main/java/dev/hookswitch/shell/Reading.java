package dev.hookswitch.shell;

import com.vaadin.flow.component.Component;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a view asks the database.
 *
 * <p>A page's lock is never held meanwhile: it is the lock of all tabs of that user, so a slow
 * answer would also hold up the call that begins to ring there. Work is done beside it, and the
 * answer comes back through the page's mailbox. One question is open at a time: a new one makes the
 * answer to the one before worthless, and it is dropped. Confined to the page's lock.
 */
public final class Reading {
  /** An answer that comes sooner is shown without a word about waiting. */
  public static final Duration PATIENCE = Duration.ofMillis(300);

  private final Component view;
  private final UiMailbox mailbox;
  private final Runnable slow;
  private final Runnable failed;
  private long asked;
  private boolean open;
  private @Nullable Runnable due;

  /**
   * @param slow runs once when an answer is not there after {@link #PATIENCE}
   * @param failed runs in place of what takes the answer
   */
  public Reading(Component view, UiMailbox mailbox, Runnable slow, Runnable failed) {
    this.view = view;
    this.mailbox = mailbox;
    this.slow = slow;
    this.failed = failed;
  }

  public boolean isOpen() {
    return open;
  }

  /**
   * @param work runs on a thread of its own
   */
  public <T> void ask(Supplier<T> work, Consumer<T> then) {
    long question = ++asked;
    open = true;
    due = null;
    mailbox.fetch(
        work, answer -> close(question, () -> then.accept(answer)), () -> close(question, failed));
    mailbox.postAfter(
        PATIENCE,
        () -> {
          if (awaits(question)) {
            slow.run();
          }
        });
  }

  /**
   * Asks anew after news: now, or as soon as the open question is answered. So news that come
   * faster than answers do not keep the answers away.
   */
  public void again(Runnable question) {
    if (open) {
      due = question;
    } else {
      question.run();
    }
  }

  private void close(long question, Runnable then) {
    if (!awaits(question)) {
      return;
    }
    Runnable next = due;
    open = false;
    due = null;
    then.run();
    if (next != null) {
      again(next);
    }
  }

  private boolean awaits(long question) {
    return open && question == asked && view.isAttached();
  }
}
