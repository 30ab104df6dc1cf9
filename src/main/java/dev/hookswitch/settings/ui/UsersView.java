package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import com.vaadin.flow.server.streams.UploadHandler;
import dev.hookswitch.security.Passwords;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.ConnectionTests;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.settings.OwnedLine;
import dev.hookswitch.settings.Provisioning;
import dev.hookswitch.shell.AdminTabs;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everybody who may sign in, with their lines; one of them in a form beside the list. */
@Route(value = "admin/users/:user?", layout = MainLayout.class)
@RouteAlias(value = "admin", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@Uses(SvgIcon.class)
class UsersView extends AdminPage implements BeforeEnterObserver {
  private static final String NEW = "new";
  private static final int LARGEST_FILE = 4_000_000;

  private static final String NAME = "<a href=\"${item.address}\">${item.name}</a>";
  private static final String STATE =
      """
      <span class="hs-cellstate ${item.tone}"><vaadin-icon src="cti/icons.svg" symbol="${item.icon}" \
      aria-hidden="true"></vaadin-icon>${item.state}</span>\
      """;
  private static final String NARROW =
      """
      <div class="hs-row"><div class="hs-row-text"><div class="hs-row-1"><a href="${item.address}" class="hs-row-name">\
      ${item.name}</a></div><div class="hs-row-2"><span>${item.second}</span></div></div></div>\
      """;

  private final People people;
  private final Lines lines;
  private final ConnectionTests tests;
  private final Passwords passwords;
  private final Provisioning provisioning;
  private final Grid<Person> grid = new Grid<>();
  private final Fold fold;
  private final TextField find;
  private final Div detail = new Div(grid);
  private List<Person> everybody = List.of();
  private Map<UserId, List<OwnedLine>> linesOf = Map.of();
  private @Nullable UserForm form;

  UsersView(
      AdminTabs tabs,
      People people,
      Lines lines,
      ConnectionTests tests,
      Passwords passwords,
      Provisioning provisioning) {
    super(tabs, Job.USERS);
    this.people = people;
    this.lines = lines;
    this.tests = tests;
    this.passwords = passwords;
    this.provisioning = provisioning;
    find = finder(getTranslation("admin.find"));
    find.addValueChangeListener(_ -> filter());
    Button create = new Button(getTranslation("admin.user.new"), Icons.of("plus"));
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(_ -> open(NEW));
    style(grid, getTranslation("admin.users"));
    grid.setAllRowsVisible(true);
    addColumns();
    Grid.Column<Person> narrow =
        grid.addColumn(
            LitRenderer.<Person>of(NARROW)
                .withProperty("address", UsersView::address)
                .withProperty("name", Person::name)
                .withProperty("second", person -> rolesOf(person) + " · " + describe(person)));
    narrow.setHeader(getTranslation("admin.col.name"));
    fold = new Fold(grid, narrow);
    add(tools(find, grow(), importer(), exporter(), create), detail);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    reload();
    show(event.getRouteParameters().get("user").orElse(""));
  }

  private void addColumns() {
    grid.addColumn(
            LitRenderer.<Person>of(NAME)
                .withProperty("address", UsersView::address)
                .withProperty("name", Person::name))
        .setHeader(getTranslation("admin.col.name"))
        .setFlexGrow(1)
        .setWidth("130px");
    grid.addColumn(Person::signIn)
        .setHeader(getTranslation("admin.col.signin"))
        .setFlexGrow(0)
        .setWidth("118px");
    grid.addColumn(this::rolesOf)
        .setHeader(getTranslation("admin.col.roles"))
        .setFlexGrow(0)
        .setWidth("150px");
    grid.addColumn(this::describe)
        .setHeader(getTranslation("admin.col.lines"))
        .setFlexGrow(1)
        .setWidth("150px");
    grid.addColumn(
            LitRenderer.<Person>of(STATE)
                .withProperty("tone", person -> person.enabled() ? "hs-talk" : "hs-done")
                .withProperty("icon", person -> person.enabled() ? "circle-check" : "circle-minus")
                .withProperty(
                    "state",
                    person ->
                        getTranslation(
                            person.enabled() ? "admin.state.enabled" : "admin.state.disabled")))
        .setHeader(getTranslation("admin.col.status"))
        .setFlexGrow(0)
        .setWidth("130px");
  }

  private void reload() {
    everybody = people.all();
    linesOf = lines.all().stream().collect(Collectors.groupingBy(OwnedLine::owner));
    filter();
  }

  private void filter() {
    String typed = find.getValue();
    grid.setItems(
        everybody.stream()
            .filter(person -> matches(typed, person.name(), person.signIn(), describe(person)))
            .toList());
  }

  /**
   * @param which id of a user, {@link #NEW}, or nothing
   */
  private void show(String which) {
    if (form != null) {
      detail.remove(form);
      form = null;
    }
    Optional<Person> edited =
        everybody.stream().filter(person -> person.id().toString().equals(which)).findFirst();
    boolean open = edited.isPresent() || which.equals(NEW);
    detail.setClassName("hs-detail", open);
    fold.besideForm(open);
    if (!open) {
      return;
    }
    UserForm opened =
        new UserForm(
            people,
            passwords,
            edited.orElse(null),
            edited.map(Person::name).orElse(getTranslation("admin.user.new")),
            () -> open(""),
            id -> saved(id, edited.isEmpty()));
    edited.ifPresent(person ->
        opened.addLines(linesOf.getOrDefault(person.id(), List.of()), new LinesOf(person)));
    detail.add(opened);
    form = opened;
  }

  private void saved(UserId id, boolean created) {
    say(getTranslation("admin.saved"));
    if (created) {
      open(id.toString());
    } else {
      reload();
      show(id.toString());
    }
  }

  private void open(String which) {
    getUI().ifPresent(ui -> ui.navigate(Job.USERS.path() + (which.isEmpty() ? "" : "/" + which)));
  }

  private static String address(Person person) {
    return Job.USERS.path() + "/" + person.id();
  }

  private String rolesOf(Person person) {
    return person.roles().stream()
        .sorted()
        .map(role -> getTranslation("role." + role.name().toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  private String describe(Person person) {
    List<OwnedLine> owned = linesOf.getOrDefault(person.id(), List.of());
    return owned.isEmpty()
        ? "–"
        : owned.stream().map(this::describe).collect(Collectors.joining(", "));
  }

  private String describe(OwnedLine line) {
    return line.line().number() + " · " + systemName(line.line().system());
  }

  private Upload importer() {
    Upload upload = new Upload();
    upload.setUploadHandler(
        UploadHandler.inMemory((file, content) -> {
          upload.clearFileList();
          new ImportDialog(
                  provisioning,
                  file.fileName(),
                  new String(content, StandardCharsets.UTF_8),
                  () -> {
                    say(getTranslation("admin.saved"));
                    reload();
                  })
              .open();
        }));
    upload.addClassName("hs-upload");
    upload.setMaxFiles(1);
    upload.setMaxFileSize(LARGEST_FILE);
    upload.setAcceptedFileTypes(".yaml", ".yml");
    upload.setDropAllowed(false);
    upload.addFileRejectedListener(event -> say(event.getErrorMessage()));
    upload.setUploadButton(new Button(getTranslation("admin.import"), Icons.of("upload")));
    return upload;
  }

  private Div exporter() {
    Anchor link = new Anchor();
    link.setHref(
        DownloadHandler.fromInputStream(_ -> {
          byte[] yaml = provisioning.export().getBytes(StandardCharsets.UTF_8);
          return new DownloadResponse(
              new ByteArrayInputStream(yaml), "hookswitch.yaml", "application/yaml", yaml.length);
        }),
        AttachmentType.DOWNLOAD);
    link.getElement().setAttribute("hidden", true);
    Button button = new Button(getTranslation("admin.yaml"), Icons.of("download"));
    button.addClickListener(_ -> link.getElement().executeJs("this.click()"));
    return new Div(button, link);
  }

  /** What the form does with the lines of its user. */
  private final class LinesOf implements UserForm.Lines {
    private final Person owner;

    LinesOf(Person owner) {
      this.owner = owner;
    }

    @Override
    public String describe(OwnedLine line) {
      return UsersView.this.describe(line);
    }

    @Override
    public void create() {
      dialog(null, Set.of());
    }

    @Override
    public void edit(OwnedLine line) {
      dialog(line, lines.secretNames().getOrDefault(line.line().id(), Set.of()));
    }

    @Override
    public void delete(OwnedLine line) {
      new ConfirmDialog(
              getTranslation("admin.line.delete", describe(line)),
              getTranslation("admin.line.delete.hint"),
              getTranslation("admin.delete"),
              _ -> {
                lines.delete(line.line().id());
                refresh();
              },
              getTranslation("admin.cancel"),
              _ -> {})
          .open();
    }

    private void dialog(@Nullable OwnedLine line, Set<String> secretNames) {
      new LineDialog(
              lines,
              tests,
              line,
              secretNames,
              List.of(owner),
              UsersView.this::systemName,
              this::refresh)
          .open();
    }

    private void refresh() {
      say(getTranslation("admin.saved"));
      reload();
      show(owner.id().toString());
    }
  }
}
