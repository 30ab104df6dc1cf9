package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.hookswitch.calls.CallAddress;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog.Work;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.MissedState;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.Reading;
import dev.hookswitch.shell.UiMailbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was said and promised about a record: its calls with their notes, and its tasks, the newest
 * first. It reads a page of calls at a time.
 */
class Timeline extends Section {
  private static final int PAGE = 20;
  private static final int MOST_TASKS = 100;

  private enum Only {
    ALL,
    CALLS,
    TASKS,
    NOTES
  }

  /**
   * @param complete whether no call is older
   */
  private record Story(
      List<CallEntry> calls,
      Map<UUID, Work> work,
      List<CallTask> tasks,
      Map<UUID, MissedState> missed,
      Map<UserId, String> names,
      boolean complete) {}

  /** A place in time and what stands there. */
  private record Entry(Instant at, ListItem item) {}

  private final RecordRef record;
  private final CallDesk desk;
  private final CallNews news;
  private final Clock clock;
  private final Person viewer;
  private final CallFormat format;
  private final Reading reading;
  private final RadioButtonGroup<Only> only = new RadioButtonGroup<>();
  private final OrderedList list = new OrderedList();
  private final Span none = new Span();
  private final Button more = new Button();
  private int wanted = PAGE;
  private @Nullable Story story;

  /** Heard by the threads of news. */
  private volatile Set<UUID> shown = Set.of();

  Timeline(RecordRef record, CallDesk desk, CallNews news, Clock clock, Person viewer, UI ui) {
    this.record = record;
    this.desk = desk;
    this.news = news;
    this.clock = clock;
    this.viewer = viewer;
    this.format = CallFormat.of(this, ui);
    this.reading = new Reading(this, UiMailbox.of(ui), this::waiting, this::failed);
    addClassName("hs-sec");
    only.setItems(Only.values());
    only.setValue(Only.ALL);
    only.setAriaLabel(getTranslation("timeline.only"));
    only.setItemLabelGenerator(one -> getTranslation("timeline." + CallFormat.key(one)));
    only.addValueChangeListener(_ -> draw());
    var head = new Div(new H2(getTranslation("timeline.title")), only);
    head.addClassName("hs-field-head");
    list.addClassName("hs-timeline");
    none.addClassName("hs-second");
    none.getElement().setAttribute("role", "status");
    more.setText(getTranslation("calls.more"));
    more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    more.setVisible(false);
    more.addClickListener(_ -> {
      wanted += PAGE;
      read();
    });
    add(head, list, none, more);
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    LiveReload.keep(this, attach.getUI(), news, this::concerns, () -> reading.again(this::read));
    read();
  }

  /** Runs on the threads of news. What is linked from now on is worked on. */
  private boolean concerns(CallChanged change) {
    return change.phase() == Phase.WORKED_ON || shown.contains(change.call());
  }

  private void read() {
    int length = wanted;
    reading.ask(() -> story(length), this::show);
  }

  /** Runs on a thread of its own. */
  private Story story(int length) {
    List<CallEntry> calls =
        desk.calls().page(viewer, CallFilter.ALL.record(record), null, length + 1);
    boolean complete = calls.size() <= length;
    List<CallEntry> page = complete ? calls : calls.subList(0, length);
    List<CallTask> tasks = desk.tasks().ofRecord(viewer, record, MOST_TASKS);
    Map<UUID, MissedState> missed =
        desk.missed().states(viewer, page.stream().map(CallEntry::id).toList());
    Set<UserId> users = new HashSet<>();
    missed.values().forEach(state -> CallDesk.who(state).ifPresent(users::add));
    page.forEach(call -> users.add(call.user()));
    tasks.forEach(task -> users.add(task.owner()));
    return new Story(
        page,
        desk.calls().work(viewer, page.stream().map(CallEntry::id).toList()),
        tasks,
        missed,
        CallDesk.names(desk.people().findAll(users)),
        complete);
  }

  private void show(Story read) {
    story = read;
    shown = read.calls().stream().map(CallEntry::id).collect(Collectors.toSet());
    draw();
  }

  private void draw() {
    Story known = story;
    if (known == null) {
      return;
    }
    LocalDate today = LocalDate.now(clock.withZone(format.zone()));
    List<Entry> entries = new ArrayList<>();
    for (CallEntry call : known.calls()) {
      CallNote note = known.work().getOrDefault(call.id(), Work.NONE).note();
      boolean noted = note != null && !note.text().isBlank();
      if (only.getValue() == Only.ALL
          || only.getValue() == Only.CALLS
          || only.getValue() == Only.NOTES && noted) {
        entries.add(new Entry(call.times().startedAt(), call(known, call, note, today)));
      }
    }
    if (only.getValue() == Only.ALL || only.getValue() == Only.TASKS) {
      Instant oldest =
          known.complete() || known.calls().isEmpty() || only.getValue() == Only.TASKS
              ? Instant.MIN
              : known.calls().getLast().times().startedAt();
      known.tasks().stream()
          .filter(task -> !task.dueAt().isBefore(oldest))
          .forEach(task -> entries.add(new Entry(task.dueAt(), task(known, task, today))));
    }
    entries.sort(Comparator.comparing(Entry::at).reversed());
    list.removeAll();
    entries.forEach(entry -> list.add(entry.item()));
    none.setText(entries.isEmpty() ? getTranslation("timeline.none") : "");
    none.setVisible(entries.isEmpty());
    more.setVisible(!known.complete() && only.getValue() != Only.TASKS);
  }

  private ListItem call(Story known, CallEntry call, @Nullable CallNote note, LocalDate today) {
    String title =
        call.answered()
            ? getTranslation("timeline.talk", format.direction(call), format.talk(call))
            : format.direction(call) + ", " + format.result(call.result());
    return item(
        CallFormat.icon(call),
        call.missed() ? "hs-bad" : "",
        title,
        CallAddress.of(call.id()),
        format.when(call.times().startedAt(), today),
        note == null ? "" : note.text(),
        second(known, call, note, today));
  }

  private String second(Story known, CallEntry call, @Nullable CallNote note, LocalDate today) {
    var parts = new ArrayList<String>();
    parts.add(known.names().getOrDefault(call.user(), ""));
    CallNote.Result result = note == null ? null : note.result();
    if (result != null) {
      parts.add(format.noteResult(result));
    }
    MissedState state = known.missed().get(call.id());
    if (state != null) {
      String who = CallDesk.who(state).map(user -> known.names().getOrDefault(user, "")).orElse("");
      parts.add(format.missed(state, who, today));
    }
    return String.join(" · ", parts);
  }

  private ListItem task(Story known, CallTask task, LocalDate today) {
    UUID call = task.call();
    String state = getTranslation(task.open() ? "timeline.task" : "timeline.task.done");
    return item(
        "calendar-clock",
        "hs-calling",
        task.title(),
        call == null ? "tasks" : CallAddress.of(call),
        format.due(task.dueAt(), today),
        "",
        state + " · " + known.names().getOrDefault(task.owner(), ""));
  }

  private static ListItem item(
      String icon,
      String tone,
      String title,
      String address,
      String when,
      String text,
      String second) {
    var mark = new Span(Icons.of(icon));
    mark.addClassName("hs-jicon");
    if (!tone.isEmpty()) {
      mark.addClassName(tone);
    }
    var name = new Anchor(address, title);
    name.getElement().setAttribute("router-link", true);
    var time = new Span(when);
    time.addClassName("hs-row-time");
    var first = new Div(name, time);
    first.addClassName("hs-row-1");
    var last = new Div(second);
    last.addClassName("hs-second");
    var body = new Div(first);
    body.addClassName("hs-tl");
    if (!text.isBlank()) {
      body.add(new Paragraph(text));
    }
    body.add(last);
    return new ListItem(mark, body);
  }

  private void waiting() {
    if (story == null) {
      none.setText(getTranslation("calls.loading"));
      none.setVisible(true);
    }
  }

  private void failed() {
    none.setText(getTranslation("calls.failed"));
    none.setVisible(true);
    more.setVisible(false);
  }
}
