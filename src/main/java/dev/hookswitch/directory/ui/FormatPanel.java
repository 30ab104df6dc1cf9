package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.hookswitch.directory.exchange.Column;
import dev.hookswitch.directory.exchange.FileFormat;
import dev.hookswitch.directory.exchange.FileFormat.Header;
import dev.hookswitch.directory.exchange.FileGuess;
import dev.hookswitch.shell.UiMailbox;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a file is to be understood: guessed, and correctable. Its first lines show the effect. */
class FormatPanel extends Div {
  private static final int LINES_SHOWN = 8;

  private final Path file;
  private final UiMailbox mailbox;
  private final Runnable unreadable;
  private final Select<Charset> charset = new Select<>();
  private final Select<Character> delimiter = new Select<>();
  private final Checkbox header = new Checkbox();
  private final Div preview = new Div();
  private final List<Select<Column>> columns = new ArrayList<>();
  private final boolean table;

  FormatPanel(Path file, FileFormat guess, UiMailbox mailbox, Runnable unreadable) {
    this.file = file;
    this.mailbox = mailbox;
    this.unreadable = unreadable;
    this.table = guess instanceof FileFormat.Csv;
    addClassName("hs-importformat");
    charset.setLabel(getTranslation("exchange.charset"));
    charset.setItems(FileGuess.CHARSETS);
    charset.setItemLabelGenerator(Charset::displayName);
    charset.setValue(guess.charset());
    delimiter.setLabel(getTranslation("exchange.delimiter"));
    delimiter.setItems(FileGuess.DELIMITERS);
    delimiter.setItemLabelGenerator(
        one -> one == '\t' ? getTranslation("exchange.delimiter.tab") : one.toString());
    header.setLabel(getTranslation("exchange.header"));
    preview.addClassName("hs-tablewrap");
    preview.getElement().setAttribute("tabindex", "0");
    preview.getElement().setAttribute("role", "region");
    preview.getElement().setAttribute("aria-label", getTranslation("exchange.preview"));
    if (guess instanceof FileFormat.Csv csv) {
      delimiter.setValue(csv.delimiter());
      header.setValue(csv.header() == Header.FIRST_LINE);
      var choices = new Div(charset, delimiter, header);
      choices.addClassName("hs-importchoices");
      charset.addValueChangeListener(_ -> read());
      delimiter.addValueChangeListener(_ -> read());
      header.addValueChangeListener(_ -> read());
      add(choices, preview);
      read();
    } else {
      var said = new Span(getTranslation("exchange.vcard"));
      said.addClassName("hs-second");
      var choices = new Div(charset, said);
      choices.addClassName("hs-importchoices");
      add(choices);
    }
  }

  FileFormat format() {
    return table
        ? new FileFormat.Csv(
            charset.getValue(),
            delimiter.getValue(),
            header.getValue() ? Header.FIRST_LINE : Header.NONE)
        : new FileFormat.VCard(charset.getValue());
  }

  List<Column> columns() {
    return columns.stream().map(Select::getValue).toList();
  }

  /** Whether it is known where names stand. */
  boolean hasName() {
    return !table
        || columns().stream()
            .anyMatch(
                one -> one == Column.NAME || one == Column.FIRST_NAME || one == Column.LAST_NAME);
  }

  private void read() {
    if (format() instanceof FileFormat.Csv csv) {
      mailbox.fetch(() -> FileGuess.firstLines(file, csv, LINES_SHOWN + 1), this::show, unreadable);
    }
  }

  private void show(List<List<String>> lines) {
    columns.clear();
    preview.removeAll();
    if (lines.isEmpty()) {
      unreadable.run();
      return;
    }
    boolean named = header.getValue();
    List<String> first = lines.getFirst();
    List<Column> guessed =
        named ? FileGuess.columns(first) : first.stream().map(_ -> Column.IGNORED).toList();
    var shown = new NativeTable();
    shown.addClassNames("hs-caps", "hs-importtable");
    var choices = new NativeTableRow();
    for (int i = 0; i < first.size(); i++) {
      String word = named ? first.get(i) : Integer.toString(i + 1);
      var choice = new Select<Column>();
      choice.setItems(Column.values());
      choice.setItemLabelGenerator(one -> getTranslation(one.textKey()));
      choice.setValue(guessed.get(i));
      choice.setAriaLabel(getTranslation("exchange.column.of", word));
      columns.add(choice);
      var over = new Span(word);
      over.addClassName("hs-second");
      var cell = new NativeTableHeaderCell(over, choice);
      cell.getElement().setAttribute("scope", "col");
      choices.add(cell);
    }
    shown.getHead().add(choices);
    var body = shown.getBody();
    for (List<String> line : lines.subList(named ? 1 : 0, lines.size())) {
      var row = new NativeTableRow();
      for (String field : line) {
        row.add(new NativeTableCell(field));
      }
      body.add(row);
    }
    preview.add(shown);
  }
}
