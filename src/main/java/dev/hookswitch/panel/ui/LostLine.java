package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.hub.LineState.Effort;
import dev.hookswitch.panel.PanelState.LineView;
import dev.hookswitch.shell.Icons;
import java.util.List;

/** A line is lost while a call has the stage: why, and a way to bring it back. */
class LostLine extends Div {
  private final Span sentence = new Span();
  private final Button again;

  /**
   * @param reconnect opens lost lines now
   */
  LostLine(Runnable reconnect) {
    addClassNames("hs-dock-item", "hs-note-card", "hs-hold");
    getElement().setAttribute("role", "alert");
    again = new Button("", _ -> reconnect.run());
    again.addThemeNames("small");
    add(Icons.of("unplug"), sentence, again);
    Shown.set(this, false);
  }

  void show(List<LineView> lines) {
    LineView lost =
        lines.stream().filter(line -> !line.works() && !line.unopened()).findFirst().orElse(null);
    Shown.set(this, lost != null);
    if (lost == null || lost.trouble() == null) {
      sentence.setText("");
    } else {
      sentence.setText(Say.it(this, lost.trouble()));
      showOn(again, lost);
    }
  }

  /** The button that opens a lost line now: again, or at all. */
  static void showOn(Button button, LineView lost) {
    button.setText(
        button.getTranslation(lost.effort() == Effort.NONE ? "cmd.connect" : "cmd.tryNow"));
    button.setEnabled(lost.effort() != Effort.UNDER_WAY);
  }
}
