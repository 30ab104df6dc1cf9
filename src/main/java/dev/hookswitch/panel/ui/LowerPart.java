package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** What lies under the stage: three tabs, and the sheets that open over them. */
class LowerPart extends Div {
  /** What can lie over the tabs, one at a time. */
  enum Sheet {
    NONE,
    KEYPAD,
    TRANSFER,
    SEARCH,
    RECORDS,
    NEW_RECORD
  }

  private final Tab thisCallTab = new Tab(getTranslation("panel.tab.call"));
  private final Tab historyTab = new Tab(getTranslation("panel.tab.history"));
  private final Tab missedTab = new Tab(getTranslation("panel.tab.missed"));
  private final Span badge = new Span();
  private final Tabs tabs = new Tabs(thisCallTab, historyTab, missedTab);
  private final Component thisCall;
  private final Component history;
  private final Component missed;
  private final Map<Sheet, Component> sheets = new EnumMap<>(Sheet.class);
  private final Consumer<Sheet> opened;
  private Sheet sheet = Sheet.NONE;

  /**
   * @param sheetOpened hears which sheet is open, {@code NONE} included
   */
  LowerPart(
      Component thisCall,
      Component history,
      Component missed,
      Map<Sheet, ? extends Component> sheets,
      Component dock,
      Consumer<Sheet> sheetOpened) {
    this.thisCall = thisCall;
    this.history = history;
    this.missed = missed;
    this.sheets.putAll(sheets);
    this.opened = sheetOpened;
    addClassName("hs-lower");
    badge.addClassName("hs-badge");
    Shown.set(badge, false);
    missedTab.add(badge);
    tabs.addClassName("hs-tabs");
    tabs.setSelectedTab(historyTab);
    tabs.addSelectedChangeListener(change -> {
      if (change.isFromClient()) {
        open(Sheet.NONE);
      }
      draw();
    });
    var video = new Div();
    video.addClassName("hs-video-place");
    video.getElement().setAttribute("data-video", "");
    var body = new Div(video, thisCall, history, missed);
    this.sheets.values().forEach(body::add);
    body.addClassName("hs-lower-body");
    add(tabs, body, dock);
    draw();
  }

  Sheet sheet() {
    return sheet;
  }

  void open(Sheet next) {
    if (next == sheet) {
      return;
    }
    sheet = next;
    if (next != Sheet.NONE && next != Sheet.SEARCH) {
      tabs.setSelectedTab(thisCallTab);
    }
    draw();
    opened.accept(next);
  }

  /** Closes a sheet if it is that one. */
  void close(Sheet one) {
    if (sheet == one) {
      open(Sheet.NONE);
    }
  }

  void showThisCall() {
    tabs.setSelectedTab(thisCallTab);
  }

  /**
   * @param waiting how many parties wait for a call back
   */
  void badge(int waiting) {
    Shown.set(badge, waiting > 0);
    badge.setText(Integer.toString(waiting));
    String name = getTranslation("panel.tab.missed");
    missedTab
        .getElement()
        .setAttribute(
            "aria-label", waiting > 0 ? getTranslation("panel.tab.missed.count", waiting) : name);
  }

  private void draw() {
    sheets.forEach((which, component) -> Shown.set(component, which == sheet));
    Tab tab = tabs.getSelectedTab();
    boolean bare = sheet == Sheet.NONE;
    Shown.set(thisCall, bare && tab == thisCallTab);
    Shown.set(history, bare && tab == historyTab);
    Shown.set(missed, bare && tab == missedTab);
  }
}
