package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.DirectoryRefused.Field;
import dev.hookswitch.directory.DirectoryRefused.Problem;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All fields of a record. */
class RecordForm extends Div {
  private final String kind;
  private final TextField name = new TextField();
  private final TextField jobTitle = new TextField();
  private final TextField city = new TextField();
  private final RecordPicker account;
  private final RecordPicker contact;
  private final ComboBox<Person> owner = new ComboBox<>();
  private final TextArea description = new TextArea();
  private final NumberRows numbers;
  private final Div complaints = new Div();
  private final Map<Field, HasValidationProperties> fields = new EnumMap<>(Field.class);

  /**
   * @param owners everybody who may own a record
   * @param changed runs whenever the reader changed something
   */
  RecordForm(
      Directory directory,
      UiMailbox mailbox,
      RecordDetails details,
      List<Person> owners,
      Runnable changed) {
    this.kind = details.kind();
    this.account = new RecordPicker(directory, RecordRef.ACCOUNT, mailbox);
    this.contact = new RecordPicker(directory, RecordRef.CONTACT, mailbox);
    this.numbers = new NumberRows(details.communications(), changed);
    addClassName("hs-recordform");
    label(owners);
    fill(details, owners);
    boolean person = kind.equals(RecordRef.CONTACT) || kind.equals(RecordRef.LEAD);
    jobTitle.setVisible(person);
    contact.setVisible(!person && !kind.equals(RecordRef.ACCOUNT));
    account.setVisible(!kind.equals(RecordRef.ACCOUNT));
    var grid = new Div(name, jobTitle, account, contact, city, owner);
    grid.addClassName("hs-formgrid");
    complaints.getElement().setAttribute("role", "alert");
    add(grid, numbers, description, complaints);
    List.<HasValue<?, ?>>of(name, jobTitle, account, contact, city, owner, description)
        .forEach(field -> field.addValueChangeListener(_ -> changed.run()));
    fields.putAll(
        Map.of(
            Field.NAME, name,
            Field.JOB_TITLE, jobTitle,
            Field.ACCOUNT, account,
            Field.CONTACT, contact,
            Field.CITY, city,
            Field.OWNER, owner,
            Field.DESCRIPTION, description));
  }

  RecordDetails read() {
    Person chosen = owner.getValue();
    return new RecordDetails(
        kind,
        name.getValue(),
        chosen == null ? null : chosen.id(),
        account.getValue(),
        contact.getValue(),
        jobTitle.getValue(),
        city.getValue(),
        description.getValue(),
        numbers.read());
  }

  void clearMarks() {
    fields.values().forEach(field -> field.setInvalid(false));
    numbers.clearMarks();
    complaints.removeAll();
  }

  /** Each beside its field. */
  void show(List<Problem> problems) {
    for (Problem problem : problems) {
      String sentence = getTranslation(problem.reason().textKey());
      HasValidationProperties field = fields.get(problem.field());
      if (field != null) {
        field.setErrorMessage(sentence);
        field.setInvalid(true);
      } else if (!numbers.mark(problem.value(), sentence)) {
        complain(sentence);
      }
    }
  }

  /** Says what belongs to no field. */
  void complain(String sentence) {
    var note = new Div(Icons.of("circle-alert"), new Span(sentence));
    note.addClassNames("hs-note-card", "hs-bad");
    complaints.add(note);
  }

  private void label(List<Person> owners) {
    name.setLabel(getTranslation("directory.name"));
    name.setRequiredIndicatorVisible(true);
    name.setAutofocus(true);
    jobTitle.setLabel(getTranslation("directory.job"));
    account.setLabel(getTranslation("directory.account"));
    contact.setLabel(getTranslation("directory.contact"));
    city.setLabel(getTranslation("directory.city"));
    owner.setLabel(getTranslation("directory.owner"));
    owner.setItems(owners);
    owner.setItemLabelGenerator(Person::name);
    owner.setClearButtonVisible(true);
    description.setLabel(getTranslation("directory.description"));
    description.setMinHeight("96px");
  }

  private void fill(RecordDetails details, List<Person> owners) {
    name.setValue(details.name());
    jobTitle.setValue(details.jobTitle());
    account.setValue(details.account());
    contact.setValue(details.contact());
    city.setValue(details.city());
    owners.stream()
        .filter(one -> Objects.equals(one.id(), details.owner()))
        .findFirst()
        .ifPresent(owner::setValue);
    description.setValue(details.description());
  }
}
