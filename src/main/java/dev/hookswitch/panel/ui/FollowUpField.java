package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.hookswitch.calls.CallTask;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What is to be done after a call: a day, and in a few words what. */
class FollowUpField {
  private static final int TYPING_PAUSE_MILLIS = 600;
  private static final LocalTime IN_THE_MORNING = LocalTime.of(9, 0);

  /** What the agent decided. */
  interface Listener {
    void plan(String title, Instant due);

    void drop();
  }

  private final DatePicker day = new DatePicker();
  private final TextField title = new TextField();
  private final Listener listener;
  private final ZoneId zone;
  private String suggested = "";
  private @Nullable CallTask shown;

  FollowUpField(Div host, ZoneId zone, Listener listener) {
    this.listener = listener;
    this.zone = zone;
    day.setLabel(host.getTranslation("call.followUp"));
    day.setPlaceholder(host.getTranslation("call.followUp.due"));
    day.setClearButtonVisible(true);
    // A calendar that opens while one types would hide the call from a screen reader.
    day.setAutoOpen(false);
    day.setI18n(
        new DatePicker.DatePickerI18n()
            .setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy")
            .setFirstDayOfWeek(1));
    host.getUI().ifPresent(ui -> day.setLocale(ui.getLocale()));
    day.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        changed();
      }
    });
    title.setLabel(host.getTranslation("call.followUp.what"));
    title.setMaxLength(250);
    title.setWidthFull();
    title.setValueChangeMode(ValueChangeMode.LAZY);
    title.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
    title.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        changed();
      }
    });
  }

  DatePicker day() {
    return day;
  }

  TextField title() {
    return title;
  }

  /**
   * @param task null when nothing is to be done
   * @param words proposed for a task without words
   */
  void show(@Nullable CallTask task, String words) {
    suggested = words;
    if (task != null && task.equals(shown)) {
      return;
    }
    shown = task;
    day.setValue(task == null ? null : LocalDate.ofInstant(task.dueAt(), zone));
    title.setValue(task == null ? "" : task.title());
    Shown.set(title, task != null);
  }

  private void changed() {
    LocalDate date = day.getValue();
    if (date == null) {
      listener.drop();
      return;
    }
    String words = title.getValue().isBlank() ? suggested : title.getValue().strip();
    Instant due =
        shown != null && date.equals(LocalDate.ofInstant(shown.dueAt(), zone))
            ? shown.dueAt()
            : date.atTime(IN_THE_MORNING).atZone(zone).toInstant();
    listener.plan(words, due);
  }
}
