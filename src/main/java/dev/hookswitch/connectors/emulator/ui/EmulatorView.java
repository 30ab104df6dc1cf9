package dev.hookswitch.connectors.emulator.ui;

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
import dev.hookswitch.connectors.emulator.Behaviour;
import dev.hookswitch.connectors.emulator.EmulatorControl;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/** Lets a number call an agent's emulated line, or takes the line's connection away. */
@Route(value = "emulator", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class EmulatorView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final int LONGEST_SECONDS = 3600;

  /** What the caller does; each has words of its own. */
  private enum Manner {
    WAITS,
    GIVES_UP,
    HANGS_UP
  }

  private final ObjectProvider<EmulatorControl> emulator;
  private final TextField to = new TextField();
  private final TextField from = new TextField();
  private final TextField name = new TextField();
  private final Select<Manner> manner = new Select<>();
  private final IntegerField seconds = new IntegerField();
  private final Span answer = new Span();

  EmulatorView(ObjectProvider<EmulatorControl> emulator) {
    this.emulator = emulator;
    addClassName("hs-page");
    var head = new Header(new H1(getTranslation("nav.emulator")));
    head.addClassName("hs-head");
    to.setLabel(getTranslation("emulator.to"));
    to.setValue("201");
    from.setLabel(getTranslation("emulator.from"));
    from.setHelperText(getTranslation("emulator.from.hint"));
    from.setValue("+44 20 7946 0958");
    name.setLabel(getTranslation("emulator.name"));
    manner.setLabel(getTranslation("emulator.behaviour"));
    manner.setItems(Manner.values());
    manner.setItemLabelGenerator(
        one -> getTranslation("emulator.behaviour." + one.name().toLowerCase(Locale.ROOT)));
    manner.setValue(Manner.WAITS);
    seconds.setLabel(getTranslation("emulator.seconds"));
    seconds.setMin(1);
    seconds.setMax(LONGEST_SECONDS);
    seconds.setValue(10);
    seconds.setStepButtonsVisible(true);
    manner.addValueChangeListener(change -> seconds.setVisible(change.getValue() != Manner.WAITS));
    seconds.setVisible(false);
    var call = new Button(getTranslation("emulator.call"), Icons.of("phone-incoming"), _ -> call());
    call.addThemeNames("primary");
    var centre =
        new Button(getTranslation("emulator.centre"), Icons.of("users"), _ -> callCallCentre());
    var lose =
        new Button(getTranslation("emulator.lose"), Icons.of("unplug"), _ -> loseConnection());
    answer.getElement().setAttribute("role", "status");
    var buttons = new Div(lose, centre, call);
    buttons.addClassName("hs-formfoot");
    var form = new Div(to, from, name, manner, seconds, answer, buttons);
    form.addClassNames("hs-form", "hs-emulator");
    add(head, new Paragraph(getTranslation("emulator.what")), form);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (emulator.getIfAvailable() == null) {
      event.rerouteToError(NotFoundException.class);
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("nav.emulator");
  }

  private void call() {
    Optional<PhoneNumber> line = line();
    Optional<Party> caller = caller();
    if (line.isPresent() && caller.isPresent()) {
      tell(emulator.getObject().call(line.get(), caller.get(), behaviour()));
    }
  }

  private void callCallCentre() {
    caller()
        .map(party -> emulator.getObject().callCallCentre(party, behaviour()))
        .ifPresent(outcome -> {
          if (outcome instanceof Outcome.Refused) {
            answer.setText(getTranslation("emulator.centre.empty"));
          } else {
            tell(outcome);
          }
        });
  }

  private Optional<Party> caller() {
    Optional<PhoneNumber> number =
        from.isEmpty() ? Optional.of(PhoneNumber.WITHHELD) : PhoneNumber.typed(from.getValue());
    from.setInvalid(number.isEmpty());
    from.setErrorMessage(getTranslation("emulator.bad.number"));
    return number.map(known -> new Party(known, name.getValue().strip()));
  }

  private void loseConnection() {
    line().ifPresent(line -> tell(emulator.getObject().loseConnection(line)));
  }

  private Optional<PhoneNumber> line() {
    Optional<PhoneNumber> line = PhoneNumber.typed(to.getValue());
    to.setInvalid(line.isEmpty());
    to.setErrorMessage(getTranslation("emulator.bad.number"));
    return line;
  }

  private Behaviour behaviour() {
    Duration after =
        Duration.ofSeconds(Math.clamp(seconds.getOptionalValue().orElse(1), 1, LONGEST_SECONDS));
    return switch (manner.getValue()) {
      case WAITS -> new Behaviour.Waits();
      case GIVES_UP -> new Behaviour.GivesUp(after);
      case HANGS_UP -> new Behaviour.HangsUp(after);
    };
  }

  private void tell(Outcome outcome) {
    answer.setText(
        switch (outcome) {
          case Outcome.Accepted _ -> getTranslation("emulator.done");
          case Outcome.Unsupported _ -> getTranslation("refused.failed");
          case Outcome.Refused refused ->
              getTranslation(
                  "emulator.refused." + refused.reason().name().toLowerCase(Locale.ROOT));
        });
  }
}
