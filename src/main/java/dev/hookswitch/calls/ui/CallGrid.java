package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridMultiSelectionModel.SelectAllCheckboxVisibility;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import dev.hookswitch.calls.CallAddress;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.directory.RecordRef;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The calls of a list, newest first. It is given only calls that are in memory: that it asks for
 * the last of them is the sign that the reader nears the end, and the next page is read.
 */
@Uses(SvgIcon.class)
class CallGrid extends Grid<CallEntry> {
  /** As in the style sheet: below it a row has two lines. */
  private static final int NARROW = 800;

  private static final String WHEN_KEY = "when";
  private static final String WHO_KEY = "who";
  private static final String NARROW_KEY = "narrow";

  private static final String ICON =
      """
      <vaadin-icon src="cti/icons.svg" symbol="%s" aria-hidden="true"></vaadin-icon>\
      """;

  private static final String DIRECTION =
      """
      <span class="hs-dir ${item.tone}">%s<span class="hs-sr">${item.direction}</span></span>\
      """
          .formatted(ICON.formatted("${item.icon}"));

  private static final String WHO =
      """
      <div class="hs-cellwho">%s<a href="${item.address}">${item.name}</a>\
      <span class="hs-second hs-num">${item.second}</span></div>\
      """
          .formatted(DIRECTION);

  private static final String NUMBER =
      """
      ${item.callable ? html`<button class="hs-linkbutton hs-num" aria-label="${item.callBack}" \
      @click="${call}">${item.number}</button>` : html`<span class="hs-num">${item.number}</span>`}\
      """;

  private static final String PLAY =
      """
      <vaadin-button class="hs-rowplay" theme="tertiary icon small" aria-label="${item.playWhose}" \
      title="${item.playTip}" @click="${play}">%s</vaadin-button>\
      """
          .formatted(ICON.formatted("headphones"));

  private static final String DETAILS =
      """
      <div class="hs-cellmore"><span>${item.note ? html`%s<span class="hs-sr">${item.noteText}</span>` \
      : ''}</span><span class="hs-links-n">${item.links ? html`%s<span aria-hidden="true">${item.links}\
      </span><span class="hs-sr">${item.linksText}</span>` : ''}</span><span>${item.recorded ? \
      html`%s` : ''}</span></div>\
      """
          .formatted(ICON.formatted("notebook-pen"), ICON.formatted("link-2"), PLAY);

  private static final String NARROW_ROW =
      """
      <div class="hs-row">%s<div class="hs-row-text"><div class="hs-row-1"><a href="${item.address}" \
      class="hs-row-name">${item.name}</a><span class="hs-row-time">${item.when}</span></div>\
      <div class="hs-row-2"><span class="hs-num">${item.second}</span><span class="hs-num">\
      ${item.outcome}</span></div></div>${item.recorded ? html`%s` : ''}${item.callable ? html`<vaadin-button class="hs-rowbtn" \
      theme="tertiary icon" aria-label="${item.callBack}" @click="${call}">%s</vaadin-button>` \
      : html`<span class="hs-rowbtn"></span>`}</div>\
      """
          .formatted(DIRECTION, PLAY, ICON.formatted("phone"));

  private final CallList list;
  private final CallFormat format;
  private final ObjectProvider<CallRequests> requests;
  private Consumer<Set<UUID>> chosen = _ -> {};
  private Consumer<CallEntry> listener = _ -> {};
  private Set<CallColumn> columns = CallQuery.DEFAULT.columns();
  private LocalDate today;
  private boolean narrow;

  CallGrid(
      CallList list, CallFormat format, ObjectProvider<CallRequests> requests, LocalDate today) {
    this.list = list;
    this.format = format;
    this.requests = requests;
    this.today = today;
    addClassName("hs-grid");
    addThemeName("no-border");
    setItems(new CallbackDataProvider<>(this::rows, _ -> list.size(), CallEntry::id));
    setAriaLabel(getTranslation("calls.title"));
    addColumn(
            LitRenderer.<CallEntry>of("<span class=\"hs-num hs-when\">${item.when}</span>")
                .withProperty("when", this::when))
        .setHeader(getTranslation("calls.col.when"))
        .setKey(WHEN_KEY)
        .setWidth("104px")
        .setFlexGrow(0);
    addColumn(row(WHO))
        .setHeader(getTranslation("calls.col.who"))
        .setKey(WHO_KEY)
        .setWidth("180px");
    for (CallColumn column : CallColumn.values()) {
      add(column);
    }
    addColumn(row(NARROW_ROW)).setKey(NARROW_KEY);
    selectable();
    arrange();
  }

  /** Told which calls are chosen whenever that changes. */
  void onChosen(Consumer<Set<UUID>> listener) {
    chosen = listener;
  }

  /** Told which call somebody wants to listen to. */
  void onPlay(Consumer<CallEntry> player) {
    listener = player;
  }

  /** What the list says has changed. */
  void refresh(LocalDate day) {
    today = day;
    getDataProvider().refreshAll();
  }

  void show(Set<CallColumn> wanted) {
    columns = wanted;
    arrange();
  }

  /**
   * @param width of the page; one that has not said yet how wide it is says something below 1
   */
  void fit(int width) {
    boolean now = width > 0 && width <= NARROW;
    if (now != narrow) {
      narrow = now;
      selectable();
      arrange();
    }
  }

  private void add(CallColumn column) {
    Grid.Column<CallEntry> added =
        switch (column) {
          case NUMBER -> addColumn(row(NUMBER)).setWidth("150px");
          case AGENT -> addColumn(call -> list.agent(call.user())).setWidth("116px");
          case LINE -> addColumn(call -> call.lineNumber().dialled()).setWidth("90px");
          case RINGING -> figure("ringing", call -> CallFormat.length(call.times().ringing()));
          case TALK -> figure("talk", format::talk);
          case WHOLE -> figure("whole", format::whole);
          case RESULT ->
              addColumn(
                      LitRenderer.<CallEntry>of(
                              "<span class=\"${item.tone}\">${item.result}</span>")
                          .withProperty("tone", call -> call.missed() ? "hs-missed-word" : "")
                          .withProperty("result", this::result))
                  .setWidth("124px");
          case DETAILS -> details().setWidth("108px");
        };
    added
        .setHeader(getTranslation("calls.col." + CallFormat.key(column)))
        .setKey(CallFormat.key(column))
        .setFlexGrow(0);
  }

  private Grid.Column<CallEntry> figure(String property, ValueProvider<CallEntry, String> value) {
    return addColumn(
            LitRenderer.<CallEntry>of("<span class=\"hs-num\">${item." + property + "}</span>")
                .withProperty(property, value::apply))
        .setTextAlign(ColumnTextAlign.END)
        .setWidth("84px");
  }

  private Grid.Column<CallEntry> details() {
    return addColumn(
        playable(LitRenderer.<CallEntry>of(DETAILS))
            .withProperty("note", this::hasNote)
            .withProperty("noteText", _ -> getTranslation("calls.has.note"))
            .withProperty("links", call -> list.work(call).links().size())
            .withProperty(
                "linksText",
                call -> getTranslation("calls.has.links", list.work(call).links().size())));
  }

  private LitRenderer<CallEntry> row(String template) {
    boolean callable = requests.getIfAvailable() != null;
    return playable(LitRenderer.<CallEntry>of(template))
        .withProperty("tone", call -> call.missed() ? "hs-dir-missed" : "")
        .withProperty("icon", CallFormat::icon)
        .withProperty("direction", format::direction)
        .withProperty("address", call -> CallAddress.of(call.id()))
        .withProperty("name", call -> subject(call).name())
        .withProperty("second", call -> subject(call).second())
        .withProperty("number", call -> call.peer().number().dialled())
        .withProperty("when", this::when)
        .withProperty("outcome", call -> call.answered() ? format.talk(call) : result(call))
        .withProperty(
            "callBack", call -> getTranslation("calls.callBack.who", subject(call).name()))
        .withProperty("callable", call -> callable && !call.peer().number().withheld())
        .withFunction("call", this::callBack);
  }

  private LitRenderer<CallEntry> playable(LitRenderer<CallEntry> row) {
    return row.withProperty("recorded", CallEntry::recorded)
        .withProperty(
            "playWhose", call -> getTranslation("calls.recording.play", subject(call).name()))
        .withProperty("playTip", _ -> getTranslation("calls.recording"))
        .withFunction("play", call -> listener.accept(call));
  }

  private CallSubject subject(CallEntry call) {
    return CallSubject.of(call, list.work(call).links(), format);
  }

  private boolean hasNote(CallEntry call) {
    CallNote note = list.work(call).note();
    return note != null && !note.text().isBlank();
  }

  /** What somebody says came out of it, else what became of it. */
  private String result(CallEntry call) {
    CallNote note = list.work(call).note();
    CallNote.Result said = note == null ? null : note.result();
    return said == null ? format.result(call.result()) : format.noteResult(said);
  }

  private String when(CallEntry call) {
    return format.when(call.times().startedAt(), today);
  }

  private Stream<CallEntry> rows(Query<CallEntry, Void> wanted) {
    int end = wanted.getOffset() + wanted.getLimit();
    if (end >= list.size()) {
      list.readOn();
    }
    return list.calls(wanted.getOffset(), wanted.getLimit());
  }

  /** Two lines leave no room to tick them. */
  private void selectable() {
    chosen.accept(Set.of());
    if (narrow) {
      setSelectionMode(SelectionMode.NONE);
      return;
    }
    var model = (GridMultiSelectionModel<CallEntry>) setSelectionMode(SelectionMode.MULTI);
    model.setSelectAllCheckboxVisibility(SelectAllCheckboxVisibility.VISIBLE);
    model.addMultiSelectionListener(change ->
        chosen.accept(
            change.getAllSelectedItems().stream().map(CallEntry::id).collect(Collectors.toSet())));
  }

  private void arrange() {
    getColumns()
        .forEach(column -> {
          String key = column.getKey();
          column.setVisible(
              switch (key) {
                case NARROW_KEY -> narrow;
                case WHEN_KEY, WHO_KEY -> !narrow;
                default ->
                    !narrow && columns.stream().anyMatch(one -> CallFormat.key(one).equals(key));
              });
        });
  }

  /** A call from the list belongs to the person that the row names. */
  private void callBack(CallEntry call) {
    requests.ifAvailable(
        phone -> phone.request(UI.getCurrent(), call.peer().number(), origin(call)));
  }

  private @Nullable RecordRef origin(CallEntry call) {
    return CallLink.party(list.work(call).links()).map(record -> record.ref()).orElse(null);
  }
}
