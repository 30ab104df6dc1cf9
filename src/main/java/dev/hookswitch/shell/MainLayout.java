package dev.hookswitch.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.RouterLayout;

/** Around every page. */
public class MainLayout extends Div implements RouterLayout {}
