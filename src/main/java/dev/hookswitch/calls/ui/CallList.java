package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Component;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog.Summary;
import dev.hookswitch.calls.CallLog.Work;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Reading;
import dev.hookswitch.shell.UiMailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list as far as somebody has read it. It reads on from the last call that it has, so no page
 * costs more than the one before, and a call that begins meanwhile is neither shown twice nor moves
 * one out of sight. News read what is there anew, so the reader keeps the place. Confined to the
 * page's lock; see {@link Reading}.
 */
final class CallList {
  static final int PAGE = 60;

  /**
   * @param agents names of the users whose calls these are
   * @param work what is known about the calls besides; those about which nothing is are left out
   */
  record Page(List<CallEntry> calls, Map<UserId, String> agents, Map<UUID, Work> work) {}

  /** Where calls come from; asked on other threads. */
  interface Source {
    /** The next calls after one, or the newest. */
    Page after(CallFilter filter, @Nullable CallEntry last, int limit);

    Summary summary(CallFilter filter);
  }

  /** Told with the page's lock. */
  interface Screen {
    /** What is known of the calls has changed. */
    void show();

    /** The sum of all that were asked for is there; it may come later than the calls. */
    void sum(Summary summary);

    /** The answer takes its time. */
    void waiting();

    void failed();
  }

  private final Source source;
  private final Screen screen;
  private final Reading reading;
  private final Reading summing;
  private final List<CallEntry> calls = new ArrayList<>();
  private final Map<UserId, String> agents = new HashMap<>();
  private final Map<UUID, Work> work = new HashMap<>();
  private CallFilter filter = CallFilter.ALL;
  private Summary summary = new Summary(0, Duration.ZERO, 0);
  private boolean answered;
  private boolean complete = true;

  CallList(Component view, UiMailbox mailbox, Source source, Screen screen) {
    this.source = source;
    this.screen = screen;
    this.reading = new Reading(view, mailbox, screen::waiting, screen::failed);
    this.summing = new Reading(view, mailbox, () -> {}, () -> {});
  }

  /** Begins a new list; the one before stays until the answer is there. */
  void ask(CallFilter next) {
    answered = false;
    filter = next;
    read(PAGE);
  }

  /** Reads anew what is there. */
  void refresh(CallFilter next) {
    reading.again(() -> {
      filter = next;
      read(Math.max(PAGE, calls.size()));
    });
  }

  /** Reads the next page; of no effect while something is being read, or at the end. */
  void readOn() {
    if (reading.isOpen() || !answered || complete) {
      return;
    }
    CallFilter same = filter;
    CallEntry last = calls.getLast();
    reading.ask(() -> source.after(same, last, PAGE), page -> add(page, PAGE));
  }

  /** Whether what is there answers what was asked last. */
  boolean isAnswered() {
    return answered;
  }

  boolean isComplete() {
    return complete;
  }

  int size() {
    return calls.size();
  }

  Stream<CallEntry> calls(int offset, int limit) {
    return calls.stream().skip(offset).limit(limit);
  }

  Summary summary() {
    return summary;
  }

  String agent(UserId user) {
    return agents.getOrDefault(user, "");
  }

  Work work(CallEntry call) {
    return work.getOrDefault(call.id(), Work.NONE);
  }

  private void read(int length) {
    CallFilter asked = filter;
    reading.ask(
        () -> source.after(asked, null, length),
        page -> {
          answered = true;
          calls.clear();
          work.clear();
          add(page, length);
        });
    summing.ask(
        () -> source.summary(asked),
        sum -> {
          summary = sum;
          screen.sum(sum);
        });
  }

  private void add(Page page, int asked) {
    calls.addAll(page.calls());
    agents.putAll(page.agents());
    work.putAll(page.work());
    complete = page.calls().size() < asked;
    screen.show();
  }
}
