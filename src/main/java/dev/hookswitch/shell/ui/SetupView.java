package dev.hookswitch.shell.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.hookswitch.security.FirstAdministrator;
import dev.hookswitch.security.Passwords;
import dev.hookswitch.security.PeopleRefused;
import dev.hookswitch.security.PeopleRefused.Field;
import dev.hookswitch.security.PeopleRefused.Problem;
import dev.hookswitch.shell.Preferences;
import java.util.Map;

/** Asks for the first administrator, once, with the token from the server's log. */
@Route(value = "setup", autoLayout = false)
@AnonymousAllowed
class SetupView extends Main implements BeforeEnterObserver, HasDynamicTitle {
  private final FirstAdministrator first;
  private final Passwords passwords;
  private final Preferences preferences;
  private final TextField name = new TextField();
  private final TextField signIn = new TextField();
  private final PasswordField password = new PasswordField();
  private final Map<Field, HasValidationProperties> fields =
      Map.of(Field.NAME, name, Field.SIGN_IN, signIn, Field.PASSWORD, password);
  private String token = "";

  SetupView(FirstAdministrator first, Passwords passwords, Preferences preferences) {
    this.first = first;
    this.passwords = passwords;
    this.preferences = preferences;
    addClassName("hs-signin");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    token = event.getLocation().getQueryParameters().getSingleParameter("token").orElse("");
    removeAll();
    Div card = new Div(SignCard.head(getPageTitle()));
    card.addClassName("hs-signcard");
    if (first.accepts(token)) {
      addForm(card);
    } else {
      card.add(SignCard.alert(getTranslation("setup.closed")));
    }
    Footer foot = new Footer(new PreferenceMenus(preferences, getLocale()));
    foot.addClassName("hs-signfoot");
    add(card, foot);
  }

  @Override
  public String getPageTitle() {
    return getTranslation("setup.title");
  }

  private void addForm(Div card) {
    Paragraph hint = new Paragraph(getTranslation("setup.hint"));
    hint.addClassName("hs-second");
    name.setLabel(getTranslation("setup.name"));
    name.setAutofocus(true);
    name.getElement().setAttribute("autocomplete", "name");
    signIn.setLabel(getTranslation("signin.name"));
    signIn.getElement().setAttribute("autocomplete", "username");
    password.setLabel(getTranslation("signin.password"));
    password.setHelperText(getTranslation("people.password.hint", passwords.leastLength()));
    password.getElement().setAttribute("autocomplete", "new-password");
    Button create = new Button(getTranslation("setup.go"), _ -> create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickShortcut(Key.ENTER);
    card.add(hint, name, signIn, password, create);
  }

  private void create() {
    fields.values().forEach(field -> field.setInvalid(false));
    try {
      boolean created =
          first.create(token, name.getValue(), signIn.getValue(), password.getValue());
      getUI().ifPresent(ui -> ui.getPage().setLocation(created ? "sign-in" : "setup"));
    } catch (PeopleRefused refused) {
      refused.problems().forEach(this::show);
    }
  }

  private void show(Problem problem) {
    HasValidationProperties field = fields.get(problem.field());
    if (field != null) {
      field.setErrorMessage(getTranslation(problem.textKey(), passwords.leastLength()));
      field.setInvalid(true);
    }
  }
}
