package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.function.BiConsumer;

/** Title and due date of a task, new or known. */
class TaskDialog extends Dialog {
  /** When a task is due of which nobody says when. */
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private final TextField title = new TextField();
  private final DateTimePicker due = new DateTimePicker();
  private final CallFormat format;
  private final BiConsumer<String, Instant> save;

  /** A new task, due tomorrow morning. */
  TaskDialog(
      CallFormat format, String proposal, LocalDate today, BiConsumer<String, Instant> save) {
    this(format, proposal, today.plusDays(1).atTime(MORNING), "task.new", save);
  }

  TaskDialog(CallFormat format, CallTask task, LocalDate today, BiConsumer<String, Instant> save) {
    this(
        format,
        task.title(),
        task.dueAt().atZone(format.zone()).toLocalDateTime(),
        "task.edit",
        save);
  }

  private TaskDialog(
      CallFormat format,
      String proposal,
      LocalDateTime at,
      String heading,
      BiConsumer<String, Instant> save) {
    this.format = format;
    this.save = save;
    setHeaderTitle(getTranslation(heading));
    setWidth("26rem");
    title.setLabel(getTranslation("task.title"));
    title.setRequiredIndicatorVisible(true);
    title.setMaxLength(Tasks.LONGEST_TITLE);
    title.setValue(proposal);
    title.setWidthFull();
    title.setErrorMessage(getTranslation("task.title.missing"));
    title.addKeyPressListener(Key.ENTER, _ -> keep());
    due.setLabel(getTranslation("task.due"));
    due.setDatePickerI18n(format.calendar());
    due.setDateAriaLabel(getTranslation("task.due.day"));
    due.setTimeAriaLabel(getTranslation("task.due.time"));
    due.setLocale(format.clockLocale());
    due.setStep(Duration.ofMinutes(15));
    due.setValue(at);
    due.setWidthFull();
    add(title, due);
    var cancel = new Button(getTranslation("calls.cancel"), _ -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    var keep = new Button(getTranslation("calls.save"), _ -> keep());
    keep.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(cancel, keep);
    addOpenedChangeListener(change -> {
      if (change.isOpened()) {
        title.focus();
      }
    });
  }

  /** Offers to remove the task. */
  void onRemove(Runnable remove) {
    var button =
        new Button(
            getTranslation("task.remove"),
            _ -> {
              close();
              remove.run();
            });
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
    button.getStyle().setMarginRight("auto");
    getFooter().addComponentAsFirst(button);
  }

  private void keep() {
    boolean named = !title.getValue().isBlank();
    title.setInvalid(!named);
    LocalDateTime at = due.getValue();
    if (named && at != null) {
      close();
      save.accept(title.getValue(), at.atZone(format.zone()).toInstant());
    }
  }
}
