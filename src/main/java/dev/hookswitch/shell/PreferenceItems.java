package dev.hookswitch.shell;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.server.VaadinRequest;
import dev.hookswitch.security.Language;
import dev.hookswitch.shell.Preferences.Theme;
import java.util.Locale;

/** The choices of language and colours, one entry of a menu for each. */
public final class PreferenceItems {
  private PreferenceItems() {}

  /** Adds every language below the item, the current one checked. */
  public static void addLanguages(MenuItem parent, Preferences preferences, Locale locale) {
    Language current = current(locale);
    for (Language language : Language.values()) {
      MenuItem item =
          parent.getSubMenu().addItem(language.ownName(), _ -> preferences.choose(language));
      item.setCheckable(true);
      item.setChecked(language == current);
    }
  }

  /** Adds every choice of colours below the item, the current one checked. */
  public static void addThemes(MenuItem parent, Preferences preferences, MenuBar texts) {
    Theme chosen = preferences.themeOf(VaadinRequest.getCurrent());
    for (Theme theme : Theme.values()) {
      MenuItem item = parent.getSubMenu().addItem(texts.getTranslation(theme.textKey()));
      item.setCheckable(true);
      item.setChecked(theme == chosen);
      item.addClickListener(_ -> {
        parent.getSubMenu().getItems().forEach(other -> other.setChecked(other == item));
        preferences.choose(theme);
      });
    }
  }

  /** The language of a page. */
  public static Language current(Locale locale) {
    return Language.ofCode(locale.getLanguage()).orElse(Language.EN);
  }
}
