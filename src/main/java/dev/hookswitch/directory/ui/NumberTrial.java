package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import dev.hookswitch.directory.Identification;
import dev.hookswitch.directory.Identity;
import dev.hookswitch.directory.Match;
import dev.hookswitch.directory.NumberForm;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.directory.RuleText;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.Texts;
import dev.hookswitch.shell.UiMailbox;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says how a number is read, who would be found behind it, and why. */
class NumberTrial extends Section {
  private static final int LONGEST = 64;

  private final Numbers numbers;
  private final Identification identification;
  private final Texts texts;
  private final TextField number = new TextField();
  private final Div answer = new Div();
  private @Nullable UiMailbox mailbox;

  NumberTrial(Numbers numbers, Identification identification, Texts texts) {
    this.numbers = numbers;
    this.identification = identification;
    this.texts = texts;
    addClassName("hs-form");
    var heading = new H2(getTranslation("identification.try"));
    setAriaLabel(heading.getText());
    number.setLabel(getTranslation("identification.try.number"));
    number.setHelperText(getTranslation("identification.try.hint"));
    number.setMaxLength(LONGEST);
    var look = new Button(getTranslation("identification.try.go"), Icons.of("search"));
    look.addClickListener(_ -> look());
    look.addClickShortcut(Key.ENTER).listenOn(number);
    answer.getElement().setAttribute("role", "status");
    var foot = new Div(look);
    foot.addClassName("hs-formfoot");
    add(heading, number, foot, answer);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    mailbox = UiMailbox.of(event.getUI());
  }

  private record Trial(NumberForm form, Identity identity) {}

  private void look() {
    var asked = new PhoneNumber(number.getValue().strip());
    Objects.requireNonNull(mailbox)
        .fetch(
            () -> new Trial(numbers.form(asked), identification.identify(asked)),
            this::show,
            () -> {
              answer.removeAll();
              answer.add(new Span(getTranslation("identification.try.failed")));
            });
  }

  private void show(Trial trial) {
    answer.removeAll();
    answer.add(line(reading(trial.form())));
    if (trial.identity().matches().isEmpty()) {
      answer.add(line(getTranslation("identification.try.nobody")));
      return;
    }
    var list = new UnorderedList();
    list.addClassName("hs-linklist");
    trial.identity().matches().forEach(match -> list.add(item(match)));
    answer.add(list);
  }

  private String reading(NumberForm form) {
    if (form.equals(NumberForm.NONE)) {
      return getTranslation("identification.try.none");
    }
    return form.e164() == null
        ? getTranslation("identification.try.digits", form.digits())
        : getTranslation("identification.try.read", form.e164());
  }

  private static Component line(String text) {
    return new Div(new Span(text));
  }

  private ListItem item(Match match) {
    var name = new Span(match.record().name());
    var why = new Span(match.typed() + " · " + RuleText.of(match, texts, getLocale()));
    why.addClassName("hs-second");
    var text = new Div(name, why);
    text.addClassName("hs-row-text");
    return new ListItem(text);
  }
}
