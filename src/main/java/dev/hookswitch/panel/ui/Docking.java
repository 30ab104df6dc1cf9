package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.hub.CallOrigin;
import dev.hookswitch.hub.CtiHubs;
import dev.hookswitch.panel.PanelServices;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.shell.DockedPanel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts a panel into every page and lets records of other features call from it. */
@Service
class Docking implements DockedPanel, CallRequests {
  private final CtiHubs hubs;
  private final PanelServices services;

  Docking(CtiHubs hubs, PanelServices services) {
    this.hubs = hubs;
    this.services = services;
  }

  @Override
  public Component create() {
    var panel = new CtiPanel(hubs, services, SignedIn.person());
    ComponentUtil.setData(UI.getCurrent(), CtiPanel.class, panel);
    return panel;
  }

  @Override
  public void request(UI ui, PhoneNumber number, @Nullable RecordRef origin) {
    panel(ui).dial(number, origin == null ? null : new CallOrigin(origin.kind(), origin.id()));
  }

  /** Puts a number where one click calls it. Call it with the session locked. */
  void offer(UI ui, PhoneNumber number) {
    panel(ui).offer(number);
  }

  private static CtiPanel panel(UI ui) {
    CtiPanel panel = ComponentUtil.getData(ui, CtiPanel.class);
    if (panel == null) {
      throw new IllegalStateException(
          "the page has no panel (expected: a page with the main layout)");
    }
    return panel;
  }
}
