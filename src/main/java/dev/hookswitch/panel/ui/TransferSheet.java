package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.hookswitch.panel.Action;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.panel.Colleague;
import dev.hookswitch.panel.TransferWay;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.shell.Icons;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whom to transfer to, and how. */
class TransferSheet extends Div {
  /** What the sheet asks for. */
  interface Listener {
    void find(String text, Consumer<List<Colleague>> found);

    void consult(PhoneNumber target);

    void transferNow(PhoneNumber target);

    void park();

    void close();
  }

  private final transient Listener listener;
  private final TextField target = new TextField();
  private final ColleagueList people = new ColleagueList();
  private final Button consult;
  private final Button now;
  private final ActionButton park;
  private final Div foot = new Div();
  private TransferWay first = TransferWay.CONSULTATION;

  TransferSheet(Listener listener) {
    this.listener = listener;
    addClassName("hs-sheet");
    getElement()
        .setAttribute("role", "group")
        .setAttribute("aria-label", getTranslation("cmd.transfer"));
    var shut = new Button(Icons.of("x"), _ -> listener.close());
    shut.setAriaLabel(getTranslation("cmd.close"));
    shut.addThemeNames("tertiary", "icon");
    shut.getElement().setAttribute("aria-keyshortcuts", "Escape");
    var title = new Span(getTranslation("cmd.transfer"));
    title.addClassName("hs-sheet-title");
    var head = new Div(title, shut);
    head.addClassName("hs-sheet-head");
    target.setLabel(getTranslation("call.transfer.to"));
    target.setPlaceholder(getTranslation("panel.query"));
    target.setPrefixComponent(Icons.of("search"));
    target.setClearButtonVisible(true);
    target.setValueChangeMode(ValueChangeMode.LAZY);
    target.setValueChangeTimeout(150);
    target.addClassName("hs-target");
    target.addValueChangeListener(change -> {
      target.setInvalid(false);
      listener.find(change.getValue(), people::show);
    });
    people.setAriaLabel(getTranslation("call.transfer.people"));
    people.addValueChangeListener(change -> {
      if (change.isFromClient() && change.getValue() != null) {
        target.setValue(change.getValue().number().dialled());
      }
    });
    consult = new Button(getTranslation("cmd.consult"), Icons.of("users"));
    consult.addClickListener(_ -> hand(TransferWay.CONSULTATION));
    now = new Button(getTranslation("cmd.transferNow"), Icons.of("phone-forwarded"));
    now.addClickListener(_ -> hand(TransferWay.BLIND));
    park = new ActionButton(Action.PARK, _ -> listener.park());
    target.addKeyPressListener(Key.ENTER, _ -> hand(first));
    foot.addClassName("hs-sheet-foot");
    add(head, target, people, foot);
    people.show(List.of());
    offer(first);
  }

  /** Somebody who was found does something else now. */
  void changed(Colleague now) {
    people.changed(now);
  }

  private void hand(TransferWay way) {
    Consumer<PhoneNumber> deed =
        switch (way) {
          case CONSULTATION -> listener::consult;
          case BLIND -> listener::transferNow;
        };
    chosen().ifPresentOrElse(deed, this::ask);
  }

  /** The way that the Enter key goes stands first and is the prominent one. */
  private void offer(TransferWay way) {
    first = way;
    Button prominent = way == TransferWay.BLIND ? now : consult;
    Button other = way == TransferWay.BLIND ? consult : now;
    prominent.addThemeNames("primary");
    other.removeThemeNames("primary");
    foot.removeAll();
    foot.add(prominent, other, park);
  }

  /**
   * Empties the sheet and puts the cursor into it.
   *
   * @param way which of the two is offered first
   */
  void begin(TransferWay way) {
    offer(way);
    target.clear();
    target.setInvalid(false);
    people.show(List.of());
    target.focus();
  }

  /**
   * @param call the one on the stage; null when there is none
   */
  void show(@Nullable CallView call) {
    park.show(call == null ? null : call.actions().get(Action.PARK));
  }

  private Optional<PhoneNumber> chosen() {
    return PhoneNumber.typed(target.getValue())
        .or(() -> people.getOptionalValue().map(Colleague::number))
        .or(() -> people.people().stream().findFirst().map(Colleague::number));
  }

  private void ask() {
    target.setErrorMessage(getTranslation("why.empty"));
    target.setInvalid(true);
    target.focus();
  }
}
