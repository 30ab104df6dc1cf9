package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.settings.ConnectionTests;
import dev.hookswitch.settings.LineAccounts;
import dev.hookswitch.settings.LineAccounts.Keeping;
import dev.hookswitch.settings.LineAccounts.Overview;
import dev.hookswitch.settings.LineAccounts.Where;
import dev.hookswitch.settings.OwnedLine;
import dev.hookswitch.shell.AdminTabs;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Webitel users: lines of the phone system {@code webitel} with their accounts on its server.
 */
@Route(value = "admin/webitel/:line?", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@Uses(SvgIcon.class)
class WebitelUsersView extends AdminPage implements BeforeEnterObserver, WebitelUserForm.Page {
  private static final String SYSTEM = "webitel";
  private static final String NEW = "new";
  private static final String SEVERAL = "several";

  private static final String NUMBER =
      "<a class=\"hs-num\" href=\"${item.address}\">${item.number}</a>";
  private static final String STATE =
      """
      <span class="hs-cellstate ${item.tone}"><vaadin-icon src="cti/icons.svg" symbol="${item.icon}" \
      aria-hidden="true"></vaadin-icon>${item.state}</span>\
      """;
  private static final String NARROW =
      """
      <div class="hs-row"><div class="hs-row-text"><div class="hs-row-1"><a href="${item.address}" \
      class="hs-row-name hs-num">${item.number}</a></div><div class="hs-row-2"><span>${item.second}</span></div>\
      </div></div>\
      """;

  private final LineAccounts accounts;
  private final ConnectionTests tests;
  private final People people;
  private final Person actor = SignedIn.person();
  private final UiMailbox mailbox = UiMailbox.of(UI.getCurrent());
  private final Grid<OwnedLine> grid = new Grid<>();
  private final Fold fold;
  private final TextField find;
  private final Div detail = new Div(grid);
  private final Paragraph note = new Paragraph();
  private String wanted = "";
  private @Nullable Read read;
  private @Nullable SideForm form;

  /** Everything that the page shows. */
  private record Read(Overview overview, List<Person> people) {}

  WebitelUsersView(AdminTabs tabs, LineAccounts accounts, ConnectionTests tests, People people) {
    super(tabs, Job.WEBITEL);
    this.accounts = accounts;
    this.tests = tests;
    this.people = people;
    find = finder(getTranslation("admin.find"));
    find.addValueChangeListener(_ -> filter());
    Button several = new Button(getTranslation("admin.bulk"), Icons.of("users"));
    several.addClickListener(_ -> open(SEVERAL));
    Button create = new Button(getTranslation("admin.account.new"), Icons.of("plus"));
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(_ -> open(NEW));
    style(grid, getTranslation("admin.webitel"));
    grid.setAllRowsVisible(true);
    addColumns();
    Grid.Column<OwnedLine> narrow =
        grid.addColumn(
            LitRenderer.<OwnedLine>of(NARROW)
                .withProperty("address", WebitelUsersView::address)
                .withProperty("number", WebitelUsersView::number)
                .withProperty("second", line -> line.line().name() + " · " + state(line)));
    narrow.setHeader(getTranslation("admin.col.number"));
    fold = new Fold(grid, narrow);
    grid.setVisible(false);
    note.getElement().setAttribute("role", "status");
    note.setText(getTranslation("admin.loading"));
    add(tools(find, grow(), several, create), note, detail);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    wanted = event.getRouteParameters().get("line").orElse("");
    if (read == null) {
      reload();
    } else {
      show();
    }
  }

  private void addColumns() {
    grid.addColumn(
            LitRenderer.<OwnedLine>of(NUMBER)
                .withProperty("address", WebitelUsersView::address)
                .withProperty("number", WebitelUsersView::number))
        .setHeader(getTranslation("admin.col.number"))
        .setFlexGrow(0)
        .setWidth("110px");
    grid.addColumn(line -> line.line().name())
        .setHeader(getTranslation("admin.user"))
        .setFlexGrow(1)
        .setWidth("130px");
    grid.addColumn(this::phone)
        .setHeader(getTranslation("admin.col.phone"))
        .setFlexGrow(1)
        .setWidth("130px");
    grid.addColumn(
            LitRenderer.<OwnedLine>of(STATE)
                .withProperty("tone", line -> enabled(line) ? "hs-talk" : "hs-done")
                .withProperty("icon", line -> enabled(line) ? "circle-check" : "circle-minus")
                .withProperty("state", this::state))
        .setHeader(getTranslation("admin.col.state"))
        .setFlexGrow(1)
        .setWidth("170px");
  }

  private static String number(OwnedLine line) {
    return line.line().number().dialled();
  }

  private static String address(OwnedLine line) {
    return Job.WEBITEL.path() + "/" + line.line().id();
  }

  private static boolean enabled(OwnedLine line) {
    return LineOption.ENABLED.of(line.line());
  }

  private String state(OwnedLine line) {
    if (!enabled(line)) {
      return getTranslation("admin.line.disabled");
    }
    return getTranslation(
        LineOption.AUTO_LOGIN.of(line.line()) ? "admin.line.auto" : "admin.line.byHand");
  }

  /** The flags of the phone itself that are on, by their names. */
  private String phone(OwnedLine line) {
    Read now = read;
    if (now == null) {
      return "";
    }
    return now.overview().settings().stream()
        .filter(setting ->
            setting.kind() == PhoneSetting.Kind.FLAG && LineOption.ofCode(setting.code()).isEmpty())
        .filter(setting -> setting.isOn(line.line().parameters()))
        .map(setting -> getTranslation("flag." + setting.code()))
        .reduce((one, other) -> one + ", " + other)
        .orElse(getTranslation("admin.phone.desk"));
  }

  // What is shown

  private void reload() {
    mailbox.fetch(
        () -> new Read(accounts.overview(actor, SYSTEM), people.all()),
        came -> {
          read = came;
          filter();
          show();
        },
        () -> note(getTranslation("admin.notRead")));
  }

  private void note(String sentence) {
    note.setText(sentence);
    note.setVisible(!sentence.isEmpty());
  }

  private void filter() {
    Read now = read;
    if (now == null) {
      return;
    }
    List<OwnedLine> found =
        now.overview().lines().stream()
            .filter(line -> matches(find.getValue(), number(line), line.line().name()))
            .toList();
    grid.setItems(found);
    grid.setVisible(!found.isEmpty());
    if (!found.isEmpty()) {
      note("");
    } else {
      note(
          getTranslation(
              now.overview().lines().isEmpty() ? "admin.webitel.none" : "admin.nothingFound"));
    }
  }

  private void show() {
    hide();
    Read now = Objects.requireNonNull(read);
    Optional<OwnedLine> edited =
        now.overview().lines().stream()
            .filter(line -> line.line().id().toString().equals(wanted))
            .findFirst();
    if (wanted.equals(SEVERAL)) {
      form =
          new WebitelBulkForm(
              accounts, SYSTEM, now.overview(), now.people(), getTranslation("admin.bulk"), this);
    } else if (edited.isPresent() || wanted.equals(NEW)) {
      form =
          new WebitelUserForm(
              accounts,
              tests,
              SYSTEM,
              now.overview(),
              edited.orElse(null),
              now.people(),
              edited
                  .map(line -> number(line) + " · " + line.line().name())
                  .orElse(getTranslation("admin.account.new")),
              this);
    }
    boolean open = form != null;
    detail.setClassName("hs-detail", open);
    fold.besideForm(open);
    if (form != null) {
      detail.add(form);
    }
  }

  private void hide() {
    if (form != null) {
      detail.remove(form);
      form = null;
    }
  }

  private void open(String which) {
    UI.getCurrent().navigate(Job.WEBITEL.path() + (which.isEmpty() ? "" : "/" + which));
  }

  // What the forms ask for

  @Override
  public String systemName() {
    return systemName(SYSTEM);
  }

  @Override
  public void close() {
    open("");
  }

  @Override
  public void saved() {
    say(getTranslation("admin.saved"));
    read = null;
    if (wanted.isEmpty()) {
      reload();
    } else {
      open("");
    }
  }

  @Override
  public void delete(OwnedLine line) {
    Keeping keeping = Objects.requireNonNull(read).overview().keeping();
    var onServer = new Checkbox(getTranslation("account.remove.too"));
    onServer.setVisible(keeping == Keeping.READER);
    var dialog = new ConfirmDialog();
    dialog.setHeader(getTranslation("admin.webitel.delete.title", number(line)));
    dialog.add(new Paragraph(getTranslation("admin.line.delete.hint")), onServer);
    dialog.setConfirmText(getTranslation("admin.delete"));
    dialog.setCancelable(true);
    dialog.setCancelText(getTranslation("admin.cancel"));
    dialog.addConfirmListener(
        _ -> delete(line, onServer.getValue() ? Where.ON_THE_SERVER_TOO : Where.HERE));
    dialog.open();
  }

  private void delete(OwnedLine line, Where where) {
    SideForm open = form;
    if (open != null) {
      open.forgive();
      open.keepBeside(() -> accounts.delete(actor, line, where), this::saved);
    }
  }
}
