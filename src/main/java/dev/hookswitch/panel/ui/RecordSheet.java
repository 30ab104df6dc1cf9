package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.listbox.ListBox;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.shell.Icons;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Looks for a record by its name, for a call to be linked to. */
class RecordSheet extends Div {
  private static final int TYPING_PAUSE_MILLIS = 150;

  private final Span title = new Span();
  private final TextField query = new TextField();
  private final ListBox<RecordSummary> found = new ListBox<>();
  private final Span nothing = new Span();
  private final BiConsumer<String, Consumer<List<RecordSummary>>> search;
  private Consumer<RecordRef> chosen = _ -> {};

  /**
   * @param search looks records up by the text typed; an answer that comes too late is never given
   */
  RecordSheet(BiConsumer<String, Consumer<List<RecordSummary>>> search, Runnable close) {
    this.search = search;
    addClassName("hs-sheet");
    title.addClassName("hs-sheet-title");
    var shut = new Button(Icons.of("x"), _ -> close.run());
    shut.setAriaLabel(getTranslation("cmd.close"));
    shut.addThemeNames("tertiary", "icon");
    shut.getElement().setAttribute("aria-keyshortcuts", "Escape");
    var head = new Div(title, shut);
    head.addClassName("hs-sheet-head");
    getElement().setAttribute("role", "group");
    query.addClassName("hs-target");
    query.setLabel(getTranslation("record.find"));
    query.setPrefixComponent(Icons.of("search"));
    query.setClearButtonVisible(true);
    query.setValueChangeMode(ValueChangeMode.LAZY);
    query.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
    query.addValueChangeListener(change -> look(change.getValue()));
    query.addKeyDownListener(Key.ARROW_DOWN, _ -> found.getElement().callJsFunction("focus"));
    found.addClassName("hs-people");
    found.setAriaLabel(getTranslation("search.results"));
    found.setRenderer(new ComponentRenderer<>(RecordSheet::row));
    found.addValueChangeListener(change -> {
      if (change.isFromClient() && change.getValue() != null) {
        chosen.accept(change.getValue().ref());
      }
    });
    nothing.addClassName("hs-second");
    nothing.getElement().setAttribute("role", "status");
    add(head, query, nothing, found);
  }

  private static Div row(RecordSummary record) {
    var name = new Span(record.name());
    name.addClassName("hs-row-name");
    var second = new Span(record.second());
    second.addClassName("hs-second");
    var words = new Span(name, new Span(" "), second);
    words.addClassName("hs-row-text");
    var row = new Div(words);
    row.addClassName("hs-person");
    return row;
  }

  /**
   * Begins anew.
   *
   * @param what the title
   * @param then gets the record that the agent chooses
   */
  void begin(String what, Consumer<RecordRef> then) {
    chosen = then;
    title.setText(what);
    getElement().setAttribute("aria-label", what);
    query.clear();
    show("", List.of());
    query.focus();
  }

  private void look(String text) {
    search.accept(text, records -> show(text, records));
  }

  private void show(String text, List<RecordSummary> records) {
    found.setItems(records);
    Shown.set(found, !records.isEmpty());
    boolean vain = records.isEmpty() && !text.isBlank();
    nothing.setText(vain ? getTranslation("history.nothing", text) : "");
  }
}
