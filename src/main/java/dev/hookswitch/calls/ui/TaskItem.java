package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.calls.CallAddress;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.Icons;
import java.time.LocalDate;
import java.util.UUID;

/** A task in a list: ticked when it is done, changed by its pencil. */
class TaskItem extends ListItem {
  private final CallTask task;
  private final CallFormat format;
  private final LocalDate today;
  private final Tasks tasks;
  private final Person viewer;
  private final Deed deed;

  /**
   * @param owner name of whose task it is; empty where only one's own are shown
   */
  TaskItem(
      CallTask task,
      String owner,
      CallFormat format,
      LocalDate today,
      Tasks tasks,
      Person viewer,
      Deed deed) {
    this.task = task;
    this.format = format;
    this.today = today;
    this.tasks = tasks;
    this.viewer = viewer;
    this.deed = deed;
    addClassName("hs-task");
    var done = new Checkbox();
    done.setAriaLabel(getTranslation("task.done.who", task.title()));
    done.setValue(!task.open());
    done.addValueChangeListener(ticked -> {
      if (ticked.isFromClient()) {
        tick(ticked.getValue());
      }
    });
    var title = new Span(task.title());
    title.addClassName(task.open() ? "hs-task-title" : "hs-task-done");
    var second = new Div(due());
    second.addClassName("hs-second");
    if (!owner.isEmpty()) {
      second.add(new Span(owner));
    }
    RecordSummary record = task.record();
    if (record != null) {
      second.add(link(RecordAddress.of(record.ref()), record.name()));
    }
    UUID call = task.call();
    if (call != null && owner.isEmpty()) {
      second.add(link(CallAddress.of(call), getTranslation("task.call")));
    }
    var text = new Div(title, second);
    text.addClassName("hs-row-text");
    var edit = new Button(Icons.of("pencil"), _ -> edit());
    edit.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    edit.addThemeNames("icon");
    edit.setAriaLabel(getTranslation("task.edit.who", task.title()));
    edit.setTooltipText(getTranslation("task.edit"));
    add(done, text, edit);
  }

  private Span due() {
    String when = format.due(task.dueAt(), today);
    boolean late = task.open() && format.day(task.dueAt()).isBefore(today);
    var due = new Span(late ? getTranslation("task.overdue", when) : when);
    due.addClassName("hs-num");
    if (late) {
      due.addClassName("hs-missed-word");
    }
    return due;
  }

  private static Anchor link(String address, String text) {
    var link = new Anchor(address, text);
    link.getElement().setAttribute("router-link", true);
    return link;
  }

  private void tick(boolean done) {
    UUID id = task.id();
    if (done) {
      deed.run(
          () -> tasks.complete(viewer, id),
          () ->
              deed.say(
                  getTranslation("task.completed", task.title()), () -> tasks.reopen(viewer, id)));
    } else {
      deed.run(() -> tasks.reopen(viewer, id));
    }
  }

  private void edit() {
    var dialog =
        new TaskDialog(
            format,
            task,
            today,
            (title, due) ->
                deed.run(() -> tasks.change(viewer, task.id(), task.version(), title, due)));
    dialog.onRemove(() -> deed.run(() -> tasks.remove(viewer, task.id())));
    dialog.open();
  }
}
