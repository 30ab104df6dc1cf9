package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.Route;
import dev.hookswitch.security.People;
import dev.hookswitch.security.PeopleRefused;
import dev.hookswitch.security.Team;
import dev.hookswitch.security.TeamId;
import dev.hookswitch.shell.AdminTabs;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The teams and who is in them. Members are chosen in the form of a user. */
@Route(value = "admin/teams", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class TeamsView extends AdminPage {
  private static final String NAME =
      """
      <button class="hs-linkbutton" @click="${edit}">${item.name}</button>\
      """;

  private final People people;
  private final Grid<Team> grid = new Grid<>();
  private final Div detail = new Div(grid);
  private Map<TeamId, List<String>> members = Map.of();
  private @Nullable TeamForm form;

  TeamsView(AdminTabs tabs, People people) {
    super(tabs, Job.TEAMS);
    this.people = people;
    Button create = new Button(getTranslation("admin.team.new"), Icons.of("plus"));
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(_ -> show(null));
    style(grid, getTranslation("admin.teams"));
    grid.setAllRowsVisible(true);
    grid.addColumn(
            LitRenderer.<Team>of(NAME)
                .withProperty("name", Team::name)
                .withFunction("edit", this::show))
        .setHeader(getTranslation("admin.col.name"))
        .setFlexGrow(0)
        .setWidth("150px");
    grid.addColumn(team -> String.join(", ", members.getOrDefault(team.id(), List.of())))
        .setHeader(getTranslation("admin.col.members"));
    add(tools(grow(), create), detail);
    reload();
  }

  private void reload() {
    members =
        people.all().stream()
            .flatMap(
                person -> person.teams().stream().map(team -> Map.entry(team.id(), person.name())))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    grid.setItems(people.teams());
  }

  private void show(@Nullable Team team) {
    hide();
    form = new TeamForm(team);
    detail.addClassName("hs-detail");
    detail.add(form);
  }

  private void hide() {
    if (form != null) {
      detail.remove(form);
      form = null;
    }
    detail.removeClassName("hs-detail");
  }

  private void saved() {
    hide();
    say(getTranslation("admin.saved"));
    reload();
  }

  private final class TeamForm extends SideForm {
    private final @Nullable Team team;
    private final TextField name = new TextField();

    TeamForm(@Nullable Team team) {
      super(
          team == null ? TeamsView.this.getTranslation("admin.team.new") : team.name(),
          TeamsView.this::hide);
      this.team = team;
      name.setLabel(getTranslation("admin.col.name"));
      name.setValue(team == null ? "" : team.name());
      name.setAutofocus(true);
      name.setWidthFull();
      add(name);
      if (team != null) {
        Button delete = new Button(getTranslation("admin.team.delete"), Icons.of("trash-2"));
        delete.addThemeVariants(ButtonVariant.TERTIARY);
        delete.addClickListener(_ -> confirm(team));
        add(delete);
      }
      addFoot();
    }

    @Override
    void keep() {
      if (team == null) {
        people.createTeam(name.getValue());
      } else {
        people.renameTeam(team.id(), name.getValue());
      }
      saved();
    }

    @Override
    boolean show(RuntimeException refused) {
      if (!(refused instanceof PeopleRefused why)) {
        return false;
      }
      why.problems().forEach(problem -> mark(name, getTranslation(problem.textKey())));
      return true;
    }

    private void confirm(Team doomed) {
      new ConfirmDialog(
              getTranslation("admin.team.delete.title", doomed.name()),
              getTranslation("admin.team.delete.hint"),
              getTranslation("admin.delete"),
              _ -> {
                people.deleteTeam(doomed.id());
                saved();
              },
              getTranslation("admin.cancel"),
              _ -> {})
          .open();
    }
  }
}
