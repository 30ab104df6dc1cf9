package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import dev.hookswitch.shell.UiMailbox;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a user asked a page to change: done beside the page's lock, and said when it could not be
 * done. Confined to the page's lock.
 */
final class Deed {
  private static final int SHOWN_MS = 5000;
  private static final int UNDO_SHOWN_MS = 10_000;

  private final Component page;
  private final UiMailbox mailbox;

  Deed(Component page, UiMailbox mailbox) {
    this.page = page;
    this.mailbox = mailbox;
  }

  /**
   * @param work runs on a thread of its own
   */
  <T> void run(Supplier<T> work, Consumer<T> then) {
    mailbox.fetch(work, then, () -> say(page.getTranslation("calls.notSaved")));
  }

  void run(Runnable work, Runnable then) {
    run(
        () -> {
          work.run();
          return true;
        },
        _ -> then.run());
  }

  void run(Runnable work) {
    run(work, () -> {});
  }

  void say(String text) {
    Notification.show(text, SHOWN_MS, Notification.Position.BOTTOM_START).setAssertive(false);
  }

  /** Says what was done, and takes it back on request. */
  void say(String text, Runnable undo) {
    var told = new Notification();
    told.setDuration(UNDO_SHOWN_MS);
    told.setPosition(Notification.Position.BOTTOM_START);
    var back =
        new Button(
            page.getTranslation("calls.undo"),
            _ -> {
              told.close();
              run(undo);
            });
    back.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    var line = new HorizontalLayout(new Span(text), back);
    line.setAlignItems(HorizontalLayout.Alignment.CENTER);
    told.add(line);
    told.open();
  }
}
