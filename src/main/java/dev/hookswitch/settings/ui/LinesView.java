package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.Route;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.settings.ConnectionTests;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.settings.OwnedLine;
import dev.hookswitch.shell.AdminTabs;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every line on every phone system, and whose it is. */
@Route(value = "admin/lines", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class LinesView extends AdminPage {
  private static final String NUMBER =
      """
      <button class="hs-linkbutton hs-num" @click="${edit}">${item.number}</button>\
      """;
  private static final String NARROW =
      """
      <div class="hs-row-text"><div class="hs-row-1"><button class="hs-linkbutton hs-num" \
      @click="${edit}">${item.number}</button></div><div class="hs-row-2"><span>${item.second}</span>\
      </div></div>\
      """;

  private final People people;
  private final Lines lines;
  private final ConnectionTests tests;
  private final Grid<OwnedLine> grid = new Grid<>();
  private final TextField find;
  private List<OwnedLine> all = List.of();
  private Map<LineId, Set<String>> secretNames = Map.of();

  LinesView(AdminTabs tabs, People people, Lines lines, ConnectionTests tests) {
    super(tabs, Job.LINES);
    this.people = people;
    this.lines = lines;
    this.tests = tests;
    find = finder(getTranslation("admin.find"));
    find.addValueChangeListener(_ -> filter());
    Button create = new Button(getTranslation("admin.line.new"), Icons.of("plus"));
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(_ -> open(null));
    style(grid, getTranslation("admin.lines"));
    grid.addColumn(
            LitRenderer.<OwnedLine>of(NUMBER)
                .withProperty("number", LinesView::number)
                .withFunction("edit", this::open))
        .setHeader(getTranslation("admin.col.number"))
        .setFlexGrow(0)
        .setWidth("140px");
    grid.addColumn(line -> systemName(line.line().system()))
        .setHeader(getTranslation("admin.system"));
    grid.addColumn(line -> line.line().name()).setHeader(getTranslation("admin.user"));
    Grid.Column<OwnedLine> narrow =
        grid.addColumn(
                LitRenderer.<OwnedLine>of(NARROW)
                    .withProperty("number", LinesView::number)
                    .withProperty(
                        "second",
                        line -> line.line().name() + " · " + systemName(line.line().system()))
                    .withFunction("edit", this::open))
            .setHeader(getTranslation("admin.col.number"));
    new Fold(grid, narrow);
    add(tools(find, grow(), create), grid);
    reload();
  }

  private void reload() {
    all = lines.all();
    secretNames = lines.secretNames();
    filter();
  }

  private void filter() {
    grid.setItems(
        all.stream()
            .filter(line ->
                matches(
                    find.getValue(),
                    number(line),
                    line.line().name(),
                    systemName(line.line().system())))
            .toList());
  }

  private void open(@Nullable OwnedLine line) {
    List<Person> owners = people.all();
    new LineDialog(
            lines,
            tests,
            line,
            line == null ? Set.of() : secretNames.getOrDefault(line.line().id(), Set.of()),
            owners,
            this::systemName,
            () -> {
              say(getTranslation("admin.saved"));
              reload();
            })
        .open();
  }

  private static String number(OwnedLine line) {
    return line.line().number().dialled();
  }
}
