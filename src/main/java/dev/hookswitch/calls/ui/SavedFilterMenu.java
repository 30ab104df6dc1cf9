package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.QueryParameters;
import dev.hookswitch.calls.SavedFilter;
import dev.hookswitch.calls.SavedFilter.Sharing;
import dev.hookswitch.calls.SavedFilters;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.UiMailbox;
import java.util.List;
import java.util.Optional;

/** Views of the list under names: one's own and those that the team shares. */
class SavedFilterMenu extends MenuBar {
  private final SavedFilters filters;
  private final Person viewer;
  private final UiMailbox mailbox;
  private final Deed deed;
  private final Span name = new Span();
  private final MenuItem root;
  private List<SavedFilter> known = List.of();
  private String shown = "";

  SavedFilterMenu(SavedFilters filters, Person viewer, UiMailbox mailbox) {
    this.filters = filters;
    this.viewer = viewer;
    this.mailbox = mailbox;
    this.deed = new Deed(this, mailbox);
    addClassName("hs-view");
    addThemeVariants(MenuBarVariant.TERTIARY);
    root = addItem(name);
    root.setAriaLabel(getTranslation("calls.view"));
    fill();
  }

  /** Reads what there is. */
  void read() {
    mailbox.fetch(
        () -> filters.visibleTo(viewer),
        found -> {
          known = found;
          fill();
        });
  }

  /** The address of the page says this now. */
  void show(CallQuery query) {
    shown = query.address().getQueryString();
    fill();
  }

  private void fill() {
    Optional<SavedFilter> current =
        known.stream().filter(one -> one.definition().equals(shown)).findFirst();
    name.setText(current.map(SavedFilter::name).orElseGet(() -> getTranslation("calls.view.none")));
    var items = root.getSubMenu();
    items.removeAll();
    for (SavedFilter one : known) {
      var label = new Span(one.name());
      var item = items.addItem(label, _ -> open(one));
      if (one.sharing() == Sharing.TEAM) {
        var mark = new Span(" · " + getTranslation("calls.view.shared"));
        mark.addClassName("hs-second");
        item.add(mark);
      }
      item.setCheckable(true);
      item.setChecked(current.filter(one::equals).isPresent());
    }
    if (!known.isEmpty()) {
      items.addSeparator();
    }
    items.addItem(getTranslation("calls.view.save"), _ -> askForAName());
    current
        .filter(one -> one.owner().equals(viewer.id()))
        .ifPresent(one ->
            items.addItem(
                getTranslation("calls.view.delete", one.name()),
                _ -> deed.run(() -> filters.delete(viewer, one.id()), this::read)));
  }

  private static void open(SavedFilter filter) {
    UI.getCurrent().navigate(CallsView.class, QueryParameters.fromString(filter.definition()));
  }

  private void askForAName() {
    String definition = shown;
    new SaveFilterDialog((typed, sharing) ->
        deed.run(
            () -> {
              filters.save(viewer, typed, sharing, definition);
            },
            this::read))
        .open();
  }
}
