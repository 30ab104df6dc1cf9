package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.hookswitch.shell.MainLayout;
import jakarta.annotation.security.PermitAll;

/** Microphone, speaker and camera: choose and try them; and numbers of other programs. */
@Route(value = "phone", layout = MainLayout.class)
@PermitAll
class PhoneSettingsView extends Div implements HasDynamicTitle {
  PhoneSettingsView() {
    addClassName("hs-page");
    var head = new Header(new H1(getTranslation("panel.settings")));
    head.addClassName("hs-head");
    add(head, new DeviceTest(), new TelLinks());
  }

  @Override
  public String getPageTitle() {
    return getTranslation("panel.settings");
  }
}
