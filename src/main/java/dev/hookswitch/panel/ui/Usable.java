package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;

/**
 * Makes a button look and read as not usable while it keeps the focus, which a disabled button does
 * not.
 */
final class Usable {
  private static final String MARK = "data-off";

  private Usable() {}

  /** Prepares a button; call it once. */
  static void prepare(Button button) {
    // Vaadin's button clears aria-disabled in its first update, so it is said once more after it.
    button.addAttachListener(_ ->
        button
            .getElement()
            .executeJs(
                "this.updateComplete.then(() => { if (this.hasAttribute($0))"
                    + " this.setAttribute('aria-disabled', 'true'); })",
                MARK));
  }

  static void on(Button button) {
    button.getElement().removeAttribute("aria-disabled");
    button.getElement().removeAttribute(MARK);
  }

  static void off(Button button) {
    button.getElement().setAttribute("aria-disabled", "true");
    button.getElement().setAttribute(MARK, "");
  }
}
