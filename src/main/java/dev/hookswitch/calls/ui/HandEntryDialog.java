package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.HandEntries.HandEntry;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A call that was made with another phone. */
class HandEntryDialog extends Dialog {
  private static final int LONGEST_NAME = 250;
  private static final int LONGEST_TALK = 24 * 60;
  private static final int USUAL_TALK = 5;

  private final CallFormat format;
  private final Clock clock;
  private final BiConsumer<HandEntry, String> save;
  private final Select<CallDirection> direction = new Select<>();
  private final TextField number = new TextField();
  private final TextField name = new TextField();
  private final DateTimePicker start = new DateTimePicker();
  private final IntegerField talk = new IntegerField();
  private final TextArea note = new TextArea();

  /**
   * @param save takes the call and its note, which may be blank
   */
  HandEntryDialog(CallFormat format, Clock clock, BiConsumer<HandEntry, String> save) {
    this.format = format;
    this.clock = clock;
    this.save = save;
    setHeaderTitle(getTranslation("calls.log"));
    setWidth("28rem");
    direction.setLabel(getTranslation("calls.direction"));
    direction.setItems(CallDirection.OUT, CallDirection.IN);
    direction.setItemLabelGenerator(
        one -> getTranslation("calls.dir." + one.name().toLowerCase(Locale.ROOT)));
    direction.setValue(CallDirection.OUT);
    number.setLabel(getTranslation("calls.col.number"));
    number.setErrorMessage(getTranslation("calls.log.number.form"));
    name.setLabel(getTranslation("calls.log.name"));
    name.setMaxLength(LONGEST_NAME);
    start.setLabel(getTranslation("callp.start"));
    start.setDatePickerI18n(format.calendar());
    start.setDateAriaLabel(getTranslation("task.due.day"));
    start.setTimeAriaLabel(getTranslation("task.due.time"));
    start.setLocale(format.clockLocale());
    start.setStep(Duration.ofMinutes(5));
    start.setValue(now().minusMinutes(USUAL_TALK));
    start.setErrorMessage(getTranslation("calls.log.start.future"));
    talk.setLabel(getTranslation("calls.log.minutes"));
    talk.setHelperText(getTranslation("calls.log.minutes.zero"));
    talk.setMin(0);
    talk.setMax(LONGEST_TALK);
    talk.setStepButtonsVisible(true);
    talk.setValue(USUAL_TALK);
    note.setLabel(getTranslation("callp.note"));
    note.setMaxLength(CallNote.MAX_LENGTH);
    var form = new Div(direction, number, name, start, talk, note);
    form.addClassName("hs-form");
    add(form);
    var cancel = new Button(getTranslation("calls.cancel"), _ -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    var keep = new Button(getTranslation("calls.save"), _ -> keep());
    keep.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(cancel, keep);
  }

  private void keep() {
    Optional<PhoneNumber> dialled =
        number.isEmpty() ? Optional.of(PhoneNumber.WITHHELD) : Numbers.dialable(number.getValue());
    LocalDateTime began = start.getValue();
    Integer minutes = talk.getValue();
    number.setInvalid(dialled.isEmpty() || number.isEmpty() && name.isEmpty());
    start.setInvalid(began == null || began.isAfter(now().plusMinutes(1)));
    talk.setInvalid(minutes == null || minutes < 0 || minutes > LONGEST_TALK);
    if (number.isInvalid() || start.isInvalid() || talk.isInvalid()) {
      return;
    }
    close();
    save.accept(
        new HandEntry(
            direction.getValue(),
            new Party(dialled.orElseThrow(), name.getValue().strip()),
            began.atZone(format.zone()).toInstant(),
            Duration.ofMinutes(minutes)),
        note.getValue());
  }

  private LocalDateTime now() {
    return LocalDateTime.now(clock.withZone(format.zone())).truncatedTo(ChronoUnit.MINUTES);
  }
}
