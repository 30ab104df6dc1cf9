package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.phone.PhoneSetting.Scope;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.settings.AccountRefused;
import dev.hookswitch.settings.ConnectionTests;
import dev.hookswitch.settings.LineAccounts;
import dev.hookswitch.settings.LineAccounts.Keeping;
import dev.hookswitch.settings.LineAccounts.Overview;
import dev.hookswitch.settings.LineAccounts.Where;
import dev.hookswitch.settings.LineDetails;
import dev.hookswitch.settings.LineRefused;
import dev.hookswitch.settings.LinesRefused;
import dev.hookswitch.settings.NoAccountKeeper;
import dev.hookswitch.settings.OwnedLine;
import dev.hookswitch.shell.Icons;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One Webitel user: whose, its number, how it signs in and how it is used. */
class WebitelUserForm extends SideForm {
  private static final Predicate<PhoneSetting> FLAG = setting -> setting.kind() == Kind.FLAG;
  private static final Predicate<PhoneSetting> SHARED =
      setting -> setting.scope() == Scope.ALL_LINES;
  private static final Predicate<PhoneSetting> ADDRESS = setting -> setting.kind() == Kind.ADDRESS;

  /** What the page does. */
  interface Page {
    String systemName();

    void close();

    void saved();

    void delete(OwnedLine line);
  }

  private final LineAccounts accounts;
  private final Page page;
  private final Person actor = SignedIn.person();
  private final @Nullable OwnedLine line;
  private final String system;
  private final ComboBox<Person> owner = new ComboBox<>();
  private final TextField number = new TextField();
  private final LineFields fields;
  private final Checkbox onServer = new Checkbox();

  /**
   * @param line null for a new one
   * @param owners who may get it
   */
  WebitelUserForm(
      LineAccounts accounts,
      ConnectionTests tests,
      String system,
      Overview overview,
      @Nullable OwnedLine line,
      List<Person> owners,
      String title,
      Page page) {
    super(title, page::close);
    this.accounts = accounts;
    this.page = page;
    this.line = line;
    this.system = system;
    LineId id = line == null ? null : line.line().id();
    Set<String> secretNames = overview.secretNames().getOrDefault(id, Set.of());
    Map<String, String> readable =
        new TreeMap<>(line == null ? Map.of() : line.line().parameters());
    readable.keySet().removeAll(secretNames);
    fields = new LineFields(this, overview.settings(), readable, secretNames, overview.ofSystem());
    fill(owners);
    add(top(), owner);
    fields.of(FLAG.or(SHARED).negate()).forEach(this::add);
    add(checks(), addresses());
    addServer(overview.keeping());
    add(new ConnectionTrial(tests, id, this::typed, _ -> page.systemName()));
    if (line != null) {
      Button delete = new Button(getTranslation("admin.webitel.delete"), Icons.of("trash-2"));
      delete.addThemeVariants(ButtonVariant.TERTIARY);
      delete.addClickListener(_ -> page.delete(line));
      add(delete);
    }
    addFoot();
  }

  private void fill(List<Person> owners) {
    owner.setLabel(getTranslation("admin.user"));
    owner.setItems(owners);
    owner.setItemLabelGenerator(Person::name);
    number.setLabel(getTranslation("admin.col.number"));
    if (line == null) {
      number.setAutofocus(true);
    } else {
      number.setValue(line.line().number().dialled());
      owners.stream().filter(one -> one.id().equals(line.owner())).forEach(owner::setValue);
    }
  }

  /** The number beside the domain. */
  private Component top() {
    Div two = new Div(number);
    fields.of(SHARED.and(ADDRESS.negate())).forEach(two::add);
    two.addClassName("hs-two");
    return two;
  }

  private Component checks() {
    Div checks = new Div();
    fields.of(FLAG).forEach(checks::add);
    checks.addClassName("hs-checks");
    return checks;
  }

  private Component addresses() {
    Div inside = new Div();
    fields.of(ADDRESS).forEach(inside::add);
    inside.addClassName("hs-formgrid");
    return new Details(getTranslation("admin.webitel.servers"), inside);
  }

  private void addServer(Keeping keeping) {
    onServer.setLabel(getTranslation(line == null ? "account.create.too" : "account.change.too"));
    onServer.setEnabled(keeping == Keeping.READER);
    onServer.setHelperText(
        getTranslation(keeping == Keeping.READER ? "account.too.hint" : "account.too.nobody"));
    onServer.setVisible(keeping != Keeping.NOBODY);
    add(onServer);
  }

  /** What the fields hold; empty when nobody is chosen, which is marked. */
  private Optional<LineDetails> typed() {
    forgive();
    Person chosen = owner.getValue();
    if (chosen == null) {
      mark(owner, getTranslation("admin.line.owner.missing"));
      return Optional.empty();
    }
    return Optional.of(
        new LineDetails(
            chosen.id(), system, number.getValue(), fields.parameters(), fields.secrets()));
  }

  @Override
  void keep() {
    Where where = onServer.getValue() ? Where.ON_THE_SERVER_TOO : Where.HERE;
    typed().ifPresent(details -> keepBeside(() -> write(details, where), page::saved));
  }

  private void write(LineDetails details, Where where) {
    if (line == null) {
      accounts.create(actor, List.of(details), where);
    } else {
      accounts.update(actor, line, details, where);
    }
  }

  @Override
  boolean show(RuntimeException refused) {
    switch (refused) {
      case LinesRefused several -> several.byNumber().values().forEach(this::show);
      case LineRefused one -> show(one);
      case AccountRefused account -> complain(AccountTexts.of(this, account, page.systemName()));
      case NoAccountKeeper _ -> complain(getTranslation("account.nobody"));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void show(LineRefused refused) {
    refused
        .problems()
        .forEach(problem -> mark(fieldOf(problem), getTranslation(problem.textKey())));
    refused
        .settings()
        .forEach((code, problem) ->
            fields
                .validated(code)
                .ifPresentOrElse(
                    field -> mark(field, getTranslation(problem.textKey())),
                    () -> complain(getTranslation(problem.textKey()))));
  }

  private HasValidationProperties fieldOf(LineRefused.Problem problem) {
    return switch (problem) {
      case SYSTEM_UNKNOWN, PARAMETERS -> owner;
      case NUMBER_FORM, NUMBER_NOT_HERE, NUMBER_TAKEN -> number;
    };
  }
}
