package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import dev.hookswitch.calls.CallLog.Summary;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.panel.PanelData.Today;
import dev.hookswitch.panel.PanelState.LineView;
import dev.hookswitch.shell.Icons;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stage while there is no call: the figures of the day, or what is wrong and how to mend it.
 */
class IdleStage extends Div {
  private final SvgIcon icon = Icons.of("phone");
  private final Div head;
  private final Div title = new Div();
  private final Div second = new Div();
  private final Span calls = new Span("0");
  private final Span talk = new Span("0:00");
  private final Span missed = new Span("0");
  private final DescriptionList figures = new DescriptionList();
  private final Div followUps = new Div();
  private transient @Nullable List<CallTask> followUpsShown;
  private final Paragraph next = new Paragraph();
  private final Div lineList = new Div();
  private final Div foot = new Div();
  private final Button tryNow;
  private final Button tryDevices;
  private @Nullable String trouble;
  private List<LineView> lines = List.of();

  /**
   * @param reconnect opens lost lines now
   * @param testDevices opens the page on which microphone and speaker are tried
   */
  IdleStage(Runnable reconnect, Runnable testDevices) {
    addClassName("hs-idle");
    title.addClassName("hs-name");
    second.addClassName("hs-second");
    head = new Div(icon, new Div(title, second));
    head.addClassName("hs-idle-head");
    figures.addClassName("hs-figures");
    figures.add(
        figure("idle.calls", calls), figure("idle.talk", talk), figure("idle.missed", missed));
    next.addClassName("hs-text");
    next.getElement().setAttribute("role", "status");
    lineList.addClassName("hs-lines");
    tryNow = new Button(getTranslation("cmd.tryNow"), Icons.of("refresh-cw"), _ -> reconnect.run());
    tryDevices =
        new Button(getTranslation("cmd.devices"), Icons.of("headphones"), _ -> testDevices.run());
    tryDevices.addThemeNames("primary");
    foot.add(tryNow, tryDevices);
    foot.addClassName("hs-foot");
    followUps.addClassName("hs-next");
    add(head, figures, followUps, next, lineList, foot);
    draw();
  }

  private Div figure(String key, Span value) {
    return new Div(
        new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(value));
  }

  void show(Today today, ZoneId zone) {
    Summary sums = today.figures();
    calls.setText(Long.toString(sums.calls()));
    talk.setText("%d:%02d".formatted(sums.talk().toHours(), sums.talk().toMinutesPart()));
    missed.setText(Integer.toString(today.toCallBack()));
    if (!today.followUps().equals(followUpsShown)) {
      followUpsShown = today.followUps();
      followUps.removeAll();
      var head = new Div(getTranslation(followUpsShown.isEmpty() ? "idle.next.none" : "idle.next"));
      head.addClassName("hs-second");
      followUps.add(head);
      followUpsShown.forEach(task -> followUps.add(row(task, zone)));
    }
  }

  private Div row(CallTask task, ZoneId zone) {
    var when =
        new Span(HistoryList.when(task.dueAt().atZone(zone), ZonedDateTime.now(zone), getLocale()));
    when.addClassName("hs-num");
    var row = new Div(when, new Span(task.title()));
    row.addClassName("hs-next-row");
    return row;
  }

  void lines(List<LineView> now) {
    if (!now.equals(lines)) {
      lines = now;
      draw();
    }
  }

  /**
   * @param code what the web phone cannot do; null when it can
   */
  void trouble(@Nullable String code) {
    trouble = code;
    draw();
  }

  private void draw() {
    Optional<LineView> lost = lost();
    head.setClassName("hs-hold", lost.isPresent() && trouble == null);
    head.setClassName("hs-bad", trouble != null);
    Shown.set(figures, lost.isEmpty() && trouble == null);
    Shown.set(followUps, lost.isEmpty() && trouble == null);
    Shown.set(next, lost.isPresent() || trouble != null);
    Shown.set(lineList, lost.isPresent() && trouble == null && lines.size() > 1);
    Shown.set(foot, lost.isPresent() || trouble != null);
    Shown.set(tryNow, lost.isPresent() && trouble == null);
    Shown.set(tryDevices, trouble != null);
    if (trouble != null) {
      icon.setSymbol("mic-off");
      title.setText(getTranslation("trouble." + trouble));
      second.setText("");
      next.setText(getTranslation("trouble." + trouble + ".next"));
    } else if (lost.isPresent()) {
      draw(lost.get());
    } else if (lines.isEmpty()) {
      icon.setSymbol("phone");
      title.setText(getTranslation("idle.noLine"));
      second.setText(getTranslation("idle.noLine.next"));
    } else {
      icon.setSymbol("phone");
      title.setText(getTranslation("idle.title"));
      second.setText(lines.stream().map(this::words).collect(Collectors.joining(", ")));
    }
  }

  /** A line that waits to be opened is worth a word only to whoever has no other. */
  private Optional<LineView> lost() {
    return lines.stream()
        .filter(line -> !line.works() && !line.unopened())
        .findFirst()
        .or(() ->
            lines.stream().noneMatch(LineView::works)
                ? lines.stream().findFirst()
                : Optional.empty());
  }

  /** The stage is low and the sentence may be long: nothing else is said twice. */
  private void draw(LineView lost) {
    icon.setSymbol("unplug");
    title.setText(title(lost));
    second.setText(words(lost));
    next.setText(next(lost));
    LostLine.showOn(tryNow, lost);
    lineList.removeAll();
    var rows = new ArrayList<Div>();
    for (LineView line : lines) {
      var state = new Span(getTranslation(line.works() ? "sys.connected" : "state.offline"));
      state.addClassName("hs-second");
      var row =
          new Div(Icons.of(line.works() ? "circle-check" : "unplug"), new Span(words(line)), state);
      row.setClassName("hs-lost", !line.works());
      rows.add(row);
    }
    rows.forEach(lineList::add);
  }

  private String title(LineView lost) {
    if (lost.unopened() && lost.trouble() != null) {
      return Say.it(this, lost.trouble());
    }
    return switch (lost.effort()) {
      case NONE -> getTranslation("state.offline");
      case PLANNED -> getTranslation("state.reconnecting") + " …";
      case UNDER_WAY -> getTranslation("state.connecting") + " …";
    };
  }

  private String next(LineView lost) {
    if (lost.unopened()) {
      return getTranslation("state.unopened.next");
    }
    return lost.attempt() == 0 || lost.trouble() == null
        ? getTranslation("err.lost.waiting")
        : Say.it(this, lost.trouble());
  }

  private String words(LineView line) {
    return line.number() + " · " + Say.it(this, line.system());
  }
}
