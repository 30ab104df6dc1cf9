package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.hookswitch.directory.Identification;
import dev.hookswitch.directory.IdentificationAdministration;
import dev.hookswitch.directory.IdentificationRefused;
import dev.hookswitch.directory.IdentificationRefused.Problem;
import dev.hookswitch.directory.IdentificationSettings;
import dev.hookswitch.directory.Kinds;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.shell.AdminTabs;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.Texts;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How numbers are read and where they are looked for, and a number to try it with. */
@Route(value = IdentificationNavigation.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class IdentificationView extends Div implements HasDynamicTitle {
  private static final int SAID_MILLIS = 6000;

  private final IdentificationAdministration administration;
  private final Person person = SignedIn.person();
  private final ComboBox<String> region = new ComboBox<>();
  private final IntegerField searchLength = new IntegerField();
  private final IntegerField internalLength = new IntegerField();
  private final TextField prefixes = new TextField();
  private final SourceOrder sources;
  private final Button save = new Button();
  private final ProgressBar working = new ProgressBar();
  private final Span progress = new Span();
  private final Div problems = new Div();
  private @Nullable UiMailbox mailbox;

  IdentificationView(
      AdminTabs tabs,
      IdentificationAdministration administration,
      Identification identification,
      Numbers numbers,
      Kinds kinds,
      Texts texts) {
    this.administration = administration;
    this.sources = new SourceOrder(administration.sources(), kinds.all());
    addClassName("hs-page");
    tabs.addTo(this, IdentificationNavigation.PATH);
    add(form(numbers.settings()), new NumberTrial(numbers, identification, texts));
  }

  @Override
  public String getPageTitle() {
    return getTranslation("identification.title");
  }

  @Override
  protected void onAttach(AttachEvent event) {
    mailbox = UiMailbox.of(event.getUI());
  }

  private Component form(IdentificationSettings now) {
    region.setLabel(getTranslation("identification.region"));
    region.setHelperText(getTranslation("identification.region.hint"));
    region.setItems(IdentificationAdministration.regions());
    region.setItemLabelGenerator(this::country);
    region.setClearButtonVisible(true);
    region.setValue(now.defaultRegion());
    searchLength.setLabel(getTranslation("identification.search"));
    searchLength.setHelperText(getTranslation("identification.search.hint"));
    searchLength.setStepButtonsVisible(true);
    searchLength.setValue(now.searchNumberLength());
    internalLength.setLabel(getTranslation("identification.internal"));
    internalLength.setHelperText(getTranslation("identification.internal.hint"));
    internalLength.setStepButtonsVisible(true);
    internalLength.setValue(now.internalNumberLength());
    prefixes.setLabel(getTranslation("identification.prefixes"));
    prefixes.setHelperText(getTranslation("identification.prefixes.hint"));
    prefixes.setValue(String.join(" ", now.outsidePrefixes()));
    sources.setValue(now.sources());
    save.setText(getTranslation("admin.save"));
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.setDisableOnClick(true);
    save.addClickListener(_ -> save());
    working.setIndeterminate(true);
    working.setVisible(false);
    working.getElement().setAttribute("aria-label", getTranslation("identification.working"));
    progress.getElement().setAttribute("role", "status");
    problems.getElement().setAttribute("role", "alert");
    var grid = new Div(region, searchLength, internalLength, prefixes);
    grid.addClassName("hs-formgrid");
    var foot = new Div(progress, save);
    foot.addClassName("hs-formfoot");
    var heading = new H2(getTranslation("identification.settings"));
    var form = new Section(heading, grid, sources, problems, working, foot);
    form.addClassName("hs-form");
    form.setAriaLabel(heading.getText());
    return form;
  }

  private String country(String code) {
    return Locale.of("", code).getDisplayCountry(getLocale()) + " (" + code + ")";
  }

  private IdentificationSettings read() {
    return new IdentificationSettings(
        region.getValue(),
        Objects.requireNonNullElse(searchLength.getValue(), 0),
        Objects.requireNonNullElse(internalLength.getValue(), -1),
        Arrays.stream(prefixes.getValue().strip().split("[\\s,;]+"))
            .filter(prefix -> !prefix.isEmpty())
            .toList(),
        sources.getValue());
  }

  /** To read all numbers anew takes its time; the page shows how far it is. */
  private void save() {
    UiMailbox later = Objects.requireNonNull(mailbox);
    IdentificationSettings wanted = read();
    fields().values().forEach(field -> field.setInvalid(false));
    problems.removeAll();
    working.setVisible(true);
    later.fetch(
        () -> attempt(wanted, later),
        this::done,
        () -> done(() -> complain(getTranslation("identification.failed"))));
  }

  /** What to show afterwards; refusals are expected and no failures. */
  private Runnable attempt(IdentificationSettings wanted, UiMailbox later) {
    try {
      var outcome =
          administration.change(
              person,
              wanted,
              read ->
                  later.post(
                      () -> progress.setText(getTranslation("identification.progress", read))));
      return () ->
          Notification.show(
              outcome.read() == 0
                  ? getTranslation("admin.saved")
                  : getTranslation(
                      "identification.read", outcome.read(), outcome.changed(), outcome.merged()),
              SAID_MILLIS,
              Notification.Position.BOTTOM_START);
    } catch (IdentificationRefused refused) {
      return () -> refused.problems().forEach(this::show);
    }
  }

  private void done(Runnable say) {
    working.setVisible(false);
    progress.setText("");
    save.setEnabled(true);
    say.run();
  }

  private Map<Problem, HasValidationProperties> fields() {
    return Map.of(
        Problem.REGION_UNKNOWN, region,
        Problem.SEARCH_LENGTH, searchLength,
        Problem.INTERNAL_LENGTH, internalLength,
        Problem.PREFIX_FORM, prefixes);
  }

  private void show(Problem problem) {
    String sentence = getTranslation(problem.textKey());
    HasValidationProperties field = fields().get(problem);
    if (field == null) {
      complain(sentence);
    } else {
      field.setErrorMessage(sentence);
      field.setInvalid(true);
    }
  }

  private void complain(String sentence) {
    var note = new Div(Icons.of("circle-alert"), new Span(sentence));
    note.addClassNames("hs-note-card", "hs-bad");
    problems.add(note);
  }
}
