package dev.hookswitch.directory;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.hookswitch.shell.UiMailbox;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a record by what is typed. That is looked up beside the page's lock: until the answer is
 * there the list is empty. Used with the page's lock.
 */
public class RecordChooser extends ComboBox<RecordSummary> {
  private final transient UiMailbox mailbox;
  private final transient Function<String, List<RecordSummary>> records;
  private final transient CallbackDataProvider<RecordSummary, String> choices;
  private @Nullable String asked;
  private transient List<RecordSummary> found = List.of();

  /**
   * @param records looks up what was typed; called on a thread of its own
   */
  public RecordChooser(UiMailbox mailbox, Function<String, List<RecordSummary>> records) {
    this.mailbox = mailbox;
    this.records = records;
    setItemLabelGenerator(RecordSummary::name);
    setRenderer(new ComponentRenderer<>(RecordChooser::line));
    setClearButtonVisible(true);
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
          () -> records.apply(text),
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
