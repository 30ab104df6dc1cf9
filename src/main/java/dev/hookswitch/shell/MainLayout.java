package dev.hookswitch.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import jakarta.annotation.security.PermitAll;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Three columns around every page: navigation, the page itself, the docked panel. It stays when the
 * page changes, and so does the panel.
 */
@PermitAll
public class MainLayout extends AppLayout implements AfterNavigationObserver {
  /** On a narrow screen, besides the phone. */
  private static final int SECTIONS_IN_BAR = 4;

  private final Main main = new Main();
  private final Div shell = new Div();
  private final Nav tabBar = new Nav();
  private final List<Destination> sections;
  private @Nullable Component page;
  private String path = "";

  MainLayout(
      List<Destination> sections,
      DockedPanel panel,
      AuthenticationContext authentication,
      Preferences preferences) {
    Person person = SignedIn.person();
    this.sections =
        sections.stream()
            .filter(section -> !Collections.disjoint(section.roles(), person.roles()))
            .sorted(Comparator.comparingInt(Destination::order))
            .toList();
    addClassName("hs-app");
    setPrimarySection(AppLayout.Section.DRAWER);
    addToDrawer(navigation(person, authentication, preferences));
    main.addClassName("hs-main");
    main.setId("main");
    main.getElement().setAttribute("tabindex", "-1");
    tabBar.addClassName("hs-tabbar");
    tabBar.setAriaLabel(getTranslation("nav.tabs"));
    shell.addClassName("hs-shell");
    shell.getElement().setAttribute("data-view", "page");
    Component docked = panel.create();
    ComponentUtil.addListener(docked, PanelWanted.class, _ -> show(View.PANEL));
    shell.add(main, docked, tabBar);
    setContent(shell);
    addToNavbar(skipLinks());
  }

  private Header navigation(
      Person person, AuthenticationContext authentication, Preferences preferences) {
    var home = new Anchor("calls", Mark.create());
    home.addClassName("hs-logo");
    home.setAriaLabel("Hookswitch");
    home.getElement().setAttribute("router-link", true);
    var links = new SideNav();
    links.getElement().setAttribute("aria-label", getTranslation("nav.main"));
    sections.forEach(section -> {
      var item = new SideNavItem(getTranslation(section.key()), section.path());
      item.setPrefixComponent(Icons.of(section.icon()));
      item.setMatchNested(true);
      links.addItem(item);
    });
    var foot = new Div(new UserMenu(person, authentication, preferences));
    foot.addClassNames("hs-nav-foot", "hs-me");
    var navigation = new Header(home, links, foot);
    navigation.addClassName("hs-nav");
    return navigation;
  }

  private Nav skipLinks() {
    var content = new Anchor("#main", getTranslation("nav.skip.content"));
    var panel = new Anchor("#cti", getTranslation("nav.skip.panel"));
    content.addClassName("hs-skip");
    panel.addClassName("hs-skip");
    content.getElement().setAttribute("router-ignore", true);
    panel.getElement().setAttribute("router-ignore", true);
    var skip = new Nav(content, panel);
    skip.setAriaLabel(getTranslation("nav.skip"));
    return skip;
  }

  @Override
  public void showRouterLayoutContent(@Nullable HasElement content) {
    main.removeAll();
    page = content == null ? null : content.getElement().getComponent().orElse(null);
    if (page != null) {
      main.add(page);
    }
  }

  @Override
  public void removeRouterLayoutContent(@Nullable HasElement oldContent) {
    main.removeAll();
    page = null;
  }

  /** On a narrow screen one thing has the room: the page that was asked for, or the panel. */
  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    path = event.getLocation().getPath();
    show(View.PAGE);
  }

  private enum View {
    PAGE,
    PANEL
  }

  private void show(View view) {
    shell.getElement().setAttribute("data-view", view == View.PAGE ? "page" : "panel");
    tabBar.removeAll();
    var phone = new NativeButton();
    phone.add(Icons.of("phone"), new Span(getTranslation("nav.phone")));
    phone.addClickListener(_ -> show(View.PANEL));
    phone.addClassName("hs-tab");
    mark(phone, view == View.PANEL);
    tabBar.add(phone);
    int inBar = sections.size() <= SECTIONS_IN_BAR ? sections.size() : SECTIONS_IN_BAR - 1;
    for (Destination section : sections.subList(0, inBar)) {
      var link =
          new Anchor(
              section.path(), Icons.of(section.icon()), new Span(getTranslation(section.key())));
      link.getElement().setAttribute("router-link", true);
      // The same page again is no navigation, but the panel has to give way to it.
      link.getElement().addEventListener("click", _ -> show(View.PAGE));
      mark(link, view == View.PAGE && isIn(section));
      tabBar.add(link);
    }
    if (inBar < sections.size()) {
      tabBar.add(more(sections.subList(inBar, sections.size()), view));
    }
  }

  /** The sections for which the bar has no room. */
  private Component more(List<Destination> others, View view) {
    var more = new NativeButton();
    more.add(Icons.of("menu"), new Span(getTranslation("nav.more")));
    more.addClassName("hs-tab");
    more.getElement().setAttribute("aria-haspopup", "menu");
    mark(more, view == View.PAGE && others.stream().anyMatch(this::isIn));
    var menu = new ContextMenu(more);
    menu.setOpenOnClick(true);
    for (Destination section : others) {
      menu.addItem(
          getTranslation(section.key()),
          _ -> {
            show(View.PAGE);
            UI.getCurrent().navigate(section.path());
          });
    }
    return more;
  }

  private boolean isIn(Destination section) {
    return path.startsWith(section.path());
  }

  private static void mark(Component tab, boolean current) {
    if (current) {
      tab.getElement().setAttribute("aria-current", "page");
    }
  }
}
