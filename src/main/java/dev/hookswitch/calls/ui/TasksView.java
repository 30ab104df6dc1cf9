package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.TaskNews;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.calls.Tasks.Draft;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.Reading;
import dev.hookswitch.shell.Skeleton;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tasks of the user: what is overdue, what is due today, what comes later, what was done. */
@Route(value = "tasks", layout = MainLayout.class)
@PermitAll
class TasksView extends Div implements HasDynamicTitle {
  /** Nobody looks through more than these. */
  private static final int MOST_OPEN = 500;

  private static final int MOST_DONE = 50;

  private enum Group {
    OVERDUE,
    TODAY,
    LATER
  }

  private record Mine(List<CallTask> open, List<CallTask> done) {}

  private final Tasks tasks;
  private final TaskNews news;
  private final Clock clock;
  private final Person viewer = SignedIn.person();
  private final UiMailbox mailbox = UiMailbox.of(UI.getCurrent());
  private final Deed deed = new Deed(this, mailbox);
  private final CallFormat format = CallFormat.of(this, UI.getCurrent());
  private final Reading reading = new Reading(this, mailbox, this::waiting, this::failed);
  private final Div content = new Div();

  TasksView(Tasks tasks, TaskNews news, Clock clock) {
    this.tasks = tasks;
    this.news = news;
    this.clock = clock;
    addClassName("hs-page");
    content.addClassName("hs-tasklist");
    add(head(), content);
  }

  @Override
  public String getPageTitle() {
    return getTranslation("task.mine");
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    var subscription =
        news.subscribe(change -> {
          if (change.owner().equals(viewer.id())) {
            mailbox.post(() -> reading.again(this::read));
          }
        });
    addDetachListener(gone -> {
      subscription.cancel();
      gone.unregisterListener();
    });
    read();
  }

  private Component head() {
    var add = new Button(getTranslation("task.new"), Icons.of("plus"), _ -> begin());
    var space = new Span();
    space.addClassName("hs-grow");
    var head = new Header(new H1(getTranslation("task.mine")), space, add);
    head.addClassName("hs-head");
    return head;
  }

  private void read() {
    reading.ask(
        () -> new Mine(tasks.open(viewer, MOST_OPEN), tasks.done(viewer, MOST_DONE)), this::show);
  }

  private void show(Mine mine) {
    LocalDate today = today();
    content.removeAll();
    if (mine.open().isEmpty()) {
      content.add(nothing());
    }
    Map<Group, List<CallTask>> groups =
        mine.open().stream()
            .collect(
                Collectors.groupingBy(
                    task -> group(task, today), TreeMap::new, Collectors.toList()));
    groups.forEach((group, members) ->
        content.add(section("task.group." + CallFormat.key(group), members, today)));
    if (!mine.done().isEmpty()) {
      content.add(section("task.group.done", mine.done(), today));
    }
  }

  private Section section(String heading, List<CallTask> members, LocalDate today) {
    var list = new UnorderedList();
    list.addClassName("hs-tasks");
    members.forEach(task -> list.add(new TaskItem(task, "", format, today, tasks, viewer, deed)));
    var section = new Section(new H2(getTranslation(heading)), list);
    section.addClassName("hs-sec");
    return section;
  }

  private Group group(CallTask task, LocalDate today) {
    LocalDate due = format.day(task.dueAt());
    if (due.equals(today)) {
      return Group.TODAY;
    }
    return due.isBefore(today) ? Group.OVERDUE : Group.LATER;
  }

  private void begin() {
    new TaskDialog(
            format,
            "",
            today(),
            (title, due) ->
                deed.run(
                    () -> tasks.create(viewer, new Draft(title, due, viewer.id(), null, null))))
        .open();
  }

  private Component nothing() {
    return instead("list-checks", "task.none", "task.none.hint");
  }

  private void waiting() {
    if (content.getComponentCount() == 0) {
      var progress = new ProgressBar();
      progress.setIndeterminate(true);
      progress.getElement().setAttribute("aria-label", getTranslation("task.loading"));
      content.add(progress, Skeleton.rows());
    }
  }

  private void failed() {
    var again = new Button(getTranslation("calls.failed.again"), _ -> read());
    again.addThemeVariants(ButtonVariant.PRIMARY);
    Div place = instead("triangle-alert", "task.failed", "calls.failed.hint");
    place.add(again);
    content.removeAll();
    content.add(place);
  }

  private Div instead(String icon, String title, String hint) {
    var head = new Span(getTranslation(title));
    head.getElement().setAttribute("role", "status");
    head.getStyle().setFontWeight("600");
    var second = new Span(getTranslation(hint));
    second.addClassName("hs-second");
    var place = new Div(Icons.of(icon), head, second);
    place.addClassName("hs-empty");
    return place;
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(format.zone()));
  }
}
