package dev.hookswitch.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The title and the tabs above every page of the administrators. */
@Component
public class AdminTabs {
  private final List<AdminTab> pages;

  AdminTabs(List<AdminTab> pages) {
    this.pages = pages.stream().sorted(Comparator.comparingInt(AdminTab::order)).toList();
  }

  /** Adds them to a page, which stands at the path. */
  public void addTo(Div page, String path) {
    var head = new Header(new H1(page.getTranslation("nav.admin.full")));
    head.addClassName("hs-head");
    var tabs = new Tabs();
    tabs.addClassName("hs-admintabs");
    for (AdminTab each : pages) {
      var tab = new Tab(page.getTranslation(each.key()));
      tabs.add(tab);
      if (each.path().equals(path)) {
        tabs.setSelectedTab(tab);
      }
    }
    // Its inner scroller takes a place in the order of focus that a list of tabs must not have.
    tabs.getElement()
        .executeJs(
            "this.updateComplete.then(() =>"
                + " this.shadowRoot.getElementById('scroll').removeAttribute('tabindex'))");
    tabs.addSelectedChangeListener(event -> {
      if (event.isFromClient()) {
        event
            .getSource()
            .getUI()
            .ifPresent(ui -> ui.navigate(pages.get(tabs.getSelectedIndex()).path()));
      }
    });
    page.add(head, tabs);
  }
}
