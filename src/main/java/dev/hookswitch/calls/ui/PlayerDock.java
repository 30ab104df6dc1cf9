package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.calls.CallAddress;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.shell.Icons;

/** Plays a recording under the list of calls, so that the listener keeps the place in the list. */
class PlayerDock extends Section {
  private final Div title = new Div();
  private final Div place = new Div();

  /**
   * @param closed told when the listener has closed it
   */
  PlayerDock(Runnable closed) {
    addClassName("hs-playerdock");
    getElement().setAttribute("aria-label", getTranslation("callp.recording"));
    title.addClassName("hs-row-text");
    var close =
        new Button(
            Icons.of("x"),
            _ -> {
              place.removeAll();
              setVisible(false);
              closed.run();
            });
    close.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    close.addThemeNames("icon");
    close.setAriaLabel(getTranslation("callp.recording.close"));
    close.setTooltipText(getTranslation("callp.recording.close"));
    var head = new Div(title, close);
    head.addClassName("hs-field-head");
    add(head, place);
    setVisible(false);
  }

  /** Begins at once, in place of what was played before. */
  void play(CallEntry call, String name, String when) {
    title.removeAll();
    title.add(new Anchor(CallAddress.of(call.id()), name), new Span(when));
    place.removeAll();
    place.add(
        new RecordingPlayer(call.id(), call.times().talk(), RecordingPlayer.Beginning.AT_ONCE));
    setVisible(true);
  }
}
