package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.calls.CallAddress;
import dev.hookswitch.calls.MissedCalls.Scope;
import dev.hookswitch.calls.MissedParty;
import dev.hookswitch.panel.MissedRow;
import dev.hookswitch.shell.Icons;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** Who waits for a call back, one row per party: whose it is, and what can be done about it. */
class MissedList extends Div {
  /** Nobody works through more at a time, and each page of the team gets each change. */
  private static final int MOST_ROWS = 50;

  /** What the agent does about a party. */
  interface Listener {
    void scope(Scope scope);

    void take(MissedParty party);

    void release(MissedParty party);

    void done(MissedParty party);

    void callBack(MissedParty party);
  }

  private final transient Listener listener;
  private final RowList<MissedRow> list = new RowList<>(getTranslation("panel.tab.missed"));
  private final Anchor more = new Anchor("calls?kind=missed&period=all");
  private final Div empty = new Div();

  MissedList(Listener listener) {
    this.listener = listener;
    Choice<Scope> whose =
        new Choice<>(getTranslation("history.whose"), listener::scope)
            .with(Scope.MINE, getTranslation("history.mine"))
            .with(Scope.TEAM, getTranslation("history.team"));
    whose.choose(Scope.TEAM);
    var bar = new Div(whose);
    bar.addClassName("hs-lowbar");
    more.getElement().setAttribute("router-link", true);
    more.addClassName("hs-more");
    var title = new Span(getTranslation("waiting.empty"));
    title.addClassName("hs-empty-title");
    empty.add(Icons.of("check"), title);
    empty.addClassName("hs-empty");
    add(bar, list, more, empty);
    show(List.of(), ZoneOffset.UTC);
  }

  void show(List<MissedRow> rows, ZoneId zone) {
    int further = Math.max(0, rows.size() - MOST_ROWS);
    list.show(rows.subList(0, rows.size() - further), row -> item(row, zone));
    Shown.set(more, further > 0);
    more.setText(further > 0 ? getTranslation("waiting.more", further) : "");
    Shown.set(empty, rows.isEmpty());
  }

  private ListItem item(MissedRow row, ZoneId zone) {
    MissedParty party = row.party();
    String who = row.name().isBlank() ? getTranslation("who.withheld") : row.name();
    var word = new Span(getTranslation("dir.missed"));
    word.addClassName("hs-sr");
    var icon = new Span(Icons.of("phone-missed"), word);
    icon.addClassNames("hs-dir", "hs-dir-missed");
    var name = new Anchor(CallAddress.of(party.call()), who);
    name.getElement().setAttribute("router-link", true);
    name.addClassName("hs-row-name");
    var when =
        new Span(
            HistoryList.when(party.lastAt().atZone(zone), ZonedDateTime.now(zone), getLocale()));
    when.addClassName("hs-row-time");
    var first = new Div(name, when);
    first.addClassName("hs-row-1");
    var second =
        new Div(
            new Span(row.second()),
            new Span(
                party.attempts() > 1 ? getTranslation("waiting.attempts", party.attempts()) : ""));
    second.addClassName("hs-row-2");
    var acts = new Span();
    acts.addClassName("hs-row-acts");
    var third = new Div(state(row), acts);
    third.addClassName("hs-row-3");
    switch (row.state()) {
      case OPEN -> acts.add(act("cmd.take", who, () -> listener.take(party)));
      case MINE ->
          acts.add(
              act("cmd.release", who, () -> listener.release(party)),
              act("waiting.done", who, () -> listener.done(party)));
      case OTHERS -> {}
    }
    var words = new Div(first, second, third);
    words.addClassName("hs-row-text");
    var item = new ListItem(icon, words);
    item.addClassNames("hs-row", "hs-row-tall");
    if (!party.party().number().withheld()) {
      var back = new Button(Icons.of("phone"), _ -> listener.callBack(party));
      back.setAriaLabel(getTranslation("cmd.callBack.who", who));
      back.setTooltipText(getTranslation("cmd.callBack"));
      back.addThemeNames("tertiary", "icon");
      back.addClassName("hs-rowbtn");
      item.add(back);
    }
    return item;
  }

  private Span state(MissedRow row) {
    return switch (row.state()) {
      case OPEN -> chip("hs-bad", "circle-dot", getTranslation("waiting.open"));
      case MINE -> chip("hs-calling", "hand", getTranslation("waiting.mine"));
      case OTHERS -> chip("hs-done", "user", getTranslation("waiting.taken", row.takenBy()));
    };
  }

  private static Span chip(String style, String icon, String words) {
    var chip = new Span(Icons.of(icon), new Span(words));
    chip.addClassNames("hs-chip", style);
    return chip;
  }

  private Button act(String key, String who, Runnable work) {
    var button = new Button(getTranslation(key), _ -> work.run());
    button.setAriaLabel(getTranslation(key) + ": " + who);
    button.addThemeNames("small", "tertiary");
    return button;
  }
}
