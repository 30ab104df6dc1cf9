package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.panel.PanelState;
import dev.hookswitch.panel.PanelState.LineView;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.Zones;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The top of the panel: the agent's status, the state of the lines, and the panel's tools. */
class PanelHead extends Div {
  private final StatusMenu status;
  private final Span since = new Span();
  private final Span queue = new Span();
  private final Button lines = new Button(Icons.of("cable"));
  private List<LineView> shownLines = List.of();

  /**
   * @param chosen takes what the agent chooses for himself
   * @param reconnect opens lost lines now
   * @param fold opens or collapses the panel
   */
  PanelHead(StatusMenu.Listener chosen, Runnable reconnect, Runnable fold) {
    addClassName("hs-panel-head");
    status = new StatusMenu(chosen);
    since.addClassName("hs-since");
    queue.addClassName("hs-queue");
    var grow = new Span();
    grow.addClassName("hs-grow");
    lines.addThemeNames("tertiary", "icon");
    lines.addClickListener(_ -> reconnect.run());
    var folding = tool("panel-right-close", "panel.collapse", "Alt+P", fold);
    folding.addClassName("hs-collapse");
    add(
        status,
        since,
        grow,
        lines,
        tool("keyboard", "help.title", "Alt+H", () -> new ShortcutsDialog().open()),
        tool("settings", "panel.settings", "", PanelHead::openSettings),
        folding);
    show(shownLines);
  }

  private static void openSettings() {
    UI.getCurrent().navigate(PhoneSettingsView.class);
  }

  private Button tool(String icon, String key, String shortcut, Runnable pressed) {
    var button = new Button(Icons.of(icon), _ -> pressed.run());
    button.addThemeNames("tertiary", "icon");
    String name = getTranslation(key);
    button.setAriaLabel(name);
    button.setTooltipText(shortcut.isEmpty() ? name : name + " · " + shortcut);
    if (!shortcut.isEmpty()) {
      button.getElement().setAttribute("aria-keyshortcuts", shortcut);
    }
    return button;
  }

  void show(PanelState panel) {
    status.show(panel.status());
    Instant at = panel.status().since();
    since.setText(at == null ? "" : getTranslation("status.since", clock().format(at)));
    CallCentre centre = panel.status().callCentre();
    queue.setText(centre == null ? "" : words(centre));
    Shown.set(queue, centre != null);
    if (!panel.lines().equals(shownLines)) {
      shownLines = panel.lines();
      show(shownLines);
    }
  }

  private String words(CallCentre state) {
    return getTranslation(
        switch (state) {
          case IN -> "status.queue.in";
          case OUT -> "status.queue.out";
        });
  }

  /** The line under the head: whether calls of the call centre's queues may come. */
  Span queueLine() {
    return queue;
  }

  private void show(List<LineView> now) {
    @Nullable LineView lost =
        now.stream()
            .filter(line -> !line.works())
            .min(Comparator.comparing(LineView::unopened))
            .orElse(null);
    lines.setIcon(Icons.of(lost == null ? "cable" : "unplug"));
    lines.setClassName("hs-warn", lost != null);
    String words = words(lost);
    lines.setAriaLabel(words);
    lines.setTooltipText(words);
  }

  /** Also what a press of the button does. */
  private String words(@Nullable LineView lost) {
    if (lost == null) {
      return getTranslation("panel.lines.ok");
    }
    return getTranslation(
        lost.unopened() ? "panel.lines.unopened" : "panel.lines.lost", lost.number());
  }

  private DateTimeFormatter clock() {
    ZoneId zone = getUI().map(Zones::of).orElse(ZoneOffset.UTC);
    return DateTimeFormatter.ofPattern("HH:mm", getLocale()).withZone(zone);
  }
}
