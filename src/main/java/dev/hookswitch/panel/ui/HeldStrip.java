package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.panel.Action;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.shell.Icons;
import java.util.List;
import java.util.function.BiConsumer;

/** A call that waits on hold while another one has the stage. */
class HeldStrip extends Div {
  HeldStrip(CallView call, BiConsumer<CallView, Action> pressed) {
    addClassNames("hs-card", "hs-compact", "hs-hold");
    String party = Say.it(this, call.name());
    getElement()
        .setAttribute("role", "group")
        .setAttribute("tabindex", "-1")
        .setAttribute("aria-label", party);
    var name = new Span(party);
    name.addClassName("hs-name");
    var state = new Span(Icons.of(call.kind().icon()), new Span(Say.it(this, call.state())));
    state.addClassName("hs-state");
    var timer = new Timer();
    timer.since(call.heldSince() == null ? call.since() : call.heldSince());
    add(name, state, timer);
    if (!call.actions().containsKey(Action.SWAP)) {
      for (Action action : List.of(Action.RESUME, Action.END)) {
        var button =
            ActionButton.iconOnly(action, pressedAction -> pressed.accept(call, pressedAction));
        button.addThemeNames("tertiary", "small");
        button.getElement().removeAttribute("aria-keyshortcuts");
        button.show(call.actions().get(action));
        add(button);
      }
    }
  }
}
