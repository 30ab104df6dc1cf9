package dev.hookswitch.calls.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog.Summary;
import dev.hookswitch.calls.SampleCall;
import dev.hookswitch.shell.Reading;
import dev.hookswitch.shell.UiMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// A package without views: the list needs a page alone.
@ViewPackages(packages = "dev.hookswitch.mailbox")
class CallListTest extends BrowserlessTest {
  private static final CallFilter OTHER = CallFilter.ALL.text("other");

  private final HeldSource source = new HeldSource();
  private final List<String> seen = new ArrayList<>();
  private final List<Long> sums = new ArrayList<>();
  private CallList list;

  @BeforeEach
  void open() {
    var view = new Div();
    UI.getCurrent().add(view);
    list = new CallList(view, UiMailbox.of(UI.getCurrent()), source, new Seen());
  }

  @Test
  void ask_answeredAtOnce_neverShowsWaiting() {
    source.answers(1);
    list.ask(CallFilter.ALL);
    sees("60 calls");

    pass(Reading.PATIENCE.plusMillis(100));
    assertThat(seen).containsExactly("60 calls");
  }

  @Test
  void ask_slowAnswer_showsWaitingAfterThePatience() {
    list.ask(CallFilter.ALL);
    sees("waiting");
    source.answers(1);
    sees("waiting", "60 calls");
  }

  @Test
  void ask_slowCalls_sumsThemMeanwhile() {
    list.ask(CallFilter.ALL);
    await()
        .pollInSameThread()
        .untilAsserted(() -> {
          MockVaadin.runUIQueue();
          assertThat(sums).containsExactly(130L);
        });
    assertThat(list.isAnswered()).isFalse();
  }

  @Test
  void ask_otherFilterMeanwhile_dropsTheLateAnswer() {
    source.calls(2);
    list.ask(CallFilter.ALL);
    await().until(() -> source.asked.size() == 1);
    source.calls(1);
    list.ask(OTHER);
    await().until(() -> source.asked.size() == 2);
    source.answers(2);
    sees("1 calls");

    pass(Duration.ofMillis(100));
    assertThat(seen).containsExactly("1 calls");
  }

  @Test
  void ask_failed_saysSo_andTheNextQuestionIsAnswered() {
    source.fails = true;
    source.answers(1);
    list.ask(CallFilter.ALL);
    sees("failed");

    source.fails = false;
    source.answers(1);
    list.ask(CallFilter.ALL);
    sees("failed", "60 calls");
  }

  @Test
  void readOn_untilTheEnd_asksAfterTheLastCallKnown() {
    source.answers(9);
    list.ask(CallFilter.ALL);
    sees("60 calls");
    list.readOn();
    list.readOn(); // of no effect while the first is open
    sees("60 calls", "120 calls");
    list.readOn();
    sees("60 calls", "120 calls", "130 calls");
    list.readOn(); // of no effect at the end

    assertThat(list.isComplete()).isTrue();
    assertThat(list.calls(0, 130)).containsExactlyElementsOf(source.all);
    assertThat(source.asked)
        .containsExactly(
            "null 60", source.all.get(59).id() + " 60", source.all.get(119).id() + " 60");
  }

  @Test
  void refresh_afterReadingOn_keepsWhatWasRead() {
    source.answers(3);
    list.ask(CallFilter.ALL);
    sees("60 calls");
    list.readOn();
    sees("60 calls", "120 calls");
    source.all.addFirst(SampleCall.over().entry());
    list.refresh(CallFilter.ALL);
    sees("60 calls", "120 calls", "120 calls");

    assertThat(list.calls(0, 1)).containsExactly(source.all.getFirst());
  }

  @Test
  void refresh_newsFasterThanAnswers_waitsForTheOpenQuestion() {
    list.ask(CallFilter.ALL);
    list.refresh(CallFilter.ALL);
    list.refresh(CallFilter.ALL);
    source.answers(9);
    sees("60 calls", "60 calls");

    pass(Duration.ofMillis(100));
    assertThat(source.asked).hasSize(2);
  }

  private void sees(String... expected) {
    await()
        .pollInSameThread()
        .untilAsserted(() -> {
          MockVaadin.runUIQueue();
          assertThat(seen).containsExactly(expected);
        });
  }

  private static void pass(Duration time) {
    await().pollDelay(time).until(() -> true);
    MockVaadin.runUIQueue();
  }

  private final class Seen implements CallList.Screen {
    @Override
    public void show() {
      seen.add(list.size() + " calls");
    }

    @Override
    public void sum(Summary summary) {
      sums.add(summary.calls());
    }

    @Override
    public void waiting() {
      seen.add("waiting");
    }

    @Override
    public void failed() {
      seen.add("failed");
    }
  }

  /** Gives as many answers as the test allows. */
  private static final class HeldSource implements CallList.Source {
    private final List<CallEntry> all = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Semaphore answers = new Semaphore(0);
    private volatile boolean fails;

    HeldSource() {
      calls(130);
    }

    void calls(int number) {
      all.clear();
      all.addAll(IntStream.range(0, number).mapToObj(_ -> SampleCall.over().entry()).toList());
    }

    void answers(int number) {
      answers.release(number);
    }

    @Override
    public CallList.Page after(CallFilter filter, @Nullable CallEntry last, int limit) {
      asked.add((last == null ? "null" : last.id()) + " " + limit);
      List<CallEntry> now = List.copyOf(all);
      answers.acquireUninterruptibly();
      if (fails) {
        throw new IllegalStateException("the database is away");
      }
      int from = last == null ? 0 : now.indexOf(last) + 1;
      return new CallList.Page(
          now.subList(from, Math.min(now.size(), from + limit)), Map.of(), Map.of());
    }

    @Override
    public Summary summary(CallFilter filter) {
      return new Summary(all.size(), Duration.ZERO, 0);
    }
  }
}
