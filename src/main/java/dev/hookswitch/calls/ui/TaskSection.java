package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.Tasks.Draft;
import dev.hookswitch.calls.ui.CallDesk.Story;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be done after a call. */
class TaskSection extends Section {
  private final CallDesk desk;
  private final Person viewer;
  private final UUID call;
  private final CallFormat format;
  private final Clock clock;
  private final Deed deed;
  private final UnorderedList list = new UnorderedList();
  private String who = "";
  private @Nullable RecordRef about;

  TaskSection(
      CallDesk desk, Person viewer, UUID call, UiMailbox mailbox, CallFormat format, Clock clock) {
    this.desk = desk;
    this.viewer = viewer;
    this.call = call;
    this.format = format;
    this.clock = clock;
    this.deed = new Deed(this, mailbox);
    addClassNames("hs-sec", "hs-followup");
    list.addClassName("hs-tasks");
    var add = new Button(getTranslation("callp.task.add"), Icons.of("plus"), _ -> begin());
    add.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    add(new H2(getTranslation("callp.tasks")), list, add);
  }

  void show(Story story) {
    who = CallSubject.of(story.call(), story.links(), format).name();
    about =
        story.links().stream().findFirst().map(CallLink::record).map(one -> one.ref()).orElse(null);
    LocalDate today = LocalDate.now(clock.withZone(format.zone()));
    list.removeAll();
    story
        .tasks()
        .forEach(task ->
            list.add(
                new TaskItem(
                    task, story.name(task.owner()), format, today, desk.tasks(), viewer, deed)));
    list.setVisible(!story.tasks().isEmpty());
  }

  private void begin() {
    new TaskDialog(
            format,
            getTranslation("callp.task.title", who),
            LocalDate.now(clock.withZone(format.zone())),
            (title, due) ->
                deed.run(() ->
                    desk.tasks().create(viewer, new Draft(title, due, viewer.id(), call, about))))
        .open();
  }
}
