package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Rows of which only those that are new are drawn, and only those that are gone are taken away.
 *
 * @param <T> what a row shows; no two rows show the same
 */
class RowList<T> extends UnorderedList {
  private final transient Map<T, ListItem> items = new HashMap<>();

  RowList(String label) {
    addClassName("hs-list");
    getElement().setAttribute("aria-label", label);
  }

  /**
   * @param draw makes the item of a row
   */
  void show(List<T> rows, Function<T, ListItem> draw) {
    Set<T> wanted = new HashSet<>(rows);
    items
        .entrySet()
        .removeIf(shown -> {
          boolean gone = !wanted.contains(shown.getKey());
          if (gone) {
            remove(shown.getValue());
          }
          return gone;
        });
    int place = 0;
    for (T row : rows) {
      ListItem known = items.get(row);
      if (known == null) {
        ListItem item = draw.apply(row);
        items.put(row, item);
        addComponentAtIndex(place, item);
      } else if (getElement().indexOfChild(known.getElement()) != place) {
        addComponentAtIndex(place, known);
      }
      place++;
    }
    Shown.set(this, !rows.isEmpty());
  }
}
