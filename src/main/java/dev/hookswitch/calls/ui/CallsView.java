package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.hookswitch.calls.CallAddress;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog.Summary;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.CallNote.Result;
import dev.hookswitch.calls.HandEntries;
import dev.hookswitch.calls.HandEntries.HandEntry;
import dev.hookswitch.calls.MissedCalls;
import dev.hookswitch.calls.SavedFilters;
import dev.hookswitch.calls.ui.CallQuery.Period;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.Sight;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.Skeleton;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The Calls section: filters, their sum or what is to be done with the chosen calls, and the calls,
 * newest first.
 *
 * <p>Nothing here reads the database with the page's lock held: {@link CallList} reads beside it.
 * "Show more" reads on for those who do not scroll.
 */
@Route(value = "calls", layout = MainLayout.class)
@PermitAll
class CallsView extends Div implements AfterNavigationObserver, HasDynamicTitle {
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

  private final CallDesk desk;
  private final CallNews news;
  private final MissedCalls missed;
  private final HandEntries hand;
  private final Clock clock;
  private final Person viewer = SignedIn.person();
  private final UiMailbox mailbox = UiMailbox.of(UI.getCurrent());
  private final Deed deed = new Deed(this, mailbox);
  private final CallFormat format = CallFormat.of(this, UI.getCurrent());
  private final CallList list;

  /** Null until it is read; heard by the threads of news. */
  private volatile @Nullable Sight sight;

  private final SavedFilterMenu views;
  private final CallFilters filters;
  private final Span sum = new Span();
  private final FilterChips chips;
  private final ColumnMenu columns;
  private final Button clear = new Button();
  private final Div sumRow;
  private final SelectionBar selection = new SelectionBar(format, new Selected());
  private final CallGrid grid;
  private final Button more = new Button();
  private final PlayerDock player = new PlayerDock(this::focusSum);
  private final ProgressBar progress = new ProgressBar();
  private final Div skeleton = Skeleton.rows();
  private final Div instead = new Div();

  private CallQuery query = CallQuery.DEFAULT;
  private Set<UUID> chosen = Set.of();
  private LocalDate today;
  private OptionalInt readFrom = OptionalInt.empty();

  CallsView(
      CallDesk desk,
      CallNews news,
      MissedCalls missed,
      HandEntries hand,
      SavedFilters saved,
      Clock clock,
      ObjectProvider<CallRequests> requests) {
    this.desk = desk;
    this.news = news;
    this.missed = missed;
    this.hand = hand;
    this.clock = clock;
    this.today = today();
    this.list = new CallList(this, mailbox, new Source(), new ListScreen());
    this.views = new SavedFilterMenu(saved, viewer, mailbox);
    this.filters =
        new CallFilters(viewer, desk.directory(), mailbox, format, this::today, this::ask);
    this.chips = new FilterChips(desk.directory(), mailbox, this::ask);
    this.columns = new ColumnMenu(wanted -> ask(query -> query.columns(wanted)));
    this.grid = new CallGrid(list, format, requests, today);
    this.sumRow = summary();
    grid.onChosen(this::choose);
    grid.onPlay(this::play);
    addClassNames("hs-page", "hs-page-list");
    add(head(), filters, sumRow, selection, progress, skeleton, grid, more(), instead, player);
    progress.addClassName("hs-loadbar");
    progress.setIndeterminate(true);
    progress.getElement().setAttribute("aria-label", getTranslation("calls.loading"));
    progress.setVisible(false);
    instead.addClassNames("hs-empty", "hs-empty-page");
    stage(Stage.CALLS);
  }

  @Override
  public String getPageTitle() {
    return getTranslation("calls.title");
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    query = CallQuery.of(event.getLocation().getQueryParameters());
    filters.show(query);
    chips.show(query);
    columns.show(query.columns());
    grid.show(query.columns());
    views.show(query);
    clear.setVisible(query.isFiltered());
    ask();
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    UI ui = attach.getUI();
    LiveReload.keep(this, ui, news, this::concerns, () -> list.refresh(filter()));
    views.read();
    if (sight == null) {
      mailbox.fetch(this::colleagues, this::meet);
    }
    var page = ui.getPage();
    grid.fit(page.getExtendedClientDetails().getWindowInnerWidth());
    var resizes = page.addBrowserWindowResizeListener(resize -> grid.fit(resize.getWidth()));
    addDetachListener(gone -> {
      resizes.remove();
      gone.unregisterListener();
    });
  }

  private Component head() {
    var log = new Button(getTranslation("calls.log"), Icons.of("plus"), _ -> logACall());
    var export = new Button(Icons.of("download"), _ -> export());
    export.addThemeNames("icon");
    export.setAriaLabel(getTranslation("calls.export"));
    export.setTooltipText(getTranslation("calls.export"));
    var space = new Span();
    space.addClassName("hs-grow");
    var head = new Header(new H1(getTranslation("calls.title")), views, space, log, export);
    head.addClassName("hs-head");
    return head;
  }

  private Div summary() {
    sum.addClassName("hs-second");
    sum.getElement().setAttribute("tabindex", "-1");
    var space = new Span();
    space.addClassName("hs-grow");
    clear.setText(getTranslation("calls.clear"));
    clear.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    clear.addClickListener(_ -> ask(CallQuery::cleared));
    var row = new Div(sum, space, chips, clear, columns);
    row.addClassName("hs-sumrow");
    return row;
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
    grid.deselectAll();
    sum.setText(getTranslation("calls.loading"));
    list.ask(filter());
  }

  private CallFilter filter() {
    today = today();
    return query.filter(today, format.zone());
  }

  private void choose(Set<UUID> calls) {
    chosen = calls;
    selection.show(calls.size());
    sumRow.setVisible(calls.isEmpty());
  }

  private void logACall() {
    new HandEntryDialog(format, clock, this::enter).open();
  }

  private void enter(HandEntry entry, String note) {
    deed.run(
        () -> {
          UUID call = hand.enter(viewer, entry);
          return note.isBlank() ? call : desk.notes().write(viewer, call, note).call();
        },
        call -> UI.getCurrent().navigate(CallAddress.of(call)));
  }

  private CsvExport csv() {
    return new CsvExport(desk.calls(), desk.people(), viewer, format);
  }

  private void export() {
    ExportDialog.of(csv(), filter(), list.summary().calls(), today, mailbox).open();
  }

  /** Draws what the list says. */
  private final class ListScreen implements CallList.Screen {
    @Override
    public void show() {
      progress.setVisible(false);
      grid.refresh(today);
      if (list.size() == 0) {
        nothing();
        return;
      }
      stage(Stage.CALLS);
      readFrom.ifPresent(CallsView.this::showFrom);
    }

    @Override
    public void sum(Summary total) {
      sum.setText(
          getTranslation(
              "calls.sum", total.calls(), CallFormat.length(total.talk()), total.missed()));
    }

    @Override
    public void waiting() {
      progress.setVisible(true);
      if (!list.isAnswered()) {
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

  /** What is done with the chosen calls. */
  private final class Selected implements SelectionBar.Acts {
    @Override
    public void link() {
      Set<UUID> calls = chosen;
      new LinkDialog(desk.directory(), mailbox, record -> link(calls, record)).open();
    }

    private void link(Set<UUID> calls, RecordSummary record) {
      RecordRef ref = record.ref();
      deed.run(
          () -> calls.forEach(call -> desk.links().link(viewer, call, ref)),
          () -> {
            clear();
            deed.say(
                getTranslation("calls.link.done", calls.size(), record.name()),
                () -> calls.forEach(call -> desk.links().unlink(viewer, call, ref)));
          });
    }

    @Override
    public void setResult(Result result) {
      Set<UUID> calls = chosen;
      deed.run(
          () -> desk.notes().setResult(viewer, calls, result),
          () -> {
            clear();
            deed.say(getTranslation("calls.result.set", calls.size(), format.noteResult(result)));
          });
    }

    @Override
    public void markAsDone() {
      Set<UUID> calls = chosen;
      deed.run(
          () -> missed.done(viewer, calls),
          done -> {
            clear();
            deed.say(getTranslation("calls.done.set", done));
          });
    }

    @Override
    public void export() {
      ExportDialog.of(csv(), chosen, today, mailbox).open();
    }

    @Override
    public void clear() {
      grid.deselectAll();
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
      focusSum();
    }
  }

  private void focusSum() {
    sum.getElement().callJsFunction("focus");
  }

  private void play(CallEntry call) {
    player.play(
        call,
        CallSubject.of(call, list.work(call).links(), format).name(),
        format.when(call.times().startedAt(), today));
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

  /** Asked on threads of their own. */
  private final class Source implements CallList.Source {
    @Override
    public CallList.Page after(CallFilter filter, @Nullable CallEntry last, int limit) {
      List<CallEntry> page =
          desk.calls().page(viewer, filter, last == null ? null : last.cursor(), limit);
      Set<UserId> agents = page.stream().map(CallEntry::user).collect(Collectors.toSet());
      return new CallList.Page(
          page,
          new HashMap<>(CallDesk.names(desk.people().findAll(agents))),
          desk.calls().work(viewer, page.stream().map(CallEntry::id).toList()));
    }

    @Override
    public Summary summary(CallFilter filter) {
      return desk.calls().summary(viewer, filter);
    }
  }

  /** Runs on a thread of its own. */
  private Colleagues colleagues() {
    Sight whole = desk.people().sightOf(viewer);
    boolean chooses = viewer.is(Role.SUPERVISOR) || viewer.is(Role.ADMINISTRATOR);
    return new Colleagues(
        whole,
        chooses
            ? desk.people().all().stream()
                .filter(one -> whole.includes(one.id()) && !one.id().equals(viewer.id()))
                .toList()
            : List.of());
  }

  private void meet(Colleagues colleagues) {
    sight = colleagues.sight();
    filters.offer(colleagues.sight(), colleagues.others());
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

  private LocalDate today() {
    return LocalDate.now(clock.withZone(format.zone()));
  }
}
