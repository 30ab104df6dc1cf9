package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.shell.Icons;

/** Something went wrong: a sentence with a next step, until the agent closes it. */
class NoteCard extends Div {
  NoteCard(String sentence, Runnable close) {
    addClassNames("hs-dock-item", "hs-note-card", "hs-bad");
    getElement().setAttribute("role", "alert");
    var shut = new Button(Icons.of("x"), _ -> close.run());
    shut.setAriaLabel(getTranslation("cmd.close"));
    shut.addThemeNames("tertiary", "icon", "small");
    add(Icons.of("circle-alert"), new Span(sentence), shut);
  }
}
