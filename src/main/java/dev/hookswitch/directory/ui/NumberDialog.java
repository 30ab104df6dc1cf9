package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.shell.UiMailbox;

/** Asks for one more number of a record. */
class NumberDialog extends Dialog {
  private final TextField number = new TextField();
  private final Select<NumberType> type = new Select<>();
  private final Runnable added;

  /**
   * @param added runs when the record has the number
   */
  NumberDialog(Directory directory, RecordRef record, UiMailbox mailbox, Runnable added) {
    this.added = added;
    setHeaderTitle(getTranslation("directory.number.add"));
    setWidth("26rem");
    number.setLabel(getTranslation("directory.number"));
    number.setAutofocus(true);
    type.setLabel(getTranslation("directory.number.type"));
    type.setItems(NumberType.values());
    type.setItemLabelGenerator(one -> NumberTypes.word(one, this));
    type.setValue(NumberType.MOBILE);
    var fields = new Div(number, type);
    fields.addClassName("hs-two");
    add(fields);
    var cancel = new Button(getTranslation("directory.cancel"), _ -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    var save = new Button(getTranslation("directory.number.add"));
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.addClickShortcut(Key.ENTER).listenOn(this);
    save.addClickListener(_ -> {
      String typed = number.getValue();
      NumberType chosen = type.getValue();
      mailbox.fetch(
          () -> Attempt.of(() -> directory.addNumber(record, typed, chosen)),
          this::answer,
          () -> refuse("directory.unsaved"));
    });
    getFooter().add(cancel, save);
  }

  private void answer(Attempt<Boolean> attempt) {
    switch (attempt) {
      case Attempt.Done<Boolean>(Boolean wasAdded) -> {
        if (wasAdded) {
          close();
          added.run();
        } else {
          refuse("directory.problem.number_twice");
        }
      }
      case Attempt.Refused<Boolean>(var problems) -> refuse(problems.getFirst().reason().textKey());
      case Attempt.Overtaken<Boolean> _ -> refuse("directory.overtaken");
      case Attempt.Denied<Boolean> _ -> refuse("directory.denied");
    }
  }

  private void refuse(String key) {
    number.setErrorMessage(getTranslation(key));
    number.setInvalid(true);
  }
}
