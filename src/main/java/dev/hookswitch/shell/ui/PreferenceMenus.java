package dev.hookswitch.shell.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.PreferenceItems;
import dev.hookswitch.shell.Preferences;
import java.util.Locale;

/** Language and colours, at the foot of the pages before the sign-in. */
final class PreferenceMenus extends MenuBar {
  PreferenceMenus(Preferences preferences, Locale locale) {
    addThemeVariants(MenuBarVariant.TERTIARY);
    getElement().setAttribute("aria-label", getTranslation("signin.preferences"));
    String language = PreferenceItems.current(locale).ownName();
    MenuItem languages =
        root("languages", language, getTranslation("signin.language") + ": " + language);
    PreferenceItems.addLanguages(languages, preferences, locale);
    String theme = getTranslation("theme");
    PreferenceItems.addThemes(root("sun-moon", theme, theme), preferences, this);
  }

  private MenuItem root(String icon, String text, String name) {
    MenuItem item = addItem(Icons.of(icon));
    item.add(new Span(text));
    item.setAriaLabel(name);
    return item;
  }
}
