package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallFilter.Kind;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.CallRequests;
import dev.hookswitch.calls.ui.CallQuery.Period;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.Sight;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;

/** The Calls section: filters, their sum, and the calls, newest first. */
@Route(value = "calls", layout = MainLayout.class)
@PermitAll
@Uses(SvgIcon.class)
class CallsView extends Div implements AfterNavigationObserver, HasDynamicTitle {
  private static final Logger log = LoggerFactory.getLogger(CallsView.class);

  /** As in the style sheet: below it a row has two lines. */
  private static final int NARROW = 800;

  private static final String WHO =
      """
      <div class="hs-cellwho"><span class="hs-dir ${item.tone}"><vaadin-icon src="cti/icons.svg" \
      symbol="${item.icon}" aria-hidden="true"></vaadin-icon><span class="hs-sr">${item.direction}\
      </span></span><a href="${item.address}">${item.name}</a>\
      <span class="hs-second hs-num">${item.number}</span></div>\
      """;

  private static final String NARROW_ROW =
      """
      <div class="hs-row"><span class="hs-dir ${item.tone}"><vaadin-icon src="cti/icons.svg" \
      symbol="${item.icon}" aria-hidden="true"></vaadin-icon><span class="hs-sr">${item.direction}\
      </span></span><div class="hs-row-text"><div class="hs-row-1"><a href="${item.address}" \
      class="hs-row-name">${item.name}</a><span class="hs-row-time">${item.when}</span></div>\
      <div class="hs-row-2"><span class="hs-num">${item.number}</span><span class="hs-num">\
      ${item.outcome}</span></div></div>${item.callable ? html`<vaadin-button class="hs-rowbtn" \
      theme="tertiary icon" aria-label="${item.callBack}" @click="${call}"><vaadin-icon \
      src="cti/icons.svg" symbol="phone" aria-hidden="true"></vaadin-icon></vaadin-button>` \
      : html`<span class="hs-rowbtn"></span>`}</div>\
      """;

  /** An entry of the choice of persons; null stands for everybody in sight. */
  private record Choice(@Nullable UserId user, String label) {}

  private final CallLog calls;
  private final CallNews news;
  private final People people;
  private final Clock clock;
  private final ObjectProvider<CallRequests> requests;
  private final Person viewer = SignedIn.person();
  private final Sight sight;
  private final Map<UserId, String> names = new HashMap<>();
  private final CallFormat format;

  private final TextField find = new TextField();
  private final Select<Period> period = new Select<>();
  private final DatePicker from = new DatePicker();
  private final DatePicker until = new DatePicker();
  private final ComboBox<Choice> person = new ComboBox<>();
  private final Select<Kind> kind = new Select<>();
  private final Span sum = new Span();
  private final Button clear = new Button();
  private final Grid<CallEntry> grid = new Grid<>();
  private final Div instead = new Div();

  private CallQuery query = CallQuery.DEFAULT;
  private LocalDate today;
  private CallPages pages = new CallPages((_, _) -> List.of());

  CallsView(
      CallLog calls,
      CallNews news,
      People people,
      Clock clock,
      ObjectProvider<CallRequests> requests) {
    this.calls = calls;
    this.news = news;
    this.people = people;
    this.clock = clock;
    this.requests = requests;
    this.sight = people.sightOf(viewer);
    this.format = CallFormat.of(this, UI.getCurrent());
    this.today = today();
    addClassNames("hs-page", "hs-page-list");
    add(head(), filters(), summary(), grid, instead);
    instead.addClassNames("hs-empty", "hs-empty-page");
    fillGrid();
  }

  @Override
  public String getPageTitle() {
    return getTranslation("calls.title");
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    query = CallQuery.of(event.getLocation().getQueryParameters());
    find.setValue(query.text());
    period.setValue(query.period());
    from.setVisible(query.period() == Period.RANGE);
    from.setValue(query.from());
    until.setVisible(query.period() == Period.RANGE);
    until.setValue(query.until());
    kind.setValue(query.kind());
    person
        .getListDataView()
        .getItems()
        .filter(choice -> Objects.equals(choice.user(), query.person()))
        .findFirst()
        .ifPresent(person::setValue);
    clear.setVisible(!query.equals(CallQuery.DEFAULT));
    reload();
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    UI ui = attach.getUI();
    LiveReload.keep(this, ui, news, change -> sight.includes(change.user()), this::reload);
    var page = ui.getPage();
    arrange(page.getExtendedClientDetails().getWindowInnerWidth());
    var resizes = page.addBrowserWindowResizeListener(resize -> arrange(resize.getWidth()));
    addDetachListener(gone -> {
      resizes.remove();
      gone.unregisterListener();
    });
  }

  private Component head() {
    var head = new Header(new H1(getTranslation("calls.title")));
    head.addClassName("hs-head");
    return head;
  }

  private Component filters() {
    find.addClassName("hs-find");
    find.setAriaLabel(getTranslation("calls.find"));
    find.setPlaceholder(getTranslation("calls.find"));
    find.setPrefixComponent(Icons.of("search"));
    find.setClearButtonVisible(true);
    find.setValueChangeMode(ValueChangeMode.LAZY);
    find.addValueChangeListener(typed -> ask(query -> query.text(typed.getValue().strip())));

    period.setAriaLabel(getTranslation("calls.period"));
    period.setItems(Period.values());
    period.setItemLabelGenerator(one -> getTranslation("calls.period." + CallFormat.key(one)));
    period.addValueChangeListener(chosen -> ask(query -> query.period(chosen.getValue(), today())));
    from.setAriaLabel(getTranslation("calls.from"));
    from.setI18n(format.calendar());
    from.addValueChangeListener(chosen -> ask(query -> query.from(chosen.getValue())));
    until.setAriaLabel(getTranslation("calls.until"));
    until.setI18n(format.calendar());
    until.addValueChangeListener(chosen -> ask(query -> query.until(chosen.getValue())));

    person.setAriaLabel(getTranslation("calls.owner"));
    person.setItems(choices());
    person.setItemLabelGenerator(Choice::label);
    person.setVisible(viewer.is(Role.SUPERVISOR) || viewer.is(Role.ADMINISTRATOR));
    person.addValueChangeListener(chosen ->
        ask(query -> query.person(chosen.getValue() == null ? null : chosen.getValue().user())));

    kind.setAriaLabel(getTranslation("calls.direction"));
    kind.setItems(Kind.values());
    kind.setItemLabelGenerator(one -> getTranslation("calls.kind." + CallFormat.key(one)));
    kind.addValueChangeListener(chosen -> ask(query -> query.kind(chosen.getValue())));

    var filters = new Div(find, period, from, until, person, kind);
    filters.addClassName("hs-filters");
    filters.getElement().setAttribute("role", "search");
    return filters;
  }

  private Component summary() {
    sum.addClassName("hs-second");
    var space = new Span();
    space.addClassName("hs-grow");
    clear.setText(getTranslation("calls.clear"));
    clear.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    clear.addClickListener(_ -> ask(_ -> CallQuery.DEFAULT));
    var row = new Div(sum, space, clear);
    row.addClassName("hs-sumrow");
    return row;
  }

  private void fillGrid() {
    grid.addClassName("hs-grid");
    grid.addThemeName("no-border");
    grid.setItems(rows -> pages.fetch(rows.getOffset(), rows.getLimit()));
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setAriaLabel(getTranslation("calls.title"));
    grid.addColumn(
            LitRenderer.<CallEntry>of("<span class=\"hs-num hs-when\">${item.when}</span>")
                .withProperty("when", this::when))
        .setHeader(getTranslation("calls.col.when"))
        .setKey("when")
        .setWidth("112px")
        .setFlexGrow(0);
    grid.addColumn(row(WHO))
        .setHeader(getTranslation("calls.col.who"))
        .setKey("who")
        .setWidth("180px");
    grid.addColumn(this::agent)
        .setHeader(getTranslation("calls.col.agent"))
        .setKey("agent")
        .setWidth("130px")
        .setFlexGrow(0);
    grid.addColumn(
            LitRenderer.<CallEntry>of("<span class=\"hs-num\">${item.talk}</span>")
                .withProperty("talk", format::talk))
        .setHeader(getTranslation("calls.col.talk"))
        .setKey("talk")
        .setTextAlign(ColumnTextAlign.END)
        .setWidth("92px")
        .setFlexGrow(0);
    grid.addColumn(
            LitRenderer.<CallEntry>of("<span class=\"${item.tone}\">${item.result}</span>")
                .withProperty("tone", call -> call.missed() ? "hs-missed-word" : "")
                .withProperty("result", call -> format.result(call.result())))
        .setHeader(getTranslation("calls.col.result"))
        .setKey("result")
        .setWidth("132px")
        .setFlexGrow(0);
    grid.addColumn(row(NARROW_ROW).withFunction("call", this::callBack)).setKey("narrow");
  }

  private LitRenderer<CallEntry> row(String template) {
    boolean callable = requests.getIfAvailable() != null;
    return LitRenderer.<CallEntry>of(template)
        .withProperty("tone", call -> call.missed() ? "hs-dir-missed" : "")
        .withProperty("icon", CallFormat::icon)
        .withProperty("direction", format::direction)
        .withProperty("address", call -> CallsNavigation.address(call.id()))
        .withProperty("name", call -> format.name(call.peer()))
        .withProperty("number", call -> CallFormat.second(call.peer()))
        .withProperty("when", this::when)
        .withProperty(
            "outcome", call -> call.answered() ? format.talk(call) : format.result(call.result()))
        .withProperty(
            "callBack", call -> getTranslation("calls.callBack.who", format.name(call.peer())))
        .withProperty("callable", call -> callable && !call.peer().number().withheld());
  }

  /** A page that has not said yet how wide it is says something below 1. */
  private void arrange(int width) {
    boolean narrow = width > 0 && width <= NARROW;
    grid.getColumns()
        .forEach(column -> column.setVisible("narrow".equals(column.getKey()) == narrow));
  }

  /** The address says what is shown, so that reload, back and a bookmark show the same. */
  private void ask(UnaryOperator<CallQuery> change) {
    CallQuery next = change.apply(query);
    if (!next.equals(query)) {
      UI.getCurrent().navigate(CallsView.class, next.address());
    }
  }

  private void reload() {
    today = today();
    CallFilter filter = query.filter(today, format.zone());
    pages =
        new CallPages((last, limit) ->
            named(calls.page(viewer, filter, last == null ? null : last.cursor(), limit)));
    try {
      var total = calls.summary(viewer, filter);
      sum.setText(
          getTranslation(
              "calls.sum", total.calls(), CallFormat.length(total.talk()), total.missed()));
      boolean none = pages.isEmpty();
      grid.getDataProvider().refreshAll();
      grid.setVisible(!none);
      instead.setVisible(none);
      if (none) {
        nothing();
      }
    } catch (DataAccessException e) {
      log.error("The calls of {} cannot be read", viewer.signIn(), e);
      grid.setVisible(false);
      instead.setVisible(true);
      failed();
    }
  }

  private void nothing() {
    var longer = new Button(getTranslation("calls.empty.30"));
    longer.addThemeVariants(ButtonVariant.PRIMARY);
    longer.addClickListener(_ -> ask(query -> query.period(Period.MONTH, today())));
    longer.setVisible(query.period() == Period.TODAY || query.period() == Period.WEEK);
    instead("phone-missed", "calls.empty", "calls.empty.hint", longer);
  }

  private void failed() {
    sum.setText("");
    var again = new Button(getTranslation("calls.failed.again"), _ -> reload());
    again.addThemeVariants(ButtonVariant.PRIMARY);
    instead("triangle-alert", "calls.failed", "calls.failed.hint", again);
  }

  private void instead(String icon, String title, String hint, Button action) {
    var head = new Span(getTranslation(title));
    head.getElement().setAttribute("role", "status");
    head.getStyle().setFontWeight("600");
    var second = new Span(getTranslation(hint));
    second.addClassName("hs-second");
    var actions = new Div(action);
    actions.addClassName("hs-row-acts");
    instead.removeAll();
    instead.add(Icons.of(icon), head, second, actions);
  }

  private List<Choice> choices() {
    var choices = new ArrayList<Choice>();
    choices.add(
        new Choice(
            null,
            getTranslation(
                sight instanceof Sight.Everybody ? "calls.owner.all" : "calls.owner.team")));
    choices.add(new Choice(viewer.id(), getTranslation("calls.owner.mine")));
    if (person.isVisible()) {
      people.all().stream()
          .filter(one -> sight.includes(one.id()) && !one.id().equals(viewer.id()))
          .map(one -> new Choice(one.id(), one.name()))
          .forEach(choices::add);
    }
    return choices;
  }

  private List<CallEntry> named(List<CallEntry> page) {
    List<UserId> unknown =
        page.stream().map(CallEntry::user).distinct().filter(id -> !names.containsKey(id)).toList();
    if (!unknown.isEmpty()) {
      people.findAll(unknown).forEach((id, one) -> names.put(id, one.name()));
    }
    return page;
  }

  private String agent(CallEntry call) {
    return names.getOrDefault(call.user(), "");
  }

  private String when(CallEntry call) {
    return format.when(call.times().startedAt(), today);
  }

  private void callBack(CallEntry call) {
    requests.ifAvailable(phone -> phone.request(UI.getCurrent(), call.peer().number()));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(format.zone()));
  }
}
