package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.shell.UiMailbox;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a record of any kind by its name or number. What was typed is looked up beside the page's
 * lock: until the answer is there the list is empty.
 */
class RecordSearch extends ComboBox<RecordSummary> {
  private static final int MOST_CHOICES = 20;

  private final Directory directory;
  private final UiMailbox mailbox;
  private final CallbackDataProvider<RecordSummary, String> choices;
  private @Nullable String asked;
  private List<RecordSummary> found = List.of();

  RecordSearch(Directory directory, UiMailbox mailbox) {
    this.directory = directory;
    this.mailbox = mailbox;
    setItemLabelGenerator(RecordSummary::name);
    setRenderer(new ComponentRenderer<>(RecordSearch::line));
    setClearButtonVisible(true);
    setPlaceholder(getTranslation("calls.record.find"));
    choices =
        new CallbackDataProvider<>(
            query -> look(query).skip(query.getOffset()).limit(query.getLimit()),
            query -> (int) look(query).count(),
            RecordSummary::ref);
    setDataProvider(choices, text -> text);
  }

  private Stream<RecordSummary> look(Query<RecordSummary, String> query) {
    String text = query.getFilter().orElse("").strip();
    if (!text.equals(asked)) {
      asked = text;
      found = List.of();
      mailbox.fetch(
          () -> directory.search(text, List.of(), MOST_CHOICES),
          answer -> {
            if (text.equals(asked)) {
              found = answer;
              choices.refreshAll();
            }
          });
    }
    return found.stream();
  }

  private static Div line(RecordSummary one) {
    var second = new Span(one.second());
    second.addClassName("hs-second");
    var line = new Div(new Span(one.name()), second);
    line.addClassName("hs-choice");
    return line;
  }
}
