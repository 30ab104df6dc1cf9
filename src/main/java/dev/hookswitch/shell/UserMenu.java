package dev.hookswitch.shell;

import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.hookswitch.security.Person;

/** The signed-in user: name, language, theme, sign-out. */
class UserMenu extends MenuBar {
  UserMenu(Person person, AuthenticationContext authentication, Preferences preferences) {
    addThemeNames("tertiary", "icon");
    var avatar = new Avatar(person.name());
    avatar.getElement().setAttribute("aria-hidden", "true");
    MenuItem root = addItem(avatar);
    root.setAriaLabel(getTranslation("nav.user") + ": " + person.name());
    var who = root.getSubMenu().addItem(new Span(person.name()));
    who.setEnabled(false);
    root.getSubMenu().addSeparator();
    PreferenceItems.addLanguages(
        root.getSubMenu().addItem(getTranslation("signin.language")), preferences, getLocale());
    PreferenceItems.addThemes(
        root.getSubMenu().addItem(getTranslation("theme")), preferences, this);
    root.getSubMenu().addSeparator();
    root.getSubMenu().addItem(getTranslation("nav.signOut"), _ -> authentication.logout());
  }
}
