package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Component;

/**
 * Shows and hides what is already in the page. Unlike {@link Component#setVisible} it keeps the
 * element in the browser, so that showing it later costs one attribute.
 */
final class Shown {
  private Shown() {}

  static void set(Component component, boolean shown) {
    component.getElement().setAttribute("hidden", !shown);
  }

  static boolean is(Component component) {
    return !component.getElement().hasAttribute("hidden");
  }
}
