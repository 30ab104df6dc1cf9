package dev.hookswitch.settings.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.security.Person;
import dev.hookswitch.settings.ConnectionTests;
import dev.hookswitch.settings.LineDetails;
import dev.hookswitch.settings.LineRefused;
import dev.hookswitch.settings.LineRefused.Problem;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.settings.OwnedLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line: whose, on which phone system, under which number, and what the phone system needs. */
class LineDialog extends Dialog {
  /**
   * @param line null for a new one
   * @param secretNames of the line that is stored
   * @param owners who may get it; one alone is not asked for
   */
  LineDialog(
      Lines lines,
      ConnectionTests tests,
      @Nullable OwnedLine line,
      Set<String> secretNames,
      List<Person> owners,
      UnaryOperator<String> systemName,
      Runnable saved) {
    String title =
        line == null
            ? getTranslation("admin.line.new")
            : line.line().number() + " · " + systemName.apply(line.line().system());
    setAriaLabel(title);
    setWidth("26rem");
    add(
        new Form(
            title,
            lines,
            tests,
            line,
            secretNames,
            owners,
            systemName,
            this::close,
            () -> {
              close();
              saved.run();
            }));
  }

  private static final class Form extends SideForm {
    private final Lines lines;
    private final @Nullable OwnedLine line;
    private final Runnable saved;
    private final ComboBox<Person> owner = new ComboBox<>();
    private final Select<String> system = new Select<>();
    private final TextField number = new TextField();
    private final TextArea parameters = new TextArea();
    private final TextArea secrets = new TextArea();
    private final Map<Problem, HasValidationProperties> fields =
        Map.of(
            Problem.SYSTEM_UNKNOWN, system,
            Problem.NUMBER_FORM, number,
            Problem.NUMBER_NOT_HERE, number,
            Problem.NUMBER_TAKEN, number,
            Problem.PARAMETERS, parameters);

    Form(
        String title,
        Lines lines,
        ConnectionTests tests,
        @Nullable OwnedLine line,
        Set<String> secretNames,
        List<Person> owners,
        UnaryOperator<String> systemName,
        Runnable close,
        Runnable saved) {
      super(title, close);
      this.lines = lines;
      this.line = line;
      this.saved = saved;
      owner.setLabel(getTranslation("admin.user"));
      owner.setItems(owners);
      owner.setItemLabelGenerator(Person::name);
      owner.setVisible(owners.size() > 1);
      system.setLabel(getTranslation("admin.system"));
      system.setItems(lines.systems());
      system.setItemLabelGenerator(systemName::apply);
      number.setLabel(getTranslation("admin.col.number"));
      parameters.setLabel(getTranslation("admin.line.parameters"));
      parameters.setHelperText(getTranslation("admin.line.parameters.hint"));
      secrets.setLabel(getTranslation("admin.line.secrets"));
      secrets.setHelperText(
          secretNames.isEmpty()
              ? getTranslation("admin.line.secrets.none")
              : getTranslation(
                  "admin.line.secrets.stored",
                  secretNames.stream().sorted().collect(Collectors.joining(", "))));
      if (line != null) {
        owners.stream().filter(person -> person.id().equals(line.owner())).forEach(owner::setValue);
        system.setValue(line.line().system());
        number.setValue(line.line().number().dialled());
        Map<String, String> readable = new TreeMap<>(line.line().parameters());
        readable.keySet().removeAll(secretNames);
        parameters.setValue(Parameters.write(readable));
      } else {
        owners.stream().limit(owners.size() == 1 ? 1 : 0).forEach(owner::setValue);
        if (!lines.systems().isEmpty()) {
          system.setValue(lines.systems().first());
        }
        number.setAutofocus(true);
      }
      Div two = new Div(system, number);
      two.addClassName("hs-two");
      parameters.setWidthFull();
      secrets.setWidthFull();
      add(owner, two, parameters, secrets);
      add(
          new ConnectionTrial(
              tests, line == null ? null : line.line().id(), this::forTrial, systemName));
      addFoot();
    }

    private Optional<LineDetails> forTrial() {
      forgive();
      try {
        return typed();
      } catch (Parameters.Malformed malformed) {
        show(malformed);
        return Optional.empty();
      }
    }

    /** What the fields hold; empty when nobody is chosen, which is marked. */
    private Optional<LineDetails> typed() {
      Person chosen = owner.getValue();
      if (chosen == null) {
        mark(owner, getTranslation("admin.line.owner.missing"));
        return Optional.empty();
      }
      return Optional.of(
          new LineDetails(
              chosen.id(),
              system.getValue() == null ? "" : system.getValue(),
              number.getValue(),
              Parameters.read(parameters.getValue()),
              Parameters.read(secrets.getValue())));
    }

    @Override
    void keep() {
      typed()
          .ifPresent(details -> {
            if (line == null) {
              lines.create(details);
            } else {
              lines.update(line.line().id(), line.version(), details);
            }
            saved.run();
          });
    }

    @Override
    boolean show(RuntimeException refused) {
      if (refused instanceof Parameters.Malformed malformed) {
        mark(parameters, getTranslation("admin.line.malformed", malformed.line()));
        return true;
      }
      if (!(refused instanceof LineRefused why)) {
        return false;
      }
      why.problems()
          .forEach(problem -> {
            HasValidationProperties field = fields.get(problem);
            if (field != null) {
              mark(field, getTranslation(problem.textKey()));
            }
          });
      why.settings()
          .forEach(
              (code, problem) -> mark(parameters, code + ": " + getTranslation(problem.textKey())));
      return true;
    }
  }
}
