package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.listbox.ListBox;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.hookswitch.hub.CtiHubs.Presence;
import dev.hookswitch.panel.Colleague;
import dev.hookswitch.shell.Icons;
import java.util.List;
import java.util.Locale;

/** People to call or to transfer to, with their numbers and whether they can talk now. */
class ColleagueList extends ListBox<Colleague> {
  private List<Colleague> people = List.of();

  ColleagueList() {
    addClassName("hs-people");
    setRenderer(new ComponentRenderer<>(this::row));
  }

  void show(List<Colleague> found) {
    people = found;
    setItems(found);
    Shown.set(this, !found.isEmpty());
  }

  List<Colleague> people() {
    return people;
  }

  private Div row(Colleague person) {
    String presence = person.presence().name().toLowerCase(Locale.ROOT);
    var mark = new Span(Icons.of(icon(person.presence())));
    mark.addClassNames("hs-presence", style(person.presence()));
    var name = new Span(person.name());
    name.addClassName("hs-row-name");
    var number = new Span(person.number().dialled());
    number.addClassName("hs-second");
    var words = new Span(name, new Span(" "), number);
    words.addClassName("hs-row-text");
    var state = new Span(getTranslation("presence." + presence));
    state.addClassNames("hs-second", "hs-ptext");
    var row = new Div(mark, words, state);
    row.addClassName("hs-person");
    return row;
  }

  private static String icon(Presence presence) {
    return switch (presence) {
      case READY -> "circle-check";
      case ON_A_CALL -> "phone-call";
      case AWAY -> "clock";
      case DO_NOT_DISTURB -> "circle-minus";
      case SIGNED_OUT -> "circle";
    };
  }

  private static String style(Presence presence) {
    return switch (presence) {
      case READY -> "hs-p-ready";
      case ON_A_CALL, DO_NOT_DISTURB -> "hs-p-talk";
      case AWAY, SIGNED_OUT -> "hs-p-away";
    };
  }
}
