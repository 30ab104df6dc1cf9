package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.phone.PhoneSetting.Scope;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.AccountRefused;
import dev.hookswitch.settings.LineAccounts;
import dev.hookswitch.settings.LineAccounts.Keeping;
import dev.hookswitch.settings.LineAccounts.Overview;
import dev.hookswitch.settings.LineAccounts.Where;
import dev.hookswitch.settings.LineDetails;
import dev.hookswitch.settings.LineRefused;
import dev.hookswitch.settings.LinesRefused;
import dev.hookswitch.settings.NewSecret;
import dev.hookswitch.settings.NoAccountKeeper;
import dev.hookswitch.settings.NumberMask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Webitel users for several people at once, with numbers of one mask in the order of their names.
 */
class WebitelBulkForm extends SideForm {
  /** So many changes of one page are enough for the server to take in a moment. */
  private static final int MOST = 200;

  private final LineAccounts accounts;
  private final WebitelUserForm.Page page;
  private final Person actor = SignedIn.person();
  private final String system;
  private final Set<String> taken;
  private final List<PhoneSetting> settings;
  private final TextField mask = new TextField();
  private final MultiSelectComboBox<Person> people = new MultiSelectComboBox<>();
  private final LineFields fields;
  private final Checkbox onServer = new Checkbox();
  private final Div preview = new Div();

  /** Who gets which number. */
  private record Given(String number, Person person) {}

  /**
   * @param everybody who may get one; those who have one are not offered
   */
  WebitelBulkForm(
      LineAccounts accounts,
      String system,
      Overview overview,
      List<Person> everybody,
      String title,
      WebitelUserForm.Page page) {
    super(title, page::close);
    this.accounts = accounts;
    this.page = page;
    this.system = system;
    this.taken =
        overview.lines().stream()
            .map(line -> line.line().number().dialled())
            .collect(Collectors.toCollection(HashSet::new));
    this.settings =
        overview.settings().stream()
            .filter(setting ->
                setting.scope() == Scope.ONE_LINE
                    && !setting.code().equals(LineOption.ENABLED.code()))
            .toList();
    this.fields = new LineFields(this, settings, Map.of(), Set.of(), Map.of());
    Set<UserId> have =
        overview.lines().stream().map(line -> line.owner()).collect(Collectors.toSet());
    label(everybody.stream().filter(person -> !have.contains(person.id())).toList());
    add(mask, people);
    fields.of(setting -> setting.kind() != Kind.FLAG).forEach(this::add);
    Div checks = new Div();
    fields.of(setting -> setting.kind() == Kind.FLAG).forEach(checks::add);
    checks.addClassName("hs-checks");
    add(checks);
    addServer(overview.keeping());
    preview.addClassName("hs-test");
    preview.getElement().setAttribute("role", "status");
    add(preview);
    addFoot();
    draw();
  }

  private void label(List<Person> candidates) {
    mask.setLabel(getTranslation("admin.bulk.mask"));
    mask.setHelperText(getTranslation("admin.bulk.mask.hint"));
    mask.setValueChangeMode(ValueChangeMode.LAZY);
    mask.setAutofocus(true);
    mask.setWidthFull();
    mask.addValueChangeListener(_ -> draw());
    people.setLabel(getTranslation("admin.bulk.people"));
    people.setItems(candidates);
    people.setItemLabelGenerator(Person::name);
    people.setWidthFull();
    people.addValueChangeListener(_ -> draw());
  }

  private void addServer(Keeping keeping) {
    onServer.setLabel(getTranslation("account.create.too"));
    onServer.setEnabled(keeping == Keeping.READER);
    onServer.setVisible(keeping != Keeping.NOBODY);
    onServer.setHelperText(
        getTranslation(
            keeping == Keeping.READER ? "admin.bulk.password.made" : "account.too.nobody"));
    onServer.addValueChangeListener(change -> {
      if (change.getValue()) {
        askServer();
      }
    });
    add(onServer);
  }

  /** What only the server knows of is taken, too. */
  private void askServer() {
    Set<String> there = new HashSet<>();
    keepBeside(
        () -> there.addAll(accounts.numbersOnServer(actor, system)),
        () -> {
          taken.addAll(there);
          draw();
        });
  }

  private List<Given> given() {
    Optional<NumberMask> wanted = NumberMask.typed(mask.getValue());
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Person> chosen =
        people.getValue().stream().sorted(Comparator.comparing(Person::name)).toList();
    List<String> free = wanted.get().free(taken, chosen.size());
    return IntStream.range(0, free.size())
        .mapToObj(at -> new Given(free.get(at), chosen.get(at)))
        .toList();
  }

  /** Says which numbers there will be, before anything is kept. */
  private void draw() {
    preview.removeAll();
    Optional<NumberMask> wanted = NumberMask.typed(mask.getValue());
    if (wanted.isEmpty()) {
      preview.add(new Span(getTranslation("admin.bulk.nothing")));
      return;
    }
    List<Given> given = given();
    int size = wanted.get().size();
    int free = wanted.get().free(taken, size).size();
    preview.add(new Span(getTranslation("admin.bulk.preview", given.size(), free, size)));
    var list = new UnorderedList();
    list.addClassName("hs-list");
    given.stream()
        .map(one -> new ListItem(one.number() + " · " + one.person().name()))
        .forEach(list::add);
    preview.add(list);
  }

  @Override
  void keep() {
    Where where = onServer.getValue() ? Where.ON_THE_SERVER_TOO : Where.HERE;
    if (complete(where)) {
      List<LineDetails> details = given().stream().map(one -> details(one, where)).toList();
      keepBeside(() -> accounts.create(actor, details, where), page::saved);
    }
  }

  private boolean complete(Where where) {
    if (NumberMask.typed(mask.getValue()).isEmpty()) {
      mark(mask, getTranslation("admin.bulk.mask.form"));
      return false;
    }
    int wanted = people.getValue().size();
    if (wanted == 0 || wanted > MOST) {
      mark(people, getTranslation("admin.bulk.people.count", MOST));
      return false;
    }
    if (given().size() < wanted) {
      mark(mask, getTranslation("admin.bulk.few", given().size(), wanted));
      return false;
    }
    if (where == Where.HERE && fields.secrets().isEmpty()) {
      secretCodes()
          .flatMap(code -> fields.validated(code).stream())
          .forEach(field -> mark(field, getTranslation("admin.bulk.password.missing")));
      return false;
    }
    return true;
  }

  /** A password that nobody typed is one that nobody has to know. */
  private LineDetails details(Given given, Where where) {
    Map<String, String> secrets = new HashMap<>(fields.secrets());
    if (where == Where.ON_THE_SERVER_TOO) {
      secretCodes().forEach(code -> secrets.computeIfAbsent(code, _ -> NewSecret.random()));
    }
    return new LineDetails(
        given.person().id(), system, given.number(), fields.parameters(), secrets);
  }

  private Stream<String> secretCodes() {
    return settings.stream()
        .filter(setting -> setting.kind() == Kind.SECRET)
        .map(PhoneSetting::code);
  }

  @Override
  boolean show(RuntimeException refused) {
    switch (refused) {
      case LinesRefused several -> complain(sentence(several));
      case AccountRefused account ->
          complain(
              account.number()
                  + ": "
                  + AccountTexts.of(this, account, page.systemName())
                  + " "
                  + getTranslation("admin.bulk.none"));
      case NoAccountKeeper _ -> complain(getTranslation("account.nobody"));
      default -> {
        return false;
      }
    }
    return true;
  }

  private String sentence(LinesRefused refused) {
    List<String> all = new ArrayList<>();
    refused.byNumber().forEach((number, why) -> all.add(number + ": " + sentence(why)));
    all.add(getTranslation("admin.bulk.none"));
    return String.join(" ", all);
  }

  private String sentence(LineRefused refused) {
    return Stream.concat(
            refused.problems().stream().map(problem -> getTranslation(problem.textKey())),
            refused.settings().values().stream().map(problem -> getTranslation(problem.textKey())))
        .map(Objects::requireNonNull)
        .collect(Collectors.joining(" "));
  }
}
