package dev.hookswitch.shell.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.hookswitch.security.DemoSignIns;
import dev.hookswitch.security.DemoSignIns.DemoSignIn;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.Preferences;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * The sign-in page. Its form is sent by the browser itself, like any form: that is what password
 * managers understand. The query says how the last attempt went: {@code refused}, or {@code wait}
 * with seconds.
 */
@Route(value = "sign-in", autoLayout = false)
@AnonymousAllowed
class SignInView extends Main implements BeforeEnterObserver, HasDynamicTitle {
  private final Element form = new Element("form");
  private final TextField name = new TextField();
  private final PasswordField password = new PasswordField();
  private final Div message = new Div();

  SignInView(Preferences preferences, ObjectProvider<DemoSignIns> demo) {
    addClassName("hs-signin");
    getElement().appendChild(form);
    addForm();
    demo.ifAvailable(signIns -> add(demo(signIns.all())));
    Footer foot = new Footer(new PreferenceMenus(preferences, getLocale()));
    foot.addClassName("hs-signfoot");
    add(foot);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (SignedIn.personIfAny().isPresent()) {
      event.forwardTo("");
      return;
    }
    var parameters = event.getLocation().getQueryParameters();
    message.removeAll();
    message.setVisible(false);
    Optional<String> wait =
        parameters.getSingleParameter("wait").filter(seconds -> seconds.matches("\\d{1,4}"));
    if (wait.isPresent()) {
      say(getTranslation("signin.throttled", Integer.valueOf(wait.get())));
    } else if (parameters.getParameters().containsKey("refused")) {
      say(getTranslation("signin.bad"));
    }
  }

  private void say(String sentence) {
    message.add(SignCard.alert(sentence));
    message.setVisible(true);
  }

  @Override
  public String getPageTitle() {
    return getTranslation("signin.title");
  }

  private void addForm() {
    form.setAttribute("method", "post");
    form.setAttribute("action", "sign-in");
    form.setAttribute("class", "hs-signcard");

    name.setLabel(getTranslation("signin.name"));
    name.getElement().setAttribute("name", "username");
    name.getElement().setAttribute("autocomplete", "username");
    name.getElement().setAttribute("autocapitalize", "none");
    name.setRequired(true);
    name.setRequiredIndicatorVisible(false);
    name.setAutofocus(true);
    password.setLabel(getTranslation("signin.password"));
    password.getElement().setAttribute("name", "password");
    password.getElement().setAttribute("autocomplete", "current-password");

    Button go = new Button(getTranslation("signin.go"));
    go.addThemeVariants(ButtonVariant.PRIMARY);
    // A Vaadin button is no submit button; the hidden one makes Enter in a field send the form.
    NativeButton enter = new NativeButton();
    enter.getElement().setAttribute("type", "submit");
    enter.getElement().setAttribute("hidden", true);
    submitOnClick(go, "");

    append(SignCard.head(getTranslation("signin.title")), message, name, password, go, enter);
    form.appendChild(csrf().getElement());
  }

  private void append(Component... components) {
    for (Component component : components) {
      form.appendChild(component.getElement());
    }
  }

  private static Input csrf() {
    CsrfToken token =
        (CsrfToken)
            VaadinServletRequest.getCurrent()
                .getHttpServletRequest()
                .getAttribute(CsrfToken.class.getName());
    Input input = new Input();
    input.setType("hidden");
    input.getElement().setAttribute("name", token.getParameterName());
    input.getElement().setAttribute("value", token.getToken());
    return input;
  }

  private Section demo(List<DemoSignIn> signIns) {
    H2 title = new H2(getTranslation("signin.demo"));
    title.setId("demo-title");
    Paragraph hint = new Paragraph(getTranslation("signin.demo.hint"));
    hint.addClassName("hs-second");
    UnorderedList list = new UnorderedList();
    signIns.forEach(signIn -> list.add(new ListItem(demoButton(signIn))));
    Section section = new Section(title, hint, list);
    section.addClassNames("hs-signcard", "hs-demo");
    section.getElement().setAttribute("aria-labelledby", "demo-title");
    return section;
  }

  private NativeButton demoButton(DemoSignIn signIn) {
    Span go = new Span(getTranslation("signin.go") + " ");
    go.addClassName("hs-sr");
    Element bold = new Element("b");
    bold.setText(signIn.name());
    String role = getTranslation("role." + signIn.role().name().toLowerCase(Locale.ROOT));
    Span about = new Span(signIn.number().isEmpty() ? role : role + " · " + signIn.number());
    about.addClassName("hs-second");
    NativeButton button = new NativeButton();
    button.getElement().setAttribute("type", "button");
    button.add(go);
    button.getElement().appendChild(bold);
    button.add(about, Icons.of("chevron-right"));
    submitOnClick(
        button,
        "form.elements.username.value = $1; form.elements.password.value = $2;",
        signIn.signIn(),
        signIn.password());
    return button;
  }

  /** In the browser alone: a sign-in must not depend on a second way to the server. */
  private void submitOnClick(Component button, String before, String... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = form;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    button.addAttachListener(_ ->
        button
            .getElement()
            .executeJs(
                "const form = $0; this.addEventListener('click', () => { "
                    + before
                    + " form.requestSubmit(); });",
                all));
  }
}
