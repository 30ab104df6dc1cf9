package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.icon.SvgIcon;
import dev.hookswitch.panel.Action;
import dev.hookswitch.panel.CallView.Control;
import dev.hookswitch.panel.Text;
import dev.hookswitch.shell.Icons;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The button of one {@link Action}. One that is not possible now keeps its place and the focus, and
 * its reason is its tooltip and description; pressing it does nothing.
 */
class ActionButton extends Button {
  private final Action action;
  private @Nullable Control shown;

  ActionButton(Action action, Consumer<Action> pressed) {
    this(action, Icons.of(action.icon()), pressed);
    String name = getTranslation(action.key());
    setText(name);
    // The tooltip stands inside the button: without a label it would be part of the name.
    setAriaLabel(name);
  }

  private ActionButton(Action action, SvgIcon icon, Consumer<Action> pressed) {
    super(icon);
    this.action = action;
    getElement().setAttribute("data-act", action.name());
    if (!action.shortcut().isEmpty()) {
      getElement().setAttribute("aria-keyshortcuts", action.shortcut());
    }
    addClickListener(_ -> {
      if (shown != null && shown.possible()) {
        pressed.accept(action);
      }
    });
    Usable.prepare(this);
    Shown.set(this, false);
  }

  /** The same button without words on it; they become its name and tooltip. */
  static ActionButton iconOnly(Action action, Consumer<Action> pressed) {
    var button = new ActionButton(action, Icons.of(action.icon()), pressed);
    button.setAriaLabel(button.getTranslation(action.key()));
    button.addThemeName("icon");
    return button;
  }

  Action action() {
    return action;
  }

  /**
   * @param control null when the button makes no sense now
   */
  void show(@Nullable Control control) {
    if (control == null) {
      if (shown != null) {
        shown = null;
        Shown.set(this, false);
      }
      return;
    }
    if (control.equals(shown)) {
      return;
    }
    Shown.set(this, true);
    Text reason = control.reason();
    if (reason == null) {
      Usable.on(this);
      setTooltipText(tip());
    } else {
      Usable.off(this);
      setTooltipText(Say.it(this, reason));
    }
    shown = control;
  }

  private String tip() {
    String name = getTranslation(action.key());
    return action.shortcut().isEmpty() ? name : name + " · " + action.shortcut();
  }
}
