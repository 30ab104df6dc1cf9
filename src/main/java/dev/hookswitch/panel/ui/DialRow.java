package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.hookswitch.panel.CallView.Control;
import dev.hookswitch.panel.Colleague;
import dev.hookswitch.panel.PanelState;
import dev.hookswitch.panel.PanelState.LineView;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.shell.Icons;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Name or number, the line to call from, and Call; with the people found for a name. */
class DialRow extends Div {
  private static final int TYPING_PAUSE_MILLIS = 150;

  /** What the row asks of the panel. */
  interface Listener {
    void dial(PhoneNumber number);

    void choose(LineId line);

    /** Looks people up; an answer that comes too late is never given. */
    void find(String name, Consumer<List<Colleague>> then);

    /** Takes the call that rings at a colleague's phone. */
    void pickUp(Colleague colleague);

    /** Shows or hides {@link DialRow#results}. */
    void showResults(boolean shown);

    /** Says a sentence to the agent. */
    void note(String sentence);
  }

  private final Listener listener;
  private final TextField query = new TextField();
  private final Button line = new Button();
  private final Button call = new Button(Icons.of("phone"));
  private final Div results = new Div();
  private final Span count = new Span();
  private final ColleagueList found = new ColleagueList();
  private final PickUpList ringing;
  private @Nullable PanelState shown;

  DialRow(Listener listener) {
    this.listener = listener;
    this.ringing = new PickUpList(getTranslation("pickUp.list"), listener::pickUp);
    addClassName("hs-dial");
    query.addClassName("hs-query");
    query.setAriaLabel(getTranslation("panel.query"));
    query.setPlaceholder(getTranslation("panel.query"));
    query.getElement().setAttribute("aria-keyshortcuts", "Alt+N");
    query.setPrefixComponent(Icons.of("search"));
    query.setValueChangeMode(ValueChangeMode.LAZY);
    query.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
    query.addValueChangeListener(change -> search(change.getValue()));
    query.addKeyPressListener(Key.ENTER, _ -> callTyped());
    query.addKeyDownListener(Key.ARROW_DOWN, _ -> found.getElement().callJsFunction("focus"));
    line.addThemeNames("tertiary", "small");
    line.addClassName("hs-line");
    line.addClickListener(_ -> nextLine());
    query.setSuffixComponent(line);
    call.addThemeNames("icon", "primary");
    call.setAriaLabel(getTranslation("cmd.call"));
    call.addClickListener(_ -> callTyped());
    Usable.prepare(call);
    add(query, call);
    fillResults();
  }

  private void fillResults() {
    count.getElement().setAttribute("role", "status");
    var keys = new Span(getTranslation("search.keys"));
    keys.addClassName("hs-second");
    var head = new Div(count, keys);
    head.addClassNames("hs-field-head", "hs-foundhead");
    found.setAriaLabel(getTranslation("search.results"));
    found.addValueChangeListener(change -> {
      if (change.isFromClient() && change.getValue() != null) {
        listener.dial(change.getValue().number());
        found.clear();
      }
    });
    results.add(head, found, ringing); // who begins to ring moves nobody
  }

  /** Somebody who was found does something else now. */
  void changed(Colleague now) {
    found.changed(now);
    ringing.changed(now);
  }

  private void showFound(List<Colleague> people) {
    found.show(people);
    ringing.show(people);
  }

  /** The people found; the panel gives it its place. */
  Div results() {
    return results;
  }

  void offer(PhoneNumber number) {
    query.setValue(number.dialled());
    call.focus();
  }

  /** Empties the field after a call has begun. */
  void clear() {
    query.clear();
  }

  void show(PanelState now) {
    PanelState before = shown;
    shown = now;
    if (before != null
        && now.lines().equals(before.lines())
        && now.dial().equals(before.dial())
        && Objects.equals(now.pickUp(), before.pickUp())
        && Objects.equals(now.dialLine(), before.dialLine())) {
      return;
    }
    String number =
        now.lines().stream()
            .filter(one -> one.id().equals(now.dialLine()))
            .map(LineView::number)
            .findFirst()
            .orElse("");
    Shown.set(line, now.lines().size() > 1);
    line.setText(number);
    line.setAriaLabel(getTranslation("panel.line.choose") + ": " + number);
    show(now.dial());
    ringing.usable(now.pickUp());
  }

  private void show(Control dial) {
    if (dial.reason() == null) {
      Usable.on(call);
      call.setTooltipText(getTranslation("cmd.call"));
    } else {
      Usable.off(call);
      call.setTooltipText(Say.it(this, dial.reason()));
    }
  }

  private void nextLine() {
    if (shown == null || shown.lines().isEmpty()) {
      return;
    }
    List<LineId> ids = shown.lines().stream().map(LineView::id).toList();
    listener.choose(ids.get((ids.indexOf(shown.dialLine()) + 1) % ids.size()));
    search(query.getValue()); // who can be called from there
  }

  private void callTyped() {
    String typed = query.getValue().strip();
    if (typed.isEmpty()) {
      query.focus();
      listener.note(getTranslation("why.empty"));
      return;
    }
    PhoneNumber.typed(typed)
        .ifPresentOrElse(
            listener::dial, () -> listener.find(typed, people -> callFirst(typed, people)));
  }

  private void callFirst(String typed, List<Colleague> people) {
    people.stream()
        .findFirst()
        .ifPresentOrElse(
            first -> listener.dial(first.number()),
            () -> listener.note(getTranslation("history.nothing", typed)));
  }

  private void search(String text) {
    if (text.isBlank() || PhoneNumber.typed(text).isPresent()) {
      showFound(List.of());
      listener.showResults(false);
      return;
    }
    listener.find(
        text,
        people -> {
          showFound(people);
          count.setText(
              people.isEmpty()
                  ? getTranslation("history.nothing", text)
                  : getTranslation("search.found", people.size()));
          listener.showResults(true);
        });
  }
}
