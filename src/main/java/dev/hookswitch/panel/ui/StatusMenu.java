package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import dev.hookswitch.panel.PanelState.Status;
import dev.hookswitch.panel.StatusTexts;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.shell.Icons;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agent's status and place in the call centre: shows them and lets them be chosen. */
class StatusMenu extends MenuBar {
  /** Hears what the agent chooses. */
  interface Listener {
    void choose(AgentState state);

    void choose(CallCentre state);
  }

  private static final List<String> STYLES = List.of("talk", "hold", "bad", "done");

  private final Listener listener;
  private final SvgIcon icon = Icons.of("circle-check");
  private final Span words = new Span();
  private final MenuItem root;
  private final Map<AgentState, MenuItem> entries = new LinkedHashMap<>();

  /** What the phone system reports and the menu does not offer. */
  private @Nullable MenuItem reported;

  private @Nullable MenuItem callCentre;

  /** On or off, in a word: the mark of an entry is said by no screen reader. */
  private final Span callCentreState = new Span();

  private @Nullable Status shown;

  StatusMenu(Listener listener) {
    this.listener = listener;
    addClassName("hs-status");
    callCentreState.addClassName("hs-second");
    addThemeNames("tertiary");
    setTabNavigation(true);
    var content = new Span(icon, words);
    content.addClassName("hs-mi");
    root = addItem(content);
    getElement().setAttribute("aria-label", getTranslation("panel.status"));
  }

  void show(Status status) {
    if (status.equals(shown)) {
      return;
    }
    if (shown == null
        || !shown.options().equals(status.options())
        || (shown.callCentre() == null) != (status.callCentre() == null)) {
      offer(status);
    }
    if (shown == null || !shown.style().equals(status.style())) {
      STYLES.forEach(style -> setClassName("hs-s-" + style, style.equals(status.style())));
    }
    icon.setSymbol(status.icon());
    String said = Say.it(this, status.shown());
    words.setText(said);
    words.setTitle(said);
    root.setAriaLabel(getTranslation("panel.status") + ": " + said);
    shown = status;
    mark();
  }

  private void offer(Status status) {
    root.getSubMenu().removeAll();
    entries.clear();
    callCentre = null;
    for (AgentStateOption option : status.options()) {
      if (option.kind().offered()) {
        offer(option);
      }
    }
    reported = root.getSubMenu().addItem("");
    reported.setEnabled(false);
    if (status.callCentre() != null) {
      root.getSubMenu().addSeparator();
      var content = new Span(new Span(getTranslation("status.queue") + " "), callCentreState);
      content.addClassName("hs-mi");
      callCentre = root.getSubMenu().addItem(content);
      callCentre.setCheckable(true);
      callCentre.addClickListener(_ -> {
        boolean in = shown != null && shown.callCentre() == CallCentre.IN;
        listener.choose(in ? CallCentre.OUT : CallCentre.IN);
        mark();
      });
    }
  }

  private void offer(AgentStateOption option) {
    MenuItem item = root.getSubMenu().addItem(Say.it(this, StatusTexts.of(option)));
    if (option.reasons().isEmpty()) {
      enter(item, AgentState.of(option.code()));
    }
    for (String reason : option.reasons()) {
      String said = Say.it(this, StatusTexts.of(option, reason));
      enter(item.getSubMenu().addItem(said), new AgentState(option.code(), reason));
    }
  }

  private void enter(MenuItem item, AgentState state) {
    item.setCheckable(true);
    item.addClickListener(_ -> {
      listener.choose(state);
      mark();
    });
    entries.put(state, item);
  }

  /**
   * The marks stay with what the phone system reports, whatever was clicked. The entries stay too:
   * one that is taken out of the menu as it is being marked is an error in the browser.
   */
  private void mark() {
    AgentState now = shown == null ? null : shown.chosen();
    entries.forEach((state, item) -> item.setChecked(state.equals(now)));
    if (reported != null && shown != null) {
      boolean offered = now == null || entries.containsKey(now);
      reported.setVisible(!offered);
      reported.setText(now == null ? "" : Say.it(this, StatusTexts.of(now, shown.options())));
    }
    if (callCentre != null) {
      boolean in = shown != null && shown.callCentre() == CallCentre.IN;
      callCentre.setChecked(in);
      callCentreState.setText(getTranslation(in ? "status.queue.on" : "status.queue.off"));
    }
  }
}
