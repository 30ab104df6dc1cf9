package dev.hookswitch.shell;

import com.vaadin.flow.component.Component;

/** What the main layout docks beside every page. One per page, made with its first view. */
public interface DockedPanel {
  Component create();
}
