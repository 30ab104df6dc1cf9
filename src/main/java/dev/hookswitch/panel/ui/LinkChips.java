package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.shell.Icons;
import java.util.List;
import java.util.function.Consumer;

/** The records that a call is about, each with a button that undoes its link. */
class LinkChips extends Div {
  private final Consumer<RecordRef> undo;
  private final Button add;
  private List<CallLink> shown = List.of();

  LinkChips(Consumer<RecordRef> undo, Runnable addOne) {
    this.undo = undo;
    addClassName("hs-links");
    getElement()
        .setAttribute("role", "group")
        .setAttribute("aria-label", getTranslation("call.links"));
    add = new Button(getTranslation("call.link.add"), Icons.of("plus"), _ -> addOne.run());
    add.addThemeNames("tertiary", "small");
    add(add);
  }

  void show(List<CallLink> links) {
    if (links.equals(shown)) {
      return;
    }
    shown = links;
    removeAll();
    links.forEach(link -> add(chip(link.record())));
    add(add);
  }

  private Span chip(RecordSummary record) {
    var page = new Anchor(RecordAddress.of(record.ref()), record.name());
    page.getElement().setAttribute("router-link", true);
    var gone = new Button(Icons.of("x"), _ -> undo.accept(record.ref()));
    gone.setAriaLabel(getTranslation("call.link.undo") + ": " + record.name());
    gone.addThemeNames("tertiary", "icon", "small");
    gone.addClassName("hs-link-x");
    var chip = new Span(Icons.of(icon(record.ref().kind())), page, gone);
    chip.addClassName("hs-link");
    return chip;
  }

  private static String icon(String kind) {
    return switch (kind) {
      case RecordRef.CONTACT, RecordRef.LEAD, RecordRef.EMPLOYEE -> "user";
      case RecordRef.ACCOUNT -> "building-2";
      default -> "briefcase";
    };
  }
}
