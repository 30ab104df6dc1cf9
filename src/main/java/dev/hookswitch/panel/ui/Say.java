package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Component;
import dev.hookswitch.panel.Text;

/** Puts {@link Text}s into the agent's language. */
final class Say {
  private Say() {}

  static String it(Component where, Text text) {
    Object[] arguments =
        text.arguments().stream()
            .map(argument -> argument instanceof Text inner ? it(where, inner) : argument)
            .toArray();
    return text.key().equals("say.literal")
        ? String.valueOf(arguments[0])
        : where.getTranslation(text.key(), arguments);
  }
}
