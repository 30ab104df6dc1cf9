package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.hookswitch.directory.Match;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.panel.Caller;
import dev.hookswitch.panel.Caller.LastTalk;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.Zones;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Who calls, and why that is believed: the rule and the last talk, those to choose from, or what to
 * do with a number that nobody has.
 */
class CallerLines extends Div {
  /** What an agent can say about who calls. */
  interface Listener {
    void choose(RecordRef record);

    void notThisPerson(RecordRef record);

    /**
     * @param kind contact or account
     */
    void create(String kind);

    void addNumber();

    /** Why a record is believed to be behind the number. */
    String why(Match match);
  }

  private final Listener listener;

  CallerLines(Listener listener) {
    this.listener = listener;
    addClassName("hs-caller");
  }

  void show(Caller caller) {
    removeAll();
    switch (caller) {
      case Caller.Unasked _ -> {}
      case Caller.Withheld _ -> add(new Paragraph(getTranslation("who.withheld.hint")));
      case Caller.Nobody nobody -> show(nobody);
      case Caller.Several several -> show(several.matches());
      case Caller.One one -> show(one);
    }
  }

  private void show(Caller.Nobody nobody) {
    Instant before = nobody.lastCall();
    var known =
        new Div(
            getTranslation("who.unknown")
                + " · "
                + (before == null
                    ? getTranslation("who.firstCall")
                    : getTranslation("who.lastCall", day(before))));
    known.addClassName("hs-second");
    var create =
        new Div(
            new Button(
                getTranslation("who.createContact"),
                Icons.of("user-plus"),
                _ -> listener.create(RecordRef.CONTACT)),
            new Button(
                getTranslation("who.createAccount"),
                Icons.of("building-2"),
                _ -> listener.create(RecordRef.ACCOUNT)),
            new Button(
                getTranslation("who.addNumber"), Icons.of("plus"), _ -> listener.addNumber()));
    create.addClassName("hs-create");
    add(known, create);
  }

  private void show(List<Match> matches) {
    String title = getTranslation("who.several", matches.size());
    var head = new Div(title);
    head.addClassNames("hs-second", "hs-pickhead");
    var list = new UnorderedList();
    list.addClassName("hs-pick");
    list.getElement().setAttribute("aria-label", title);
    matches.forEach(match -> list.add(row(match)));
    add(head, list);
  }

  private ListItem row(Match match) {
    RecordSummary record = match.record();
    var name = new Span(record.name());
    name.getElement().getStyle().set("font-weight", "600");
    var second = new Span(record.second().isBlank() ? listener.why(match) : record.second());
    second.addClassName("hs-second");
    var pick =
        new Button(new Span(name, new Span(" "), second), _ -> listener.choose(record.ref()));
    pick.addThemeNames("tertiary");
    pick.addClassName("hs-pickrow");
    pick.setTooltipText(listener.why(match));
    return new ListItem(pick);
  }

  private void show(Caller.One one) {
    Match match = one.match();
    if (match != null) {
      var rule = new Span(listener.why(match));
      var not =
          new Button(getTranslation("who.not"), _ -> listener.notThisPerson(one.record().ref()));
      not.addThemeNames("tertiary", "small");
      var why = new Div(Icons.of(match.outOfDate() ? "info" : "circle-check"), rule, not);
      why.addClassName("hs-why");
      add(why);
    }
    LastTalk last = one.lastTalk();
    if (last != null) {
      var context = new Div(new Span(getTranslation("who.lastTalk", day(last.at()))));
      context.add(last.note().isBlank() ? getTranslation("who.lastTalk.noNote") : last.note());
      context.addClassName("hs-context");
      add(context);
    }
  }

  private String day(Instant at) {
    return getUI()
        .map(
            ui -> DateTimeFormatter.ofPattern("d MMM", getLocale()).format(at.atZone(Zones.of(ui))))
        .orElse("");
  }
}
