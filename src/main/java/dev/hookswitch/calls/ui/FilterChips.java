package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.calls.CallFilter.Linked;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The filters that no control above the list shows, each with a button that takes it away. */
class FilterChips extends Span {
  private final Directory directory;
  private final UiMailbox mailbox;
  private final Consumer<UnaryOperator<CallQuery>> ask;

  FilterChips(Directory directory, UiMailbox mailbox, Consumer<UnaryOperator<CallQuery>> ask) {
    this.directory = directory;
    this.mailbox = mailbox;
    this.ask = ask;
    addClassName("hs-fchips");
  }

  void show(CallQuery query) {
    removeAll();
    if (query.linked() != Linked.ANY) {
      chip(
          getTranslation("calls.linked." + CallFormat.key(query.linked())),
          now -> now.linked(Linked.ANY));
    }
    String party = query.party();
    if (party != null) {
      chip(party.isEmpty() ? getTranslation("calls.withheld") : party, now -> now.party(null));
    }
    RecordRef record = query.record();
    if (record != null) {
      Button remove = chip("…", now -> now.record(null));
      mailbox.fetch(
          () -> directory.summaries(Set.of(record)),
          found -> {
            String name =
                found.containsKey(record)
                    ? found.get(record).name()
                    : getTranslation("calls.record.gone");
            remove.getParent().ifPresent(chip -> name((Span) chip, remove, name));
          });
    }
  }

  private Button chip(String text, UnaryOperator<CallQuery> without) {
    var remove = new Button(Icons.of("x"), _ -> ask.accept(without));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.addThemeNames("icon");
    var chip = new Span();
    chip.addClassName("hs-fchip");
    name(chip, remove, text);
    add(chip);
    return remove;
  }

  private void name(Span chip, Button remove, String text) {
    remove.setAriaLabel(getTranslation("calls.chip.remove", text));
    chip.removeAll();
    chip.add(new Span(text), remove);
  }
}
