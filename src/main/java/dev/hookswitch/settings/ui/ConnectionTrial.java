package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.settings.ConnectionTests;
import dev.hookswitch.settings.ConnectionTests.Result;
import dev.hookswitch.settings.LineDetails;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A button that signs in with what a form holds, and what came of it. */
class ConnectionTrial extends Div {
  private final ConnectionTests tests;
  private final Person actor = SignedIn.person();
  private final @Nullable LineId known;
  private final Supplier<Optional<LineDetails>> form;
  private final UnaryOperator<String> systemName;
  private final Button button;
  private final Div results = new Div();

  /**
   * @param known the stored line whose secrets count where the form has none; null for a new one
   * @param form what it holds; empty when it has marked what is missing
   */
  ConnectionTrial(
      ConnectionTests tests,
      @Nullable LineId known,
      Supplier<Optional<LineDetails>> form,
      UnaryOperator<String> systemName) {
    this.tests = tests;
    this.known = known;
    this.form = form;
    this.systemName = systemName;
    addClassName("hs-test");
    button = new Button(getTranslation("admin.test"), Icons.of("activity"), _ -> begin());
    button.setDisableOnClick(true);
    results.getElement().setAttribute("role", "status");
    add(button, results);
  }

  private void begin() {
    Optional<LineDetails> typed = form.get();
    if (typed.isEmpty()) {
      button.setEnabled(true);
      return;
    }
    LineDetails details = typed.get();
    say(getTranslation("admin.test.running"));
    UiMailbox.of(UI.getCurrent())
        .fetch(
            () -> tests.test(actor, known, details),
            came -> show(came, systemName.apply(details.system())),
            () -> {
              say(getTranslation("admin.test.failed"));
              button.setEnabled(true);
            });
  }

  private void say(String sentence) {
    results.removeAll();
    results.add(new Span(sentence));
  }

  private void show(List<Result> came, String system) {
    var list = new UnorderedList();
    list.addClassName("hs-list");
    came.forEach(result -> list.add(item(result, system)));
    results.removeAll();
    results.add(list);
    button.setEnabled(true);
  }

  private ListItem item(Result result, String system) {
    String connection =
        result.setting().isEmpty() ? system : getTranslation("connection." + result.setting());
    var name =
        new Span(getTranslation(result.good() ? "admin.test.good" : "admin.test.bad", connection));
    var text = new Div(name);
    text.addClassName("hs-row-text");
    if (result.loss() != null) {
      text.add(second(LossTexts.of(this, result.loss(), system)));
      if (!result.detail().isBlank()) {
        text.add(second(getTranslation("admin.test.detail", LossTexts.brief(result.detail()))));
      }
    }
    var item = new ListItem(Icons.of(result.good() ? "circle-check" : "circle-x"), text);
    item.addClassName(result.good() ? "hs-talk" : "hs-bad");
    return item;
  }

  private static Span second(String words) {
    var second = new Span(words);
    second.addClassName("hs-second");
    return second;
  }
}
