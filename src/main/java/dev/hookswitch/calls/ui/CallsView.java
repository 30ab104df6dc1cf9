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
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallFilter.Kind;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.ui.CallQuery.Period;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.Sight;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The Calls section: filters, their sum, and the calls, newest first.
 *
 * <p>Nothing here reads the database with the page's lock held: {@link CallList} reads beside it,
 * and the grid is given only calls that are in memory. That the grid asks for the last of them is
 * the sign that the reader nears the end, and the next page is read; "Show more" does the same for
 * those who do not scroll.
 */
@Route(value = "calls", layout = MainLayout.class)
@PermitAll
@Uses(SvgIcon.class)
class CallsView extends Div implements AfterNavigationObserver, HasDynamicTitle {
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

  /**
   * Whom the viewer may see.
   *
   * @param others by name, without the viewer
   */
  private record Colleagues(Sight sight, List<Person> others) {}

  /** What stands under the filters. */
  private enum Stage {
    CALLS,
    LOADING,
    INSTEAD
  }

  private final CallNews news;
  private final People people;
  private final Clock clock;
  private final ObjectProvider<CallRequests> requests;
  private final Person viewer = SignedIn.person();
  private final CallFormat format;
  private final CallList list;

  /** Null until it is read; heard by the threads of news. */
  private volatile @Nullable Sight sight;

  private final TextField find = new TextField();
  private final Select<Period> period = new Select<>();
  private final DatePicker from = new DatePicker();
  private final DatePicker until = new DatePicker();
  private final ComboBox<Choice> person = new ComboBox<>();
  private final Select<Kind> kind = new Select<>();
  private final Span sum = new Span();
  private final Button clear = new Button();
  private final Grid<CallEntry> grid = new Grid<>();
  private final Button more = new Button();
  private final ProgressBar progress = new ProgressBar();
  private final Div skeleton = Skeleton.rows();
  private final Div instead = new Div();

  private CallQuery query = CallQuery.DEFAULT;
  private LocalDate today;
  private OptionalInt readFrom = OptionalInt.empty();

  CallsView(
      CallLog calls,
      CallNews news,
      People people,
      Clock clock,
      ObjectProvider<CallRequests> requests) {
    this.news = news;
    this.people = people;
    this.clock = clock;
    this.requests = requests;
    this.format = CallFormat.of(this, UI.getCurrent());
    this.list = new CallList(this, UiMailbox.of(UI.getCurrent()), source(calls), new ListScreen());
    this.today = today();
    addClassNames("hs-page", "hs-page-list");
    add(head(), filters(), summary(), progress, skeleton, grid, more(), instead);
    progress.addClassName("hs-loadbar");
    progress.setIndeterminate(true);
    progress.getElement().setAttribute("aria-label", getTranslation("calls.loading"));
    progress.setVisible(false);
    instead.addClassNames("hs-empty", "hs-empty-page");
    fillGrid();
    stage(Stage.CALLS);
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
    choosePerson();
    clear.setVisible(!query.equals(CallQuery.DEFAULT));
    ask();
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    UI ui = attach.getUI();
    LiveReload.keep(this, ui, news, this::concerns, () -> list.refresh(filter()));
    if (sight == null) {
      UiMailbox.of(ui).fetch(this::colleagues, this::meet);
    }
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
    person.setItems(List.of());
    person.setItemLabelGenerator(Choice::label);
    person.setVisible(choosesPersons());
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
    sum.getElement().setAttribute("tabindex", "-1");
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
    grid.setItems(new CallbackDataProvider<>(this::rows, _ -> list.size(), CallEntry::id));
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
        .setWidth("150px")
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

  private void ask() {
    readFrom = OptionalInt.empty();
    list.ask(filter());
  }

  private CallFilter filter() {
    today = today();
    return query.filter(today, format.zone());
  }

  private Stream<CallEntry> rows(Query<CallEntry, Void> wanted) {
    int end = wanted.getOffset() + wanted.getLimit();
    if (end >= list.size()) {
      list.readOn();
    }
    return list.calls(wanted.getOffset(), wanted.getLimit());
  }

  /** Draws what the list says. */
  private final class ListScreen implements CallList.Screen {
    @Override
    public void show() {
      progress.setVisible(false);
      var total = list.summary();
      sum.setText(
          getTranslation(
              "calls.sum", total.calls(), CallFormat.length(total.talk()), total.missed()));
      grid.getDataProvider().refreshAll();
      if (list.size() == 0) {
        nothing();
        return;
      }
      stage(Stage.CALLS);
      readFrom.ifPresent(CallsView.this::showFrom);
    }

    @Override
    public void waiting() {
      progress.setVisible(true);
      if (!list.isAnswered()) {
        sum.setText(getTranslation("calls.loading"));
        stage(Stage.LOADING);
      }
    }

    @Override
    public void failed() {
      progress.setVisible(false);
      sum.setText("");
      var again = new Button(getTranslation("calls.failed.again"), _ -> ask());
      again.addThemeVariants(ButtonVariant.PRIMARY);
      instead("triangle-alert", "calls.failed", "calls.failed.hint", again);
    }
  }

  /**
   * Who asked for more by the button is taken to it. The last page takes the button away, so the
   * focus goes to the sum, before the list.
   */
  private void showFrom(int index) {
    if (index >= list.size() && !list.isComplete()) {
      list.readOn(); // what came was an answer to the news before the click
      return;
    }
    readFrom = OptionalInt.empty();
    grid.scrollToIndex(Math.min(index, list.size() - 1));
    if (list.isComplete()) {
      sum.getElement().callJsFunction("focus");
    }
  }

  private void stage(Stage stage) {
    grid.setVisible(stage == Stage.CALLS);
    more.setVisible(stage == Stage.CALLS && !list.isComplete());
    skeleton.setVisible(stage == Stage.LOADING);
    instead.setVisible(stage == Stage.INSTEAD);
  }

  private void nothing() {
    var longer = new Button(getTranslation("calls.empty.30"));
    longer.addThemeVariants(ButtonVariant.PRIMARY);
    longer.addClickListener(_ -> ask(query -> query.period(Period.MONTH, today())));
    longer.setVisible(query.period() == Period.TODAY || query.period() == Period.WEEK);
    instead("phone-missed", "calls.empty", "calls.empty.hint", longer);
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
    stage(Stage.INSTEAD);
  }

  private CallList.Source source(CallLog calls) {
    return new CallList.Source() {
      @Override
      public CallList.Page after(CallFilter filter, @Nullable CallEntry last, int limit) {
        List<CallEntry> page =
            calls.page(viewer, filter, last == null ? null : last.cursor(), limit);
        var agents = new HashMap<UserId, String>();
        people
            .findAll(page.stream().map(CallEntry::user).collect(Collectors.toSet()))
            .forEach((id, one) -> agents.put(id, one.name()));
        return new CallList.Page(page, agents);
      }

      @Override
      public CallLog.Summary summary(CallFilter filter) {
        return calls.summary(viewer, filter);
      }
    };
  }

  /** Runs on a thread of its own. */
  private Colleagues colleagues() {
    Sight whole = people.sightOf(viewer);
    return new Colleagues(
        whole,
        choosesPersons()
            ? people.all().stream()
                .filter(one -> whole.includes(one.id()) && !one.id().equals(viewer.id()))
                .toList()
            : List.of());
  }

  private void meet(Colleagues colleagues) {
    sight = colleagues.sight();
    var choices = new ArrayList<Choice>();
    choices.add(
        new Choice(
            null,
            getTranslation(
                colleagues.sight() instanceof Sight.Everybody
                    ? "calls.owner.all"
                    : "calls.owner.team")));
    choices.add(new Choice(viewer.id(), getTranslation("calls.owner.mine")));
    colleagues.others().forEach(one -> choices.add(new Choice(one.id(), one.name())));
    person.setItems(choices);
    choosePerson();
  }

  /** Of no effect until the persons are there. */
  private void choosePerson() {
    person
        .getListDataView()
        .getItems()
        .filter(choice -> Objects.equals(choice.user(), query.person()))
        .findFirst()
        .ifPresent(person::setValue);
  }

  private boolean choosesPersons() {
    return viewer.is(Role.SUPERVISOR) || viewer.is(Role.ADMINISTRATOR);
  }

  /** Runs on the threads of news. Until it is known whom the viewer sees, all news count. */
  private boolean concerns(CallChanged change) {
    Sight known = sight;
    return known == null || known.includes(change.user());
  }

  private Component more() {
    more.setText(getTranslation("calls.more"));
    more.addClassName("hs-more");
    more.addThemeVariants(ButtonVariant.TERTIARY);
    more.addClickListener(_ -> {
      readFrom = OptionalInt.of(list.size());
      list.readOn();
    });
    return more;
  }

  private String agent(CallEntry call) {
    return list.agent(call.user());
  }

  private String when(CallEntry call) {
    return format.when(call.times().startedAt(), today);
  }

  private void callBack(CallEntry call) {
    requests.ifAvailable(phone -> phone.request(UI.getCurrent(), call.peer().number(), null));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(format.zone()));
  }
}
