package dev.hookswitch.simulators.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.SwitchControl;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Lets a number outside call a user of the simulated Webitel, and hang up, or cuts connections. */
@Route(value = "simulated-webitel", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class SimulatedWebitelView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final int LONGEST_SECONDS = 3600;
  private static final Pattern NUMBER = Pattern.compile("[+\\d*#]{1,40}");

  private final ObjectProvider<SimulatedWebitel> simulated;
  private final Paragraph where = new Paragraph();
  private final Select<SwitchUser> to = new Select<>();
  private final TextField from = new TextField();
  private final TextField name = new TextField();
  private final IntegerField seconds = new IntegerField();
  private final Span answer = new Span();

  SimulatedWebitelView(ObjectProvider<SimulatedWebitel> simulated) {
    this.simulated = simulated;
    addClassName("hs-page");
    var head = new Header(new H1(getPageTitle()));
    head.addClassName("hs-head");
    to.setLabel(getTranslation("simulated.to"));
    to.setItemLabelGenerator(user -> user.number() + " " + user.name());
    from.setLabel(getTranslation("simulated.from"));
    from.setValue("+442079460958");
    name.setLabel(getTranslation("simulated.name"));
    name.setMaxLength(250);
    seconds.setLabel(getTranslation("simulated.seconds"));
    seconds.setHelperText(getTranslation("simulated.seconds.hint"));
    seconds.setMin(1);
    seconds.setMax(LONGEST_SECONDS);
    seconds.setStepButtonsVisible(true);
    var call =
        new Button(getTranslation("simulated.call"), Icons.of("phone-incoming"), _ -> call());
    call.addThemeNames("primary");
    var hangUp =
        new Button(getTranslation("simulated.hang.up"), Icons.of("phone-off"), _ -> hangUp());
    var cut = new Button(getTranslation("simulated.cut"), Icons.of("unplug"), _ -> cut());
    answer.getElement().setAttribute("role", "status");
    var buttons = new Div(cut, hangUp, call);
    buttons.addClassName("hs-formfoot");
    var form = new Div(to, from, name, seconds, answer, buttons);
    form.addClassNames("hs-form", "hs-emulator");
    add(head, new Paragraph(getTranslation("simulated.what")), where, form);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    SimulatedWebitel server = simulated.getIfAvailable();
    if (server == null) {
      event.rerouteToError(NotFoundException.class);
      return;
    }
    where.setText(
        getTranslation(
            "simulated.where", server.eventUrl().toString(), server.vertoUrl().toString()));
    List<SwitchUser> users = server.control().users();
    to.setItems(users);
    users.stream().findFirst().ifPresent(to::setValue);
  }

  @Override
  public String getPageTitle() {
    return getTranslation("simulated.title");
  }

  private SwitchControl control() {
    return simulated.getObject().control();
  }

  private Optional<String> user() {
    @Nullable SwitchUser chosen = to.getValue();
    to.setInvalid(chosen == null);
    return Optional.ofNullable(chosen).map(SwitchUser::account);
  }

  private void call() {
    String caller = from.getValue().replaceAll("[ ()-]", "");
    boolean usable = NUMBER.matcher(caller).matches();
    from.setInvalid(!usable);
    from.setErrorMessage(getTranslation("simulated.bad.number"));
    Optional<String> user = user();
    if (!usable || user.isEmpty()) {
      return;
    }
    Integer givesUp = seconds.getValue();
    String named = name.getValue().strip();
    boolean rings = control().hasWebPhone(user.get());
    control()
        .callFromOutside(
            caller,
            named.isEmpty() ? caller : named,
            user.get(),
            givesUp == null ? null : Duration.ofSeconds(Math.clamp(givesUp, 1, LONGEST_SECONDS)));
    answer.setText(getTranslation(rings ? "simulated.rings" : "simulated.rings.desk"));
  }

  private void hangUp() {
    user()
        .ifPresent(user ->
            answer.setText(
                getTranslation(
                    control().farEndHangsUp(user) ? "simulated.done" : "simulated.nobody")));
  }

  private void cut() {
    user()
        .ifPresent(user -> {
          control().cut(user, Sockets.BOTH);
          answer.setText(getTranslation("simulated.done"));
        });
  }
}
