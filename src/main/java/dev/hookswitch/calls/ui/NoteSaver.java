package dev.hookswitch.calls.ui;

import dev.hookswitch.calls.CallNote;
import dev.hookswitch.shell.UiMailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Saves the newest of many texts, one after the other. Confined to the page's lock. */
final class NoteSaver {
  private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofSeconds(2);

  sealed interface State {
    record Saving() implements State {}

    record Saved(Instant at) implements State {}

    /** It is being tried again. */
    record NotSaved() implements State {}
  }

  private final UiMailbox mailbox;
  private final Function<String, Instant> save;
  private final Consumer<State> screen;
  private @Nullable String newest;
  private boolean open;

  /**
   * @param save runs on a thread of its own
   * @param screen told with the page's lock
   */
  NoteSaver(UiMailbox mailbox, Function<String, Instant> save, Consumer<State> screen) {
    this.mailbox = mailbox;
    this.save = save;
    this.screen = screen;
  }

  static State saved(CallNote note) {
    return new State.Saved(note.changedAt());
  }

  /** Whether something is not saved yet. */
  boolean isBusy() {
    return open || newest != null;
  }

  void save(String text) {
    newest = text;
    if (!open) {
      send();
    }
  }

  private void send() {
    String text = newest;
    if (text == null) {
      return;
    }
    newest = null;
    open = true;
    screen.accept(new State.Saving());
    mailbox.fetch(() -> save.apply(text), this::saved, () -> failed(text));
  }

  private void saved(Instant at) {
    open = false;
    if (newest == null) {
      screen.accept(new State.Saved(at));
    } else {
      send();
    }
  }

  private void failed(String text) {
    if (newest == null) {
      newest = text;
    }
    screen.accept(new State.NotSaved());
    mailbox.postAfter(
        BEFORE_NEXT_ATTEMPT,
        () -> {
          open = false;
          send();
        });
  }
}
