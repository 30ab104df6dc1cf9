package dev.hookswitch.shell.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.server.VaadinRequest;
import dev.hookswitch.security.Language;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.Preferences;
import dev.hookswitch.shell.Preferences.Theme;
import java.util.Locale;

/** Language and colours, at the foot of the pages before the sign-in. */
final class PreferenceMenus extends MenuBar {
  PreferenceMenus(Preferences preferences, Locale locale) {
    addThemeVariants(MenuBarVariant.TERTIARY);
    getElement().setAttribute("aria-label", getTranslation(locale, "signin.preferences"));
    Language current = Language.ofCode(locale.getLanguage()).orElse(Language.EN);
    MenuItem languages =
        root("languages", current.ownName(), getTranslation(locale, "signin.language"));
    for (Language language : Language.values()) {
      MenuItem item =
          languages.getSubMenu().addItem(language.ownName(), _ -> preferences.choose(language));
      item.setCheckable(true);
      item.setChecked(language == current);
    }
    String themeName = getTranslation(locale, "theme");
    MenuItem themes = root("sun-moon", themeName, themeName);
    Theme chosen = preferences.themeOf(VaadinRequest.getCurrent());
    for (Theme theme : Theme.values()) {
      MenuItem item = themes.getSubMenu().addItem(getTranslation(locale, theme.textKey()));
      item.setCheckable(true);
      item.setChecked(theme == chosen);
      item.addClickListener(_ -> {
        themes.getSubMenu().getItems().forEach(other -> other.setChecked(other == item));
        preferences.choose(theme);
      });
    }
  }

  private MenuItem root(String icon, String text, String name) {
    MenuItem item = addItem(Icons.of(icon));
    item.add(new Span(text));
    item.setAriaLabel(name.equals(text) ? name : name + ": " + text);
    return item;
  }
}
