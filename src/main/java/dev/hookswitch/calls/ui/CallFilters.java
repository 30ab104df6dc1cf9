package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.hookswitch.calls.CallFilter.Kind;
import dev.hookswitch.calls.CallFilter.Linked;
import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.calls.ui.CallQuery.Period;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.Sight;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The controls above the list. What they say is changed by the address alone. */
class CallFilters extends Div {
  /** An entry of the choice of owners. */
  private record Choice(Whose whose, String label) {}

  private final Consumer<UnaryOperator<CallQuery>> ask;
  private final Supplier<LocalDate> today;
  private final TextField find = new TextField();
  private final Select<Period> period = new Select<>();
  private final DatePicker from = new DatePicker();
  private final DatePicker until = new DatePicker();
  private final ComboBox<Choice> owner = new ComboBox<>();
  private final Select<Kind> kind = new Select<>();
  private final Select<Linked> linked = new Select<>();
  private Whose whose = new Whose.Everybody();

  CallFilters(
      Person viewer,
      Directory directory,
      UiMailbox mailbox,
      CallFormat format,
      Supplier<LocalDate> today,
      Consumer<UnaryOperator<CallQuery>> ask) {
    this.ask = ask;
    this.today = today;
    addClassName("hs-filters");
    getElement().setAttribute("role", "search");
    find.addClassName("hs-find");
    find.setAriaLabel(getTranslation("calls.find"));
    find.setPlaceholder(getTranslation("calls.find"));
    find.setPrefixComponent(Icons.of("search"));
    find.setClearButtonVisible(true);
    find.setValueChangeMode(ValueChangeMode.LAZY);
    find.addValueChangeListener(typed -> {
      String text = typed.getValue().strip();
      ask.accept(query -> query.text(text));
    });
    days(format);
    owner.setAriaLabel(getTranslation("calls.owner"));
    owner.setItems(List.of());
    owner.setItemLabelGenerator(Choice::label);
    owner.setVisible(viewer.is(Role.SUPERVISOR) || viewer.is(Role.ADMINISTRATOR));
    owner.addValueChangeListener(chosen -> {
      Choice choice = chosen.getValue();
      if (choice != null) {
        ask.accept(query -> query.whose(choice.whose()));
      }
    });
    kind.setAriaLabel(getTranslation("calls.direction"));
    kind.setItems(Kind.values());
    kind.setItemLabelGenerator(one -> getTranslation("calls.kind." + CallFormat.key(one)));
    kind.addValueChangeListener(chosen -> {
      Kind only = chosen.getValue();
      ask.accept(query -> query.kind(only));
    });
    var more = new Button(getTranslation("calls.filters"), Icons.of("list-filter"));
    add(find, period, from, until, owner, kind, more, popover(more, directory, mailbox));
  }

  void show(CallQuery query) {
    find.setValue(query.text());
    period.setValue(query.period());
    from.setVisible(query.period() == Period.RANGE);
    from.setValue(query.from());
    until.setVisible(query.period() == Period.RANGE);
    until.setValue(query.until());
    kind.setValue(query.kind());
    linked.setValue(query.linked());
    whose = query.whose();
    chooseOwner();
  }

  /**
   * Whom the viewer may choose.
   *
   * @param others by name, without the viewer
   */
  void offer(Sight sight, List<Person> others) {
    var choices = new ArrayList<Choice>();
    boolean all = sight instanceof Sight.Everybody;
    choices.add(
        new Choice(
            new Whose.Everybody(), getTranslation(all ? "calls.owner.all" : "calls.owner.team")));
    if (all) {
      choices.add(new Choice(new Whose.Team(), getTranslation("calls.owner.team")));
    }
    choices.add(new Choice(new Whose.Own(), getTranslation("calls.owner.mine")));
    others.forEach(one -> choices.add(new Choice(new Whose.One(one.id()), one.name())));
    owner.setItems(choices);
    chooseOwner();
  }

  private void days(CallFormat format) {
    period.setAriaLabel(getTranslation("calls.period"));
    period.setItems(Period.values());
    period.setItemLabelGenerator(one -> getTranslation("calls.period." + CallFormat.key(one)));
    period.addValueChangeListener(chosen -> {
      Period next = chosen.getValue();
      ask.accept(query -> query.period(next, today.get()));
    });
    from.setAriaLabel(getTranslation("calls.from"));
    from.setI18n(format.calendar());
    from.addValueChangeListener(chosen -> {
      LocalDate day = chosen.getValue();
      ask.accept(query -> query.from(day));
    });
    until.setAriaLabel(getTranslation("calls.until"));
    until.setI18n(format.calendar());
    until.addValueChangeListener(chosen -> {
      LocalDate day = chosen.getValue();
      ask.accept(query -> query.until(day));
    });
  }

  private Popover popover(Button more, Directory directory, UiMailbox mailbox) {
    linked.setLabel(getTranslation("calls.linked"));
    linked.setItems(Linked.values());
    linked.setItemLabelGenerator(one -> getTranslation("calls.linked." + CallFormat.key(one)));
    linked.addValueChangeListener(chosen -> {
      if (chosen.isFromClient()) {
        Linked only = chosen.getValue();
        ask.accept(query -> query.linked(only));
      }
    });
    var record = new RecordSearch(directory, mailbox);
    record.setLabel(getTranslation("calls.record"));
    var filters = new Popover();
    record.addValueChangeListener(chosen -> {
      if (chosen.isFromClient() && chosen.getValue() != null) {
        var ref = chosen.getValue().ref();
        record.clear();
        filters.close();
        ask.accept(query -> query.record(ref));
      }
    });
    var form = new Div(linked, record);
    form.addClassName("hs-popform");
    filters.setTarget(more);
    filters.setPosition(PopoverPosition.BOTTOM_END);
    filters.setAriaLabel(getTranslation("calls.filters"));
    filters.add(form);
    return filters;
  }

  /** Of no effect until the owners are there. */
  private void chooseOwner() {
    owner
        .getListDataView()
        .getItems()
        .filter(choice -> choice.whose().equals(whose))
        .findFirst()
        .ifPresent(owner::setValue);
  }
}
