package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.shell.Icons;
import java.util.ArrayList;
import java.util.List;

/** The numbers and addresses of a record, a line for each. */
class NumberRows extends Div {
  private final List<Row> rows = new ArrayList<>();
  private final Div lines = new Div();
  private final Runnable changed;

  /**
   * @param changed runs whenever the reader changed something
   */
  NumberRows(List<Communication> numbers, Runnable changed) {
    this.changed = changed;
    addClassName("hs-numberrows");
    var heading = new H2(getTranslation("directory.numbers"));
    var add = new Button(getTranslation("directory.number.add"), Icons.of("plus"));
    add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    add.addClickListener(_ -> {
      addRow(new Communication(NumberType.MOBILE, "", false)).number.focus();
      changed.run();
    });
    var head = new Div(heading, add);
    head.addClassName("hs-field-head");
    add(head, lines);
    numbers.forEach(this::addRow);
    if (numbers.isEmpty()) {
      addRow(new Communication(NumberType.MOBILE, "", false));
    }
  }

  List<Communication> read() {
    return rows.stream()
        .map(row ->
            new Communication(row.type.getValue(), row.number.getValue(), row.old.getValue()))
        .toList();
  }

  void clearMarks() {
    rows.forEach(row -> row.number.setInvalid(false));
  }

  /**
   * Says what is wrong beside the last line with that number.
   *
   * @return whether there is such a line
   */
  boolean mark(String typed, String sentence) {
    for (Row row : rows.reversed()) {
      if (row.number.getValue().strip().equals(typed) && !row.number.isInvalid()) {
        row.number.setErrorMessage(sentence);
        row.number.setInvalid(true);
        return true;
      }
    }
    return false;
  }

  private Row addRow(Communication number) {
    var row = new Row(number);
    rows.add(row);
    lines.add(row);
    return row;
  }

  private final class Row extends Div {
    private final Select<NumberType> type = new Select<>();
    private final TextField number = new TextField();
    private final Checkbox old = new Checkbox();

    Row(Communication shown) {
      addClassName("hs-numberrow");
      type.setAriaLabel(getTranslation("directory.number.type"));
      type.setItems(NumberType.values());
      type.setItemLabelGenerator(one -> NumberTypes.word(one, this));
      type.setValue(shown.type());
      number.setAriaLabel(getTranslation("directory.number"));
      number.setValue(shown.typed());
      old.setLabel(getTranslation("directory.number.outdated"));
      old.setValue(shown.outOfDate());
      var remove = new Button(Icons.of("trash-2"));
      remove.addThemeVariants(ButtonVariant.TERTIARY);
      remove.addThemeNames("icon");
      String label =
          shown.typed().isEmpty()
              ? getTranslation("directory.number.remove")
              : getTranslation("directory.number.remove.who", shown.typed());
      remove.setAriaLabel(label);
      remove.setTooltipText(label);
      remove.addClickListener(_ -> {
        rows.remove(this);
        lines.remove(this);
        changed.run();
      });
      type.addValueChangeListener(_ -> changed.run());
      number.addValueChangeListener(_ -> changed.run());
      old.addValueChangeListener(_ -> changed.run());
      add(type, number, old, remove);
    }
  }
}
