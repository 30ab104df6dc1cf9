package dev.hookswitch.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;

/**
 * The docked panel is about to be used, by an answer or a call from a list: where page and panel
 * have no room side by side, it is the panel's turn. Fired at the panel, with the session locked.
 */
public class PanelWanted extends ComponentEvent<Component> {
  private static final long serialVersionUID = 1L;

  public PanelWanted(Component panel) {
    super(panel, false);
  }
}
