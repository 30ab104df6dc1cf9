package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A few things of which one is chosen, side by side. */
class Choice<T> extends Div {
  private final transient Map<T, Button> buttons = new LinkedHashMap<>();
  private final transient Consumer<T> chosen;

  Choice(String name, Consumer<T> chosen) {
    this.chosen = chosen;
    addClassName("hs-seg");
    getElement().setAttribute("role", "group").setAttribute("aria-label", name);
  }

  Choice<T> with(T value, String words) {
    var button =
        new Button(
            words,
            _ -> {
              choose(value);
              chosen.accept(value);
            });
    button.addThemeNames("small", "tertiary");
    buttons.put(value, button);
    add(button);
    return this;
  }

  /** Marks one as chosen and tells nobody. */
  void choose(T value) {
    buttons.forEach((one, button) ->
        button.getElement().setAttribute("aria-pressed", Boolean.toString(one.equals(value))));
  }
}
