package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.Language;
import dev.hookswitch.security.Passwords;
import dev.hookswitch.security.People;
import dev.hookswitch.security.PeopleRefused;
import dev.hookswitch.security.PeopleRefused.Field;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.PersonDetails;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.Team;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.OwnedLine;
import dev.hookswitch.shell.Icons;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One user: who it is, what it may do, its lines. */
class UserForm extends SideForm {
  private final People people;
  private final Passwords passwords;
  private final @Nullable Person edited;
  private final Consumer<UserId> saved;
  private final TextField name = new TextField();
  private final TextField signIn = new TextField();
  private final CheckboxGroup<Role> roles = new CheckboxGroup<>();
  private final MultiSelectComboBox<Team> teams = new MultiSelectComboBox<>();
  private final Select<Language> language = new Select<>();
  private final PasswordField password = new PasswordField();
  private final Checkbox enabled = new Checkbox();
  private final Map<Field, HasValidationProperties> fields =
      Map.of(
          Field.NAME, name,
          Field.SIGN_IN, signIn,
          Field.ROLES, roles,
          Field.PASSWORD, password,
          Field.ACCESS, enabled);

  /**
   * @param edited null for a new user
   * @param saved gets the user's id when everything was kept
   */
  UserForm(
      People people,
      Passwords passwords,
      @Nullable Person edited,
      String title,
      Runnable close,
      Consumer<UserId> saved) {
    super(title, close);
    this.people = people;
    this.passwords = passwords;
    this.edited = edited;
    this.saved = saved;
    label();
    fill();
    Div names = new Div(name, signIn);
    names.addClassName("hs-two");
    add(names, roles, teams, language, password, enabled);
    addFoot();
  }

  /** The user's lines, below the fields; each kept at once, apart from the rest of the form. */
  void addLines(List<OwnedLine> lines, Lines of) {
    H3 title = new H3(getTranslation("admin.col.lines"));
    Button add = new Button(getTranslation("admin.line.new"), Icons.of("plus"), _ -> of.create());
    add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    Div head = new Div(title, add);
    head.addClassName("hs-field-head");
    UnorderedList list = new UnorderedList();
    list.addClassName("hs-list");
    for (OwnedLine line : lines) {
      Span text = new Span(of.describe(line));
      text.addClassNames("hs-grow", "hs-num");
      Button edit = icon("pencil", getTranslation("admin.line.edit", of.describe(line)));
      edit.addClickListener(_ -> of.edit(line));
      Button delete = icon("trash-2", getTranslation("admin.line.delete", of.describe(line)));
      delete.addClickListener(_ -> of.delete(line));
      ListItem item = new ListItem(text, edit, delete);
      item.addClassName("hs-row");
      list.add(item);
    }
    addComponentAtIndex(indexOf(enabled) + 1, new Div(head, list));
  }

  /** What the page does with the lines of the user shown. */
  interface Lines {
    String describe(OwnedLine line);

    void create();

    void edit(OwnedLine line);

    void delete(OwnedLine line);
  }

  @Override
  void keep() {
    PersonDetails details =
        new PersonDetails(
            signIn.getValue(),
            name.getValue(),
            roles.getValue(),
            teams.getValue().stream().map(Team::id).collect(Collectors.toSet()),
            language.getValue(),
            enabled.getValue() ? Access.ENABLED : Access.DISABLED);
    Credential typed = new Credential.Password(password.getValue());
    if (edited == null) {
      saved.accept(people.create(details, typed));
    } else {
      if (password.isEmpty()) {
        people.update(edited.id(), edited.version(), details);
      } else {
        people.update(edited.id(), edited.version(), details, typed);
      }
      saved.accept(edited.id());
    }
  }

  @Override
  boolean show(RuntimeException refused) {
    if (!(refused instanceof PeopleRefused people)) {
      return false;
    }
    people
        .problems()
        .forEach(problem -> {
          HasValidationProperties field = fields.get(problem.field());
          if (field != null) {
            mark(field, getTranslation(problem.textKey(), passwords.leastLength()));
          }
        });
    return true;
  }

  private void label() {
    name.setLabel(getTranslation("admin.col.name"));
    signIn.setLabel(getTranslation("admin.col.signin"));
    signIn.getElement().setAttribute("autocomplete", "off");
    roles.setLabel(getTranslation("admin.col.roles"));
    roles.setItems(Role.values());
    roles.setItemLabelGenerator(
        role -> getTranslation("role." + role.name().toLowerCase(Locale.ROOT)));
    teams.setLabel(getTranslation("admin.teams"));
    teams.setItems(people.teams());
    teams.setItemLabelGenerator(Team::name);
    language.setLabel(getTranslation("signin.language"));
    language.setItems(Language.values());
    language.setEmptySelectionAllowed(true);
    language.setEmptySelectionCaption(getTranslation("admin.language.browser"));
    language.setItemLabelGenerator(
        choice -> choice == null ? getTranslation("admin.language.browser") : choice.ownName());
    password.setLabel(getTranslation("admin.password"));
    password.setHelperText(
        edited == null
            ? getTranslation("people.password.hint", passwords.leastLength())
            : getTranslation("admin.password.set"));
    password.getElement().setAttribute("autocomplete", "new-password");
    enabled.setLabel(getTranslation("admin.enabled"));
  }

  private void fill() {
    if (edited == null) {
      roles.setValue(Set.of(Role.AGENT));
      enabled.setValue(true);
      name.setAutofocus(true);
      return;
    }
    name.setValue(edited.name());
    signIn.setValue(edited.signIn());
    roles.setValue(edited.roles());
    teams.setValue(edited.teams());
    language.setValue(edited.language());
    enabled.setValue(edited.enabled());
  }

  private static Button icon(String icon, String name) {
    Button button = new Button(Icons.of(icon));
    button.addThemeVariants(ButtonVariant.TERTIARY);
    button.addThemeNames("icon");
    button.setAriaLabel(name);
    button.setTooltipText(name);
    return button;
  }
}
