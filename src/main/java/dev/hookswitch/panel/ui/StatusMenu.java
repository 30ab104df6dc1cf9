package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import dev.hookswitch.panel.PanelState.Status;
import dev.hookswitch.panel.StatusTexts;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.shell.Icons;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agent's status: shows it and lets it be chosen. */
class StatusMenu extends MenuBar {
  private static final List<String> STYLES = List.of("talk", "hold", "bad", "done");

  private final Consumer<AgentState> chosen;
  private final SvgIcon icon = Icons.of("circle-check");
  private final Span words = new Span();
  private final MenuItem root;
  private final Map<AgentState, MenuItem> entries = new LinkedHashMap<>();
  private @Nullable Status shown;

  StatusMenu(Consumer<AgentState> chosen) {
    this.chosen = chosen;
    addClassName("hs-status");
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
    if (shown == null || !shown.options().equals(status.options())) {
      offer(status.options());
    }
    if (shown == null || !shown.style().equals(status.style())) {
      STYLES.forEach(style -> setClassName("hs-s-" + style, style.equals(status.style())));
    }
    icon.setSymbol(status.icon());
    words.setText(Say.it(this, status.shown()));
    root.setAriaLabel(getTranslation("panel.status") + ": " + Say.it(this, status.shown()));
    shown = status;
    mark();
  }

  private void offer(List<AgentStateOption> options) {
    root.getSubMenu().removeAll();
    entries.clear();
    for (AgentStateOption option : options) {
      if (option.kind() == AgentStateOption.Kind.BUSY) {
        continue;
      }
      var plain = AgentState.of(option.code());
      MenuItem item = root.getSubMenu().addItem(Say.it(this, StatusTexts.of(plain)));
      if (option.reasons().isEmpty()) {
        enter(item, plain);
      } else {
        for (String reason : option.reasons()) {
          var state = new AgentState(option.code(), reason);
          enter(item.getSubMenu().addItem(Say.it(this, StatusTexts.of(state))), state);
        }
      }
    }
  }

  private void enter(MenuItem item, AgentState state) {
    item.setCheckable(true);
    item.addClickListener(_ -> {
      chosen.accept(state);
      mark();
    });
    entries.put(state, item);
  }

  /**
   * The mark stays with what the phone system reports, whatever was clicked. The entries stay too:
   * one that is taken out of the menu as it is being marked is an error in the browser.
   */
  private void mark() {
    AgentState now = shown == null ? null : shown.chosen();
    entries.forEach((state, item) -> item.setChecked(state.equals(now)));
  }
}
