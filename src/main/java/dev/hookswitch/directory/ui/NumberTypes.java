package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.Component;
import dev.hookswitch.directory.NumberType;
import java.util.Locale;

/** Words for the types of numbers. */
final class NumberTypes {
  private NumberTypes() {}

  static String word(NumberType type, Component page) {
    return page.getTranslation("directory.number." + type.name().toLowerCase(Locale.ROOT));
  }
}
