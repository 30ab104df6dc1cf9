package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.shell.UiMailbox;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a record of one kind by its name or number. What was typed is looked up beside the page's
 * lock: until the answer is there the list is empty.
 */
class RecordPicker extends ComboBox<RecordSummary> {
  private static final int MOST_CHOICES = 30;

  private final Directory directory;
  private final String kind;
  private final UiMailbox mailbox;
  private final CallbackDataProvider<RecordSummary, String> choices;
  private @Nullable String asked;
  private List<RecordSummary> found = List.of();

  RecordPicker(Directory directory, String kind, UiMailbox mailbox) {
    this.directory = directory;
    this.kind = kind;
    this.mailbox = mailbox;
    setItemLabelGenerator(RecordSummary::name);
    setRenderer(new ComponentRenderer<>(RecordPicker::line));
    setClearButtonVisible(true);
    choices = new CallbackDataProvider<>(this::fetch, this::count, RecordSummary::ref);
    setDataProvider(choices, text -> text);
  }

  private Stream<RecordSummary> fetch(Query<RecordSummary, String> query) {
    look(query.getFilter().orElse(""));
    return found.stream().skip(query.getOffset()).limit(query.getLimit());
  }

  private int count(Query<RecordSummary, String> query) {
    look(query.getFilter().orElse(""));
    return found.size();
  }

  private void look(String text) {
    if (text.equals(asked)) {
      return;
    }
    asked = text;
    found = List.of();
    mailbox.fetch(
        () ->
            directory.page(kind, text, null, MOST_CHOICES).stream()
                .map(DirectoryRecord::summary)
                .toList(),
        answer -> {
          if (text.equals(asked)) {
            found = answer;
            choices.refreshAll();
          }
        });
  }

  private static Div line(RecordSummary one) {
    var second = new Span(one.second());
    second.addClassName("hs-second");
    var line = new Div(new Span(one.name()), second);
    line.addClassName("hs-choice");
    return line;
  }
}
