package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.shell.Icons;
import java.util.function.BiConsumer;

/** A new contact or account for the number that calls, with its name alone: the rest has time. */
class NewRecordSheet extends Div {
  private final Span title = new Span();
  private final TextField name = new TextField();
  private final Span number = new Span();
  private final BiConsumer<String, String> create;
  private String kind = RecordRef.CONTACT;

  /**
   * @param create gets kind and name
   */
  NewRecordSheet(BiConsumer<String, String> create, Runnable close) {
    this.create = create;
    addClassName("hs-sheet");
    getElement().setAttribute("role", "group");
    title.addClassName("hs-sheet-title");
    var shut = new Button(Icons.of("x"), _ -> close.run());
    shut.setAriaLabel(getTranslation("cmd.close"));
    shut.addThemeNames("tertiary", "icon");
    shut.getElement().setAttribute("aria-keyshortcuts", "Escape");
    var head = new Div(title, shut);
    head.addClassName("hs-sheet-head");
    name.setLabel(getTranslation("record.name"));
    name.setWidthFull();
    name.setRequiredIndicatorVisible(true);
    name.addKeyPressListener(Key.ENTER, _ -> save());
    number.addClassName("hs-second");
    var save = new Button(getTranslation("record.create"), Icons.of("check"), _ -> save());
    save.addThemeNames("primary");
    var foot = new Div(save);
    foot.addClassName("hs-sheet-foot");
    add(head, name, number, foot);
  }

  /**
   * Begins anew.
   *
   * @param newKind contact or account
   * @param proposal what the phone system calls the other side; may be empty
   */
  void begin(String newKind, String proposal, String itsNumber) {
    kind = newKind;
    String what =
        getTranslation(
            newKind.equals(RecordRef.CONTACT) ? "who.createContact" : "who.createAccount");
    title.setText(what);
    getElement().setAttribute("aria-label", what);
    name.setInvalid(false);
    name.setValue(proposal);
    number.setText(getTranslation("record.withNumber", itsNumber));
    name.focus();
  }

  /** Says at the field why the name was not taken. */
  void refuse(String why) {
    name.setErrorMessage(why);
    name.setInvalid(true);
    name.focus();
  }

  private void save() {
    String typed = name.getValue().strip();
    if (typed.isEmpty()) {
      refuse(getTranslation("record.name.missing"));
    } else {
      create.accept(kind, typed);
    }
  }
}
