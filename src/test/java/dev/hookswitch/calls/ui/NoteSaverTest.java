package dev.hookswitch.calls.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import dev.hookswitch.calls.ui.NoteSaver.State;
import dev.hookswitch.shell.UiMailbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// A package without views: the saver needs a page alone.
@ViewPackages(packages = "dev.hookswitch.mailbox")
class NoteSaverTest extends BrowserlessTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Semaphore database = new Semaphore(0);
  private final List<String> stored = new CopyOnWriteArrayList<>();
  private final List<State> told = new ArrayList<>();
  private volatile boolean away;
  private NoteSaver saver;

  @BeforeEach
  void open() {
    saver = new NoteSaver(UiMailbox.of(UI.getCurrent()), this::store, told::add);
  }

  @Test
  void save_typedFasterThanTheDatabase_storesTheNewestLast() {
    saver.save("a");
    saver.save("ab");
    saver.save("abc");
    assertThat(saver.isBusy()).isTrue();

    database.release(9);

    sees(new State.Saving(), new State.Saving(), new State.Saved(NOON));
    assertThat(stored).containsExactly("a", "abc");
    assertThat(saver.isBusy()).isFalse();
  }

  @Test
  void save_databaseAway_triesAgainWithWhatWasTypedMeanwhile() {
    away = true;
    database.release(9);
    saver.save("a");
    sees(new State.Saving(), new State.NotSaved());
    saver.save("ab");
    assertThat(saver.isBusy()).isTrue();

    away = false;

    sees(new State.Saving(), new State.NotSaved(), new State.Saving(), new State.Saved(NOON));
    assertThat(stored).containsExactly("ab");
  }

  private Instant store(String text) {
    database.acquireUninterruptibly();
    if (away) {
      throw new IllegalStateException("the database is away");
    }
    stored.add(text);
    return NOON;
  }

  private void sees(State... expected) {
    await()
        .pollInSameThread()
        .untilAsserted(() -> {
          MockVaadin.runUIQueue();
          assertThat(told).containsExactly(expected);
        });
  }
}
