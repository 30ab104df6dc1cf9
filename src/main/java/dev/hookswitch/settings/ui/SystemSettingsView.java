package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.settings.SystemSettings;
import dev.hookswitch.settings.SystemSettings.Entry;
import dev.hookswitch.settings.SystemSettingsRefused;
import dev.hookswitch.settings.SystemSettingsRefused.Problem;
import dev.hookswitch.shell.AdminTabs;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.RolesAllowed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the lines of each phone system have in common, such as its address. */
@Route(value = "admin/settings", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class SystemSettingsView extends AdminPage {
  private final SystemSettings settings;
  private final UiMailbox mailbox = UiMailbox.of(UI.getCurrent());
  private final Map<String, TextField> fields = new LinkedHashMap<>();

  SystemSettingsView(AdminTabs tabs, SystemSettings settings) {
    super(tabs, Job.SETTINGS);
    this.settings = settings;
    removeClassName("hs-page-list");
    mailbox.fetch(settings::all, this::show);
  }

  private void show(List<Entry> entries) {
    if (entries.isEmpty()) {
      add(new Paragraph(getTranslation("system.settings.none")));
      return;
    }
    entries.stream()
        .collect(Collectors.groupingBy(Entry::system, LinkedHashMap::new, Collectors.toList()))
        .forEach((system, ofSystem) -> add(section(system, ofSystem)));
  }

  private Component section(String system, List<Entry> entries) {
    var heading = new H2(systemName(system));
    var grid = new Div();
    grid.addClassName("hs-formgrid");
    entries.forEach(entry -> grid.add(field(entry)));
    var save = new Button(getTranslation("admin.save"), _ -> save(entries));
    save.addThemeVariants(ButtonVariant.PRIMARY);
    var foot = new Div(save);
    foot.addClassName("hs-formfoot");
    var section = new Section(heading, grid, foot);
    section.addClassName("hs-form");
    section.setAriaLabel(heading.getText());
    return section;
  }

  private TextField field(Entry entry) {
    String code = entry.setting().code();
    var field = new TextField(getTranslation("setting." + code));
    field.setHelperText(
        entry.setting().kind() == Kind.ADDRESS
            ? getTranslation("system.settings.address.hint", code)
            : getTranslation("system.settings.hint", code));
    field.setValue(entry.value());
    field.setClearButtonVisible(true);
    fields.put(code, field);
    return field;
  }

  private void save(List<Entry> entries) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String code = entry.setting().code();
      TextField field = Objects.requireNonNull(fields.get(code));
      field.setInvalid(false);
      wanted.put(code, field.getValue());
    }
    try {
      settings.change(wanted);
      say(getTranslation("admin.saved"));
    } catch (SystemSettingsRefused refused) {
      refused.problems().forEach(this::mark);
    }
  }

  private void mark(String code, Problem problem) {
    TextField field = Objects.requireNonNull(fields.get(code));
    field.setErrorMessage(getTranslation(problem.textKey()));
    field.setInvalid(true);
  }
}
