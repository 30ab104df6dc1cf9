package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.hookswitch.shell.Icons;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Which columns the list has. */
class ColumnMenu extends MenuBar {
  private final Map<CallColumn, MenuItem> items = new EnumMap<>(CallColumn.class);

  ColumnMenu(Consumer<Set<CallColumn>> choose) {
    addClassName("hs-columns");
    addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
    MenuItem root = addItem(Icons.of("columns-3"));
    root.add(new Span(getTranslation("calls.columns")));
    for (CallColumn column : CallColumn.values()) {
      String words = getTranslation("calls.col." + CallFormat.key(column));
      MenuItem item = root.getSubMenu().addItem(words, _ -> choose.accept(checked()));
      item.setCheckable(true);
      item.setKeepOpen(true);
      items.put(column, item);
    }
  }

  void show(Set<CallColumn> columns) {
    items.forEach((column, item) -> item.setChecked(columns.contains(column)));
  }

  private Set<CallColumn> checked() {
    var checked = EnumSet.noneOf(CallColumn.class);
    items.forEach((column, item) -> {
      if (item.isChecked()) {
        checked.add(column);
      }
    });
    return checked;
  }
}
