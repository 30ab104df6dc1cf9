package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.shell.MainLayout;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/**
 * Where {@code tel:} links of other programs arrive: the number is put into the panel. Nobody is
 * called by opening a page; that takes a click of the agent.
 */
@Route(value = CallToView.PATH, layout = MainLayout.class)
@PermitAll
class CallToView extends Div implements HasDynamicTitle, AfterNavigationObserver {
  static final String PATH = "call";
  static final String NUMBER = "to";

  private final Docking docking;
  private final H1 title = new H1(getTranslation("callto.title"));
  private final Paragraph said = new Paragraph();

  CallToView(Docking docking) {
    this.docking = docking;
    addClassName("hs-page");
    var head = new Header(title);
    head.addClassName("hs-head");
    said.getElement().setAttribute("role", "status");
    add(head, said);
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    UI ui = UI.getCurrent();
    Optional<PhoneNumber> number =
        event
            .getLocation()
            .getQueryParameters()
            .getSingleParameter(NUMBER)
            .flatMap(Numbers::dialable);
    said.setText(
        number
            .map(one -> getTranslation("callto.ready", one.dialled()))
            .orElse(getTranslation("callto.none")));
    // The layout hears of the navigation too, and shows the page first.
    number.ifPresent(one -> ui.beforeClientResponse(this, _ -> docking.offer(ui, one)));
  }

  @Override
  public String getPageTitle() {
    return getTranslation("callto.title");
  }
}
