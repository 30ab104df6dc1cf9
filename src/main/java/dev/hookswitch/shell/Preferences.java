package dev.hookswitch.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import dev.hookswitch.security.Language;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Language and colours that a person has chosen. The browser keeps both in cookies, so that the
 * first byte of a page is right; the language stays with the user too.
 */
@Component
public class Preferences {
  private static final String LANGUAGE = "hookswitch-language";
  private static final String THEME = "hookswitch-theme";
  private static final Duration KEPT_FOR = Duration.ofDays(365);

  /** Which colours a page has. */
  public enum Theme {
    LIGHT(ColorScheme.Value.LIGHT),
    DARK(ColorScheme.Value.DARK),
    /** What the computer is set to. */
    SYSTEM(ColorScheme.Value.LIGHT_DARK);

    private final ColorScheme.Value scheme;

    Theme(ColorScheme.Value scheme) {
      this.scheme = scheme;
    }

    ColorScheme.Value scheme() {
      return scheme;
    }

    /** Message key of its name. */
    public String textKey() {
      return "theme." + code();
    }

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final People people;
  private final boolean overHttps;

  Preferences(
      People people, @Value("${server.servlet.session.cookie.secure:false}") boolean overHttps) {
    this.people = people;
    this.overHttps = overHttps;
  }

  /** The signed-in user's language, else the browser's last choice, else what it asks for. */
  public Language languageOf(VaadinRequest request) {
    return SignedIn.personIfAny()
        .flatMap(person -> people.find(person.id()))
        .map(Person::language)
        .or(() -> cookie(request, LANGUAGE).flatMap(Language::ofCode))
        .or(() -> askedFor(request))
        .orElse(Language.EN);
  }

  public Theme themeOf(VaadinRequest request) {
    return cookie(request, THEME)
        .flatMap(
            code -> Arrays.stream(Theme.values()).filter(t -> t.code().equals(code)).findFirst())
        .orElse(Theme.SYSTEM);
  }

  /** Loads the page again, in the language. Call it from a listener of the page. */
  public void choose(Language language) {
    if (SignedIn.personIfAny().isPresent()) {
      people.chooseLanguage(language);
    }
    keep(LANGUAGE, language.code());
    UI.getCurrent().getPage().reload();
  }

  /** Changes the colours at once. Call it from a listener of the page. */
  public void choose(Theme theme) {
    keep(THEME, theme.code());
    UI.getCurrent().getPage().setColorScheme(theme.scheme());
  }

  private void keep(String name, String value) {
    Cookie cookie = new Cookie(name, value);
    String context = VaadinRequest.getCurrent().getContextPath();
    cookie.setPath(context.isEmpty() ? "/" : context);
    cookie.setMaxAge(Math.toIntExact(KEPT_FOR.toSeconds()));
    cookie.setHttpOnly(true);
    cookie.setSecure(overHttps);
    cookie.setAttribute("SameSite", "Lax");
    VaadinResponse.getCurrent().addCookie(cookie);
  }

  private static Optional<String> cookie(VaadinRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }

  private static Optional<Language> askedFor(VaadinRequest request) {
    return Collections.list(request.getLocales()).stream()
        .flatMap(locale -> Language.ofCode(locale.getLanguage()).stream())
        .findFirst();
  }
}
