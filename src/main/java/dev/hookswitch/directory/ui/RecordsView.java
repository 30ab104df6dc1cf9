package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.Uses;
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
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordKind;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.exchange.Exports;
import dev.hookswitch.directory.ui.RecordList.Question;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.Skeleton;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.node.ArrayNode;

/**
 * The records of one kind by name. Contacts and accounts have addresses of their own; the others
 * share the section "Records" with a choice of the kind.
 *
 * <p>Nothing here reads the database with the page's lock held: {@link RecordList} reads beside it,
 * and the grid is given only records that are in memory.
 */
@Route(value = "records/:kind?", layout = MainLayout.class)
@RouteAlias(value = "contacts", layout = MainLayout.class)
@RouteAlias(value = "accounts", layout = MainLayout.class)
@PermitAll
@Uses(SvgIcon.class)
class RecordsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final String TEXT = "q";

  /** As in the style sheet: below it a row has two lines. */
  private static final int NARROW = 800;

  private static final int NUMBERS_IN_A_ROW = 2;

  private static final String NAME =
      """
      <a href="${item.address}">${item.name}</a>\
      """;

  private static final String NUMBERS =
      """
      <div class="hs-cellnumbers">${item.numbers.map(one => html`<vaadin-button class="hs-callnumber" \
      theme="tertiary small" title="${one.type}" aria-label="${one.label}" @click="${() => call(one.index)}">\
      <vaadin-icon src="cti/icons.svg" symbol="phone" slot="prefix" aria-hidden="true"></vaadin-icon>\
      <span class="hs-num">${one.number}</span></vaadin-button>`)}</div>\
      """;

  private static final String NARROW_ROW =
      """
      <div class="hs-row"><div class="hs-row-text"><div class="hs-row-1"><a href="${item.address}" \
      class="hs-row-name">${item.name}</a></div><div class="hs-row-2"><span>${item.second}</span></div></div>\
      ${item.numbers.slice(0, 1).map(one => html`<vaadin-button class="hs-rowbtn" theme="tertiary icon" \
      aria-label="${one.label}" @click="${() => call(one.index)}"><vaadin-icon src="cti/icons.svg" symbol="phone" \
      aria-hidden="true"></vaadin-icon></vaadin-button>`)}</div>\
      """;

  /** What stands under the filters. */
  private enum Stage {
    RECORDS,
    LOADING,
    INSTEAD
  }

  private final Directory directory;
  private final People people;
  private final ObjectProvider<CallRequests> requests;
  private final Exports exports;
  private final Person viewer = SignedIn.person();

  /** None where there is no phone to call with. */
  private final int numbersInARow;

  private final RecordList list;
  private final H1 heading = new H1();
  private final Select<RecordKind> kind = new Select<>();
  private final TextField find = new TextField();
  private final Div acts = new Div();
  private final Grid<DirectoryRecord> grid = new Grid<>();
  private final Button more = new Button();
  private final ProgressBar progress = new ProgressBar();
  private final Div skeleton = Skeleton.rows();
  private final Div instead = new Div();
  private Question question = new Question(RecordRef.CONTACT, "");
  private String title = "";
  private OptionalInt readFrom = OptionalInt.empty();

  RecordsView(
      Directory directory, People people, Exports exports, ObjectProvider<CallRequests> requests) {
    this.exports = exports;
    this.directory = directory;
    this.people = people;
    this.requests = requests;
    this.numbersInARow = requests.getIfAvailable() == null ? 0 : NUMBERS_IN_A_ROW;
    UiMailbox mailbox = UiMailbox.of(UI.getCurrent());
    this.list = new RecordList(this, mailbox, this::read, new ListScreen());
    addClassNames("hs-page", "hs-page-list");
    add(head(), filters(), progress, skeleton, grid, more(), instead);
    progress.addClassName("hs-loadbar");
    progress.setIndeterminate(true);
    progress.getElement().setAttribute("aria-label", getTranslation("directory.loading"));
    progress.setVisible(false);
    fillGrid();
    stage(Stage.RECORDS);
    mailbox.fetch(directory::kinds, this::meet);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    String section = event.getLocation().getFirstSegment();
    String code =
        switch (section) {
          case "contacts" -> RecordRef.CONTACT;
          case "accounts" -> RecordRef.ACCOUNT;
          default -> event.getRouteParameters().get("kind").orElse(RecordRef.LEAD);
        };
    String text =
        event.getLocation().getQueryParameters().getSingleParameter(TEXT).orElse("").strip();
    question = new Question(code, text);
    find.setValue(text);
    kind.setVisible(section.equals("records"));
    choose();
    ask();
  }

  @Override
  public String getPageTitle() {
    return title;
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    var page = attach.getUI().getPage();
    arrange(page.getExtendedClientDetails().getWindowInnerWidth());
    var resizes = page.addBrowserWindowResizeListener(resize -> arrange(resize.getWidth()));
    addDetachListener(gone -> {
      resizes.remove();
      gone.unregisterListener();
    });
  }

  private Component head() {
    var space = new Span();
    space.addClassName("hs-grow");
    var head = new Header(heading, space, acts);
    head.addClassName("hs-head");
    return head;
  }

  private Component filters() {
    kind.setAriaLabel(getTranslation("directory.kind"));
    kind.setItemLabelGenerator(one -> one.many(this::getTranslation));
    kind.addValueChangeListener(chosen -> {
      if (!chosen.getValue().code().equals(question.kind())) {
        UI.getCurrent().navigate(RecordAddress.list(chosen.getValue().code()));
      }
    });
    find.addClassName("hs-find");
    find.setAriaLabel(getTranslation("directory.find"));
    find.setPlaceholder(getTranslation("directory.find"));
    find.setPrefixComponent(Icons.of("search"));
    find.setClearButtonVisible(true);
    find.setValueChangeMode(ValueChangeMode.LAZY);
    find.addValueChangeListener(typed -> search(typed.getValue().strip()));
    var filters = new Div(kind, find);
    filters.addClassName("hs-filters");
    filters.getElement().setAttribute("role", "search");
    return filters;
  }

  private void fillGrid() {
    grid.addClassName("hs-grid");
    grid.addThemeName("no-border");
    grid.setItems(new CallbackDataProvider<>(this::rows, _ -> list.size(), DirectoryRecord::ref));
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addColumn(
            LitRenderer.<DirectoryRecord>of(NAME)
                .withProperty("address", one -> RecordAddress.of(one.ref()))
                .withProperty("name", one -> one.details().name()))
        .setHeader(getTranslation("directory.name"))
        .setKey("name")
        .setWidth("160px");
    grid.addColumn(DirectoryRecord::second)
        .setHeader(getTranslation("directory.second"))
        .setKey("second")
        .setTooltipGenerator(DirectoryRecord::second)
        .setWidth("140px");
    grid.addColumn(numbers(NUMBERS))
        .setHeader(getTranslation("directory.numbers"))
        .setKey("numbers")
        .setWidth("310px")
        .setFlexGrow(0);
    grid.addColumn(list::owner)
        .setHeader(getTranslation("directory.owner"))
        .setKey("owner")
        .setWidth("120px")
        .setFlexGrow(0);
    grid.addColumn(
            numbers(NARROW_ROW)
                .withProperty("address", one -> RecordAddress.of(one.ref()))
                .withProperty("name", one -> one.details().name())
                .withProperty("second", DirectoryRecord::second))
        .setKey("narrow");
  }

  private LitRenderer<DirectoryRecord> numbers(String template) {
    return LitRenderer.<DirectoryRecord>of(template)
        .withProperty("numbers", this::callable)
        .withFunction("call", (one, arguments) -> call(one, arguments.get(0).asInt()));
  }

  /** The first numbers that are in use, with their places among all. */
  private ArrayNode callable(DirectoryRecord one) {
    ArrayNode numbers = JacksonUtils.createArrayNode();
    List<Communication> all = one.communications();
    for (int i = 0; i < all.size() && numbers.size() < numbersInARow; i++) {
      Communication number = all.get(i);
      if (number.type().phone() && !number.outOfDate()) {
        numbers
            .addObject()
            .put("index", i)
            .put("number", number.typed())
            .put("type", NumberTypes.word(number.type(), this))
            .put(
                "label",
                getTranslation("directory.call.who", one.details().name(), number.typed()));
      }
    }
    return numbers;
  }

  private void call(DirectoryRecord one, int index) {
    if (index < 0 || index >= one.communications().size()) {
      return;
    }
    Optional<PhoneNumber> number = Numbers.dialable(one.communications().get(index).typed());
    number.ifPresent(dialled ->
        requests.ifAvailable(phone -> phone.request(UI.getCurrent(), dialled, one.ref())));
  }

  /** A page that has not said yet how wide it is says something below 1. */
  private void arrange(int width) {
    boolean narrow = width > 0 && width <= NARROW;
    grid.getColumns()
        .forEach(column -> column.setVisible("narrow".equals(column.getKey()) == narrow));
  }

  private Component more() {
    more.setText(getTranslation("directory.more"));
    more.addClassName("hs-more");
    more.addThemeVariants(ButtonVariant.TERTIARY);
    more.addClickListener(_ -> {
      readFrom = OptionalInt.of(list.size());
      list.readOn();
    });
    return more;
  }

  /** The address says what is shown, so that reload, back and a bookmark show the same. */
  private void search(String text) {
    if (!text.equals(question.text())) {
      UI.getCurrent()
          .navigate(
              RecordAddress.list(question.kind()),
              text.isEmpty() ? QueryParameters.empty() : QueryParameters.of(TEXT, text));
    }
  }

  private void ask() {
    readFrom = OptionalInt.empty();
    list.ask(question);
  }

  private void meet(List<RecordKind> kinds) {
    var choices =
        new ArrayList<>(
            kinds.stream()
                .filter(one ->
                    !one.code().equals(RecordRef.CONTACT) && !one.code().equals(RecordRef.ACCOUNT))
                .toList());
    choices.add(RecordKind.EMPLOYEES);
    kind.setItems(choices);
    choose();
  }

  /** Of no effect on an own kind until the kinds are there. */
  private void choose() {
    Optional<RecordKind> chosen =
        kind.isVisible()
            ? kind.getListDataView()
                .getItems()
                .filter(one -> one.code().equals(question.kind()))
                .findFirst()
            : Optional.empty();
    chosen.ifPresent(kind::setValue);
    title =
        kind.isVisible()
            ? chosen
                .map(one -> one.many(this::getTranslation))
                .orElse(getTranslation("nav.records"))
            : getTranslation("directory.kinds." + question.kind());
    heading.setText(title);
    grid.setAriaLabel(title);
    UI.getCurrent().getPage().setTitle(title);
    acts.removeAll();
    acts.add(new RecordActs(question.kind(), question.text(), viewer, exports));
  }

  private Stream<DirectoryRecord> rows(Query<DirectoryRecord, Void> wanted) {
    int end = wanted.getOffset() + wanted.getLimit();
    if (end >= list.size()) {
      list.readOn();
    }
    return list.records(wanted.getOffset(), wanted.getLimit());
  }

  /** Runs on a thread of its own. */
  private RecordList.Page read(Question asked, @Nullable DirectoryRecord last, int limit) {
    List<DirectoryRecord> records =
        directory.page(asked.kind(), asked.text(), last == null ? null : last.cursor(), limit);
    var owners = new HashMap<UserId, String>();
    people
        .findAll(
            records.stream()
                .map(DirectoryRecord::owner)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()))
        .forEach((id, one) -> owners.put(id, one.name()));
    return new RecordList.Page(records, owners);
  }

  private void stage(Stage stage) {
    grid.setVisible(stage == Stage.RECORDS);
    more.setVisible(stage == Stage.RECORDS && !list.isComplete());
    skeleton.setVisible(stage == Stage.LOADING);
    instead.setVisible(stage == Stage.INSTEAD);
  }

  private void instead(Div what) {
    instead.removeAll();
    instead.add(what);
    stage(Stage.INSTEAD);
  }

  private void nothing() {
    if (question.text().isEmpty()) {
      instead(
          Instead.ofList(
              "users", getTranslation("directory.none"), getTranslation("directory.none.hint")));
    } else {
      var all = new Button(getTranslation("directory.nothing.all"), _ -> search(""));
      all.addThemeVariants(ButtonVariant.PRIMARY);
      instead(
          Instead.ofList(
              "search",
              getTranslation("directory.nothing"),
              getTranslation("directory.nothing.hint"),
              all));
    }
  }

  /** Draws what the list says. */
  private final class ListScreen implements RecordList.Screen {
    @Override
    public void show() {
      progress.setVisible(false);
      grid.getDataProvider().refreshAll();
      if (list.size() == 0) {
        nothing();
        return;
      }
      stage(Stage.RECORDS);
      readFrom.ifPresent(index -> {
        if (index < list.size()) {
          grid.scrollToIndex(index);
          readFrom = OptionalInt.empty();
        }
      });
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
      var again = new Button(getTranslation("directory.failed.again"), _ -> ask());
      again.addThemeVariants(ButtonVariant.PRIMARY);
      instead(
          Instead.ofList(
              "triangle-alert",
              getTranslation("directory.failed"),
              getTranslation("directory.failed.hint"),
              again));
    }
  }
}
