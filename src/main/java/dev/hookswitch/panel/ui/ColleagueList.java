package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.listbox.ListBox;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.hookswitch.hub.Presence;
import dev.hookswitch.panel.Colleague;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.shell.Icons;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** People to call or to transfer to, with their numbers and whether they can talk now. */
class ColleagueList extends ListBox<Colleague> {
  private final Map<LineId, Row> rows = new HashMap<>();
  private List<Colleague> people = List.of();

  ColleagueList() {
    addClassName("hs-people");
    setRenderer(new ComponentRenderer<>(this::row));
  }

  void show(List<Colleague> found) {
    people = found;
    rows.clear();
    setItems(found);
    Shown.set(this, !found.isEmpty());
  }

  /** One of them, if still shown, does something else now. */
  void changed(Colleague now) {
    Row row = rows.get(now.line().line().id());
    if (row != null) {
      row.show(now.presence());
    }
  }

  List<Colleague> people() {
    return people;
  }

  private Row row(Colleague person) {
    return rows.computeIfAbsent(person.line().line().id(), _ -> new Row(person));
  }

  private static final class Row extends Div {
    private final Span mark = new Span();
    private final Span state = new Span();
    private Presence shown;

    Row(Colleague person) {
      shown = person.presence();
      var name = new Span(person.name());
      name.addClassName("hs-row-name");
      var number = new Span(person.number().dialled());
      number.addClassName("hs-second");
      var words = new Span(name, new Span(" "), number);
      words.addClassName("hs-row-text");
      mark.addClassName("hs-presence");
      state.addClassNames("hs-second", "hs-ptext");
      add(mark, words, state);
      addClassName("hs-person");
      draw();
    }

    void show(Presence now) {
      if (now != shown) {
        mark.removeClassName(style(shown));
        shown = now;
        draw();
      }
    }

    private void draw() {
      mark.removeAll();
      mark.add(Icons.of(icon(shown)));
      mark.addClassName(style(shown));
      state.setText(getTranslation("presence." + shown.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static String icon(Presence presence) {
    return switch (presence) {
      case READY, PHONE_FREE -> "circle-check";
      case RINGING -> "phone-incoming";
      case ON_A_CALL -> "phone-call";
      case AWAY -> "clock";
      case DO_NOT_DISTURB -> "circle-minus";
      case PHONE_UNAVAILABLE -> "unplug";
      case SIGNED_OUT -> "circle";
    };
  }

  private static String style(Presence presence) {
    return switch (presence) {
      case READY, PHONE_FREE -> "hs-p-ready";
      case RINGING -> "hs-p-ring";
      case ON_A_CALL, DO_NOT_DISTURB -> "hs-p-talk";
      case AWAY, SIGNED_OUT, PHONE_UNAVAILABLE -> "hs-p-away";
    };
  }
}
