package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.Component;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Reading;
import dev.hookswitch.shell.UiMailbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list as far as somebody has read it: it reads on from the last record that it has, so no page
 * costs more than the one before. Confined to the page's lock; see {@link Reading}.
 */
final class RecordList {
  static final int PAGE = 60;

  /** What is listed. */
  record Question(String kind, String text) {}

  /**
   * @param owners names of those who own these records
   */
  record Page(List<DirectoryRecord> records, Map<UserId, String> owners) {}

  /** Where records come from; asked on other threads. */
  interface Source {
    Page after(Question question, @Nullable DirectoryRecord last, int limit);
  }

  /** Told with the page's lock. */
  interface Screen {
    void show();

    /** The answer takes its time. */
    void waiting();

    void failed();
  }

  private final Source source;
  private final Screen screen;
  private final Reading reading;
  private final List<DirectoryRecord> records = new ArrayList<>();
  private final Map<UserId, String> owners = new HashMap<>();
  private Question question = new Question("", "");
  private boolean answered;
  private boolean complete = true;

  RecordList(Component view, UiMailbox mailbox, Source source, Screen screen) {
    this.source = source;
    this.screen = screen;
    this.reading = new Reading(view, mailbox, screen::waiting, screen::failed);
  }

  /** Begins a new list; the one before stays until the answer is there. */
  void ask(Question next) {
    question = next;
    answered = false;
    reading.ask(
        () -> source.after(next, null, PAGE),
        page -> {
          answered = true;
          records.clear();
          add(page);
        });
  }

  /** Reads the next page; of no effect while something is being read, or at the end. */
  void readOn() {
    if (reading.isOpen() || !answered || complete) {
      return;
    }
    Question same = question;
    DirectoryRecord last = records.getLast();
    reading.ask(() -> source.after(same, last, PAGE), this::add);
  }

  /** Whether what is there answers what was asked last. */
  boolean isAnswered() {
    return answered;
  }

  boolean isComplete() {
    return complete;
  }

  int size() {
    return records.size();
  }

  Stream<DirectoryRecord> records(int offset, int limit) {
    return records.stream().skip(offset).limit(limit);
  }

  String owner(DirectoryRecord record) {
    return record.owner() == null ? "" : owners.getOrDefault(record.owner(), "");
  }

  private void add(Page page) {
    records.addAll(page.records());
    owners.putAll(page.owners());
    complete = page.records().size() < PAGE;
    screen.show();
  }
}
