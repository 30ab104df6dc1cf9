package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.shell.Icons;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of the call on the stage, or of the last one. */
class ThisCall extends Div {
  private final DescriptionList.Description who = new DescriptionList.Description();
  private final DescriptionList.Description number = new DescriptionList.Description();
  private final DescriptionList.Description line = new DescriptionList.Description();
  private final DescriptionList.Description digits = new DescriptionList.Description();
  private final Anchor page = new Anchor();
  private final Div facts = new Div();
  private final Div empty = new Div();
  private @Nullable UUID shown;

  ThisCall() {
    addClassName("hs-this");
    var list = new DescriptionList();
    list.addClassName("hs-facts");
    list.add(
        fact("call.fact.who", who),
        fact("call.fact.number", number),
        fact("call.fact.line", line),
        fact("call.fact.digits", digits));
    page.setText(getTranslation("call.page"));
    page.getElement().setAttribute("router-link", true);
    facts.add(list, page);
    facts.addClassName("hs-this-facts");
    var title = new Span(getTranslation("call.none"));
    title.addClassName("hs-empty-title");
    var hint = new Span(getTranslation("call.none.hint"));
    hint.addClassName("hs-second");
    empty.add(Icons.of("notebook-pen"), title, hint);
    empty.addClassName("hs-empty");
    add(facts, empty);
    Shown.set(facts, false);
  }

  private Div fact(String key, DescriptionList.Description value) {
    return new Div(new DescriptionList.Term(getTranslation(key)), value);
  }

  /** Shows a call; a null call leaves the last one standing. */
  void show(@Nullable CallView call) {
    if (call == null) {
      return;
    }
    who.setText(Say.it(this, call.name()));
    number.setText(call.number().isEmpty() ? getTranslation("who.withheld") : call.number());
    line.setText(Say.it(this, call.via()));
    String both = (call.sent() + " " + call.received()).strip();
    digits.setText(both.isEmpty() ? "–" : both);
    if (!Objects.equals(shown, call.record())) {
      shown = call.record();
      page.setHref("calls/" + call.record());
      Shown.set(facts, true);
      Shown.set(empty, false);
    }
  }
}
