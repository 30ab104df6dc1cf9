package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.directory.RecordKind;
import dev.hookswitch.shell.Icons;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which kinds of records are looked in for a number, and in which order. */
class SourceOrder extends Section {
  private final List<String> order;
  private final Set<String> chosen = new HashSet<>();
  private final Map<String, RecordKind> kinds;
  private final OrderedList list = new OrderedList();

  /**
   * @param codes of all that can be looked in
   */
  SourceOrder(List<String> codes, List<RecordKind> kinds) {
    this.order = new ArrayList<>(codes);
    this.kinds = kinds.stream().collect(Collectors.toMap(RecordKind::code, Function.identity()));
    var label = new Span(getTranslation("identification.sources"));
    label.addClassName("hs-field-head");
    var hint = new Span(getTranslation("identification.sources.hint"));
    hint.addClassName("hs-second");
    list.addClassName("hs-linklist");
    setAriaLabel(label.getText());
    add(label, list, hint);
  }

  void setValue(List<String> sources) {
    chosen.clear();
    chosen.addAll(sources);
    order.removeAll(sources);
    order.addAll(0, sources);
    show();
  }

  /** Those that are looked in, in their order. */
  List<String> getValue() {
    return order.stream().filter(chosen::contains).toList();
  }

  private void show() {
    list.removeAll();
    for (int i = 0; i < order.size(); i++) {
      list.add(item(i));
    }
  }

  private ListItem item(int place) {
    String code = order.get(place);
    String name = name(code);
    var box = new Checkbox(name, chosen.contains(code));
    box.addClassName("hs-grow");
    box.addValueChangeListener(event -> {
      if (event.getValue()) {
        chosen.add(code);
      } else {
        chosen.remove(code);
      }
    });
    Button up = move("chevron-up", "identification.up", name, place, place - 1);
    Button down = move("chevron-down", "identification.down", name, place, place + 1);
    up.setEnabled(place > 0);
    down.setEnabled(place < order.size() - 1);
    return new ListItem(box, up, down);
  }

  private String name(String code) {
    return kinds.getOrDefault(code, RecordKind.EMPLOYEES).many(this::getTranslation);
  }

  private Button move(String icon, String key, String name, int from, int to) {
    var button = new Button(Icons.of(icon));
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.addThemeNames("icon");
    button.setAriaLabel(getTranslation(key, name));
    button.addClickListener(_ -> {
      Collections.swap(order, from, to);
      show();
      focus(to, key);
    });
    return button;
  }

  /** The reader goes on where the item went. */
  private void focus(int place, String key) {
    list.getComponentAt(place)
        .getChildren()
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(Button::isEnabled)
        .reduce((first, last) -> key.equals("identification.up") ? first : last)
        .ifPresent(Button::focus);
  }
}
