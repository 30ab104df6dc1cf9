package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.panel.Action;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.panel.CallView.Kind;
import dev.hookswitch.shell.Icons;
import java.util.function.BiConsumer;

/** A further incoming call while another one has the stage. */
class WaitingStrip extends Div {
  WaitingStrip(CallView call, BiConsumer<CallView, Action> pressed) {
    addClassNames("hs-dock-item", "hs-card", "hs-strip", Kind.RINGING.style());
    String party = Say.it(this, call.name());
    getElement()
        .setAttribute("role", "group")
        .setAttribute("tabindex", "-1")
        .setAttribute("aria-label", party)
        .setAttribute("data-guard", call.id().value());
    var state =
        new Span(
            Icons.of(Kind.RINGING.icon()),
            new Span(Say.it(this, call.state())),
            hidden(getTranslation("state.waiting")));
    state.addClassName("hs-state");
    var timer = new Timer();
    timer.since(call.since());
    var band = new Div(state, timer);
    band.addClassName("hs-band");
    var name = new Span(party);
    name.addClassName("hs-name");
    var number = new Span(call.number());
    number.addClassName("hs-second");
    var words = new Div(name, number);
    words.addClassName("hs-row-text");
    var answer = ActionButton.iconOnly(Action.ANSWER, action -> pressed.accept(call, action));
    answer.addThemeNames("primary", "success");
    answer.show(call.actions().get(Action.ANSWER));
    var decline = ActionButton.iconOnly(Action.DECLINE, action -> pressed.accept(call, action));
    decline.addThemeNames("primary", "error");
    decline.show(call.actions().get(Action.DECLINE));
    var body = new Div(words, answer, decline);
    body.addClassName("hs-strip-body");
    add(band, body);
  }

  private static Span hidden(String text) {
    var span = new Span(text);
    span.addClassName("hs-sr");
    return span;
  }
}
