package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import dev.hookswitch.calls.CallAddress;
import dev.hookswitch.calls.CallLog.RecentCall;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.shell.Icons;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The newest call with each party, newest first; a missed one is marked. */
class HistoryList extends Div {
  private final RowList<RecentCall> list = new RowList<>(getTranslation("panel.history"));
  private final Div empty = new Div();
  private final Consumer<PhoneNumber> callBack;

  /**
   * @param choices whose calls the agent can choose between; one alone is not offered
   */
  HistoryList(
      Consumer<PhoneNumber> callBack, List<WhoseCalls> choices, Consumer<WhoseCalls> chosen) {
    this.callBack = callBack;
    var whose = new Choice<>(getTranslation("history.whose"), chosen);
    choices.forEach(choice -> whose.with(choice, getTranslation(choice.key())));
    whose.choose(choices.getFirst());
    var bar = new Div(whose);
    bar.addClassName("hs-lowbar");
    Shown.set(bar, choices.size() > 1);
    var title = new Span(getTranslation("history.empty"));
    title.addClassName("hs-empty-title");
    var hint = new Span(getTranslation("history.empty.hint"));
    hint.addClassName("hs-second");
    empty.add(Icons.of("phone"), title, hint);
    empty.addClassName("hs-empty");
    add(bar, list, empty);
    show(List.of(), ZoneOffset.UTC);
  }

  void show(List<RecentCall> rows, ZoneId zone) {
    list.show(rows, row -> item(row, zone));
    Shown.set(empty, rows.isEmpty());
  }

  private ListItem item(RecentCall call, ZoneId zone) {
    String kind = kind(call);
    String number = call.party().number().dialled();
    String who = who(call);
    var icon = new Span(Icons.of(icon(kind)), hidden(getTranslation("dir." + kind)));
    icon.addClassNames("hs-dir", "hs-dir-" + kind);
    var name = new Anchor(CallAddress.of(call.id()), who);
    name.getElement().setAttribute("router-link", true);
    name.addClassName("hs-row-name");
    var when = new Span(when(call.at().atZone(zone), ZonedDateTime.now(zone), getLocale()));
    when.addClassName("hs-row-time");
    var first = new Div(name, when);
    first.addClassName("hs-row-1");
    String result = call.missed() ? getTranslation("state.missed") : clock(call.talk());
    var second = new Div(new Span(who.equals(number) ? "" : number), new Span(result));
    second.addClassName("hs-row-2");
    var words = new Div(first, second);
    words.addClassName("hs-row-text");
    var item = new ListItem(icon, words);
    item.addClassName("hs-row");
    item.add(allCalls(call, who));
    if (!number.isEmpty()) {
      var back = new Button(Icons.of("phone"), _ -> callBack.accept(call.party().number()));
      back.setAriaLabel(getTranslation("cmd.callBack.who", who));
      back.setTooltipText(getTranslation("cmd.callBack"));
      back.addThemeNames("tertiary", "icon");
      back.addClassName("hs-rowbtn");
      item.add(back);
    }
    return item;
  }

  private String who(RecentCall call) {
    RecordSummary record = call.record();
    if (record != null) {
      return record.name();
    }
    Party party = call.party();
    if (!party.name().isBlank()) {
      return party.name();
    }
    return party.number().withheld() ? getTranslation("who.withheld") : party.number().dialled();
  }

  private Anchor allCalls(RecentCall call, String who) {
    var all = new Anchor(CallAddress.ofParty(call.identity()), Icons.of("history"));
    all.getElement()
        .setAttribute("router-link", true)
        .setAttribute("aria-label", getTranslation("history.party.who", who));
    Tooltip.forComponent(all).setText(getTranslation("history.party"));
    all.addClassName("hs-rowbtn");
    return all;
  }

  /** The time of a call of today, the day of an older one. */
  static String when(ZonedDateTime at, ZonedDateTime now, Locale language) {
    String pattern = at.toLocalDate().equals(now.toLocalDate()) ? "HH:mm" : "d MMM";
    return DateTimeFormatter.ofPattern(pattern, language).format(at);
  }

  private static String kind(RecentCall call) {
    if (call.missed()) {
      return "missed";
    }
    return call.direction() == CallDirection.OUT ? "out" : "in";
  }

  private static String icon(String kind) {
    return switch (kind) {
      case "in" -> "phone-incoming";
      case "out" -> "phone-outgoing";
      default -> "phone-missed";
    };
  }

  static String clock(Duration time) {
    return time.toHours() > 0
        ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }

  private static Span hidden(String text) {
    var span = new Span(text);
    span.addClassName("hs-sr");
    return span;
  }
}
