package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.shell.Icons;

/** What stands where a list or a page cannot be. */
final class Instead {
  private Instead() {}

  /** In a page that has its heading. */
  static Div ofList(String icon, String sentence, String hint, Component... actions) {
    var head = new Span(sentence);
    head.getElement().setAttribute("role", "status");
    head.addClassName("hs-empty-title");
    return of(icon, head, hint, actions);
  }

  /** For a whole page. */
  static Div ofPage(String icon, String heading, String hint, Component... actions) {
    return of(icon, new H1(heading), hint, actions);
  }

  private static Div of(String icon, Component head, String hint, Component... actions) {
    var second = new Span(hint);
    second.addClassName("hs-second");
    var row = new Div(actions);
    row.addClassName("hs-row-acts");
    var instead = new Div(Icons.of(icon), head, second, row);
    instead.addClassNames("hs-empty", "hs-empty-page");
    return instead;
  }
}
