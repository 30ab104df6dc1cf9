package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSetting.Kind;
import dev.hookswitch.phone.PhoneSetting.Scope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fields for what a line on a phone system may be told: one for each of its settings. Parameters
 * without a setting are kept as they were.
 */
final class LineFields {
  private final Component page;
  private final List<PhoneSetting> settings;
  private final Map<String, AbstractField<?, ?>> fields = new LinkedHashMap<>();
  private final Map<String, String> before;

  /**
   * @param page whose language the labels have
   * @param before readable parameters of the line
   * @param secretNames of the secrets that are stored with it
   * @param ofSystem values of the system settings, by code
   */
  LineFields(
      Component page,
      List<PhoneSetting> settings,
      Map<String, String> before,
      Set<String> secretNames,
      Map<String, String> ofSystem) {
    this.page = page;
    this.settings = settings;
    this.before = before;
    for (PhoneSetting setting : settings) {
      fields.put(setting.code(), field(setting, secretNames, ofSystem));
    }
    settings.stream().filter(setting -> !setting.onlyWith().isEmpty()).forEach(this::depend);
  }

  private AbstractField<?, ?> field(
      PhoneSetting setting, Set<String> secretNames, Map<String, String> ofSystem) {
    String label = page.getTranslation("setting." + setting.code());
    String value = before.getOrDefault(setting.code(), "");
    return switch (setting.kind()) {
      case FLAG -> new Checkbox(label, setting.isOn(before));
      case SECRET -> {
        var field = new PasswordField(label);
        field.getElement().setAttribute("autocomplete", "new-password");
        if (secretNames.contains(setting.code())) {
          field.setHelperText(page.getTranslation("admin.password.set"));
        }
        yield field;
      }
      case ADDRESS, TEXT ->
          setting.choices().isEmpty()
              ? text(setting, label, value, ofSystem)
              : choice(setting, label, value);
    };
  }

  private TextField text(
      PhoneSetting setting, String label, String value, Map<String, String> ofSystem) {
    var field = new TextField(label);
    field.setValue(value);
    field.setClearButtonVisible(true);
    String general = ofSystem.getOrDefault(setting.code(), "");
    if (setting.scope() == Scope.ALL_LINES) {
      field.setPlaceholder(general);
      if (general.isEmpty()) {
        field.setHelperText(page.getTranslation("admin.line.noSystemSetting"));
      }
    }
    return field;
  }

  private ComboBox<String> choice(PhoneSetting setting, String label, String value) {
    var field = new ComboBox<String>(label);
    field.setItems(setting.choices());
    field.setItemLabelGenerator(item -> named(setting.code(), item));
    field.setAllowCustomValue(true);
    field.addCustomValueSetListener(typed -> field.setValue(typed.getDetail().strip()));
    field.setValue(value.isEmpty() ? setting.usual() : value);
    return field;
  }

  private String named(String code, String item) {
    String key = "setting." + code + "." + item;
    String name = page.getTranslation(key);
    return name.startsWith("!") ? item : name;
  }

  /** A flag that means nothing without another one cannot be set then. */
  private void depend(PhoneSetting setting) {
    if (fields.get(setting.onlyWith()) instanceof Checkbox master
        && fields.get(setting.code()) instanceof Checkbox slave) {
      slave.setEnabled(master.getValue());
      master.addValueChangeListener(change -> slave.setEnabled(change.getValue()));
    }
  }

  /** The fields of some of the settings, in their order. */
  List<Component> of(Predicate<PhoneSetting> which) {
    return settings.stream()
        .filter(which)
        .<Component>map(setting -> Objects.requireNonNull(fields.get(setting.code())))
        .toList();
  }

  Component field(String code) {
    return Objects.requireNonNull(fields.get(code));
  }

  Optional<HasValidationProperties> validated(String code) {
    return fields.get(code) instanceof HasValidationProperties field
        ? Optional.of(field)
        : Optional.empty();
  }

  /** What is to be readable; what is as usual is left out. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>(before);
    for (PhoneSetting setting : settings) {
      parameters.remove(setting.code());
      String value = value(setting);
      if (setting.kind() != Kind.SECRET && !value.isEmpty() && !value.equals(setting.usual())) {
        parameters.put(setting.code(), value);
      }
    }
    return parameters;
  }

  /** What was typed anew. */
  Map<String, String> secrets() {
    Map<String, String> secrets = new HashMap<>();
    for (PhoneSetting setting : settings) {
      String value = value(setting);
      if (setting.kind() == Kind.SECRET && !value.isEmpty()) {
        secrets.put(setting.code(), value);
      }
    }
    return secrets;
  }

  private String value(PhoneSetting setting) {
    AbstractField<?, ?> field = Objects.requireNonNull(fields.get(setting.code()));
    return switch (field) {
      case Checkbox box when setting.usual().isEmpty() && !(box.isEnabled() && box.getValue()) ->
          "";
      case Checkbox box -> Boolean.toString(box.isEnabled() && box.getValue());
      case PasswordField password -> password.getValue();
      default -> String.valueOf(Objects.requireNonNullElse(field.getValue(), "")).strip();
    };
  }

  /** Two side by side. */
  static Div two(Component one, Component other) {
    var two = new Div(one, other);
    two.addClassName("hs-two");
    return two;
  }
}
