package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.hub.Presence;
import dev.hookswitch.panel.CallView.Control;
import dev.hookswitch.panel.Colleague;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.shell.Icons;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Colleagues at whose phones a call rings that can be taken from here. */
class PickUpList extends RowList<PickUpList.Entry> {
  private final transient Consumer<Colleague> pressed;
  private final transient Map<LineId, Colleague> people = new LinkedHashMap<>();
  private transient @Nullable Control control;

  /** What a row shows. */
  record Entry(Colleague colleague, Control control) {}

  PickUpList(String label, Consumer<Colleague> pressed) {
    super(label);
    this.pressed = pressed;
    addClassName("hs-pickups");
    draw();
  }

  void show(List<Colleague> found) {
    people.clear();
    found.forEach(colleague -> people.put(colleague.line().line().id(), colleague));
    draw();
  }

  /** One of them, if still shown, does something else now. */
  void changed(Colleague now) {
    if (people.replace(now.line().line().id(), now) != null) {
      draw();
    }
  }

  /**
   * @param now null when calls of colleagues cannot be taken on the line at all
   */
  void usable(@Nullable Control now) {
    control = now;
    draw();
  }

  private void draw() {
    Control now = control;
    List<Entry> ringing =
        now == null
            ? List.of()
            : people.values().stream()
                .filter(Colleague::together)
                .filter(one -> one.presence() == Presence.RINGING)
                .map(one -> new Entry(one, now))
                .toList();
    show(ringing, this::row);
  }

  private ListItem row(Entry entry) {
    Colleague colleague = entry.colleague();
    var mark = new Span(Icons.of("phone-incoming"));
    mark.addClassNames("hs-presence", "hs-p-ring");
    var words = new Span(getTranslation("pickUp.rings", colleague.name()));
    words.addClassName("hs-row-text");
    var button = new Button(getTranslation("cmd.pickUp"), Icons.of("phone"));
    button.addThemeNames("primary", "success", "small");
    Usable.prepare(button);
    button.setAriaLabel(getTranslation("pickUp.of", colleague.name()));
    if (entry.control().reason() == null) {
      button.addClickListener(_ -> pressed.accept(colleague));
    } else {
      Usable.off(button);
      button.setTooltipText(Say.it(this, entry.control().reason()));
    }
    var item = new ListItem(mark, words, button);
    item.addClassName("hs-pickup");
    item.getElement().setAttribute("data-guard", colleague.line().line().id().toString());
    return item;
  }
}
