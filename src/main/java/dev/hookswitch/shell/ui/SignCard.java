package dev.hookswitch.shell.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.Mark;

/** What the pages before the sign-in have in common. */
final class SignCard {
  private SignCard() {}

  static Div head(String title) {
    Span logo = new Span(Mark.create());
    logo.addClassName("hs-logo");
    Div head = new Div(logo, new H1(title));
    head.addClassName("hs-signhead");
    return head;
  }

  /** A sentence that a screen reader says as soon as the page is there. */
  static Div alert(String sentence) {
    Div alert = new Div(Icons.of("circle-alert"), new Span(sentence));
    alert.addClassNames("hs-note-card", "hs-bad");
    alert.getElement().setAttribute("role", "alert");
    return alert;
  }
}
