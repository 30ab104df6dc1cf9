package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.panel.Action;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.panel.CallView.Camera;
import dev.hookswitch.panel.CallView.Kind;
import dev.hookswitch.panel.CallView.Sound;
import dev.hookswitch.panel.Caller;
import dev.hookswitch.panel.Text;
import dev.hookswitch.shell.Icons;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The card of one call on the stage. It is in the page from the beginning, hidden and complete, so
 * a ringing call costs a few texts and attributes and no new element.
 */
class CallCard extends Div {
  private static final Set<Action> TURNED_ON =
      EnumSet.of(Action.UNMUTE, Action.RESUME, Action.STOP_RECORDING);
  private static final Set<Action> BESIDE_THE_USUAL =
      EnumSet.of(Action.RECORD, Action.STOP_RECORDING);
  private static final Set<Action> OF_THE_LAST_TILE = EnumSet.of(Action.VIDEO, Action.SWAP);

  private final SvgIcon stateIcon = Icons.of("phone");
  private final Span stateText = new Span();
  private final Timer heldTimer = new Timer();
  private final Span quality = new Span();
  private final SvgIcon qualityIcon = Icons.of("signal");
  private final Span qualityText = new Span();
  private final Span mutedFlag = new Span();
  private final Span recordedFlag = new Span();
  private final Timer timer = new Timer();
  private final Span avatar = new Span();
  private final Div name = new Div();
  private final Div second = new Div();
  private final Div numbers = new Div();
  private final Span number = new Span();
  private final Span via = new Span();
  private final CallerLines caller;
  private final Paragraph trouble = new Paragraph();
  private final Div sound = new Div();
  private final List<ActionButton> buttons = new ArrayList<>();
  private transient Caller callerShown = new Caller.Unasked();
  private @Nullable CallView shown;

  CallCard(BiConsumer<CallView, Action> pressed, Runnable soundHere, CallerLines.Listener caller) {
    this.caller = new CallerLines(caller);
    addClassName("hs-card");
    getElement().setAttribute("role", "group").setAttribute("tabindex", "-1");
    getElement().setAttribute("data-guard", "");
    Consumer<Action> press =
        action -> {
          if (shown != null) {
            pressed.accept(shown, action);
          }
        };
    add(band(), body(press, soundHere), foot(press));
    Shown.set(this, false);
  }

  private Component band() {
    var state = new Span(stateIcon, stateText, heldTimer);
    state.addClassName("hs-state");
    quality.add(qualityIcon, qualityText);
    quality.addClassName("hs-quality");
    mutedFlag.add(Icons.of("mic-off"), new Span(getTranslation("call.muted")));
    mutedFlag.addClassName("hs-flag");
    recordedFlag.add(Icons.of("disc"), new Span(getTranslation("call.recorded")));
    recordedFlag.addClassNames("hs-flag", "hs-recorded");
    var right = new Span(mutedFlag, recordedFlag, quality, timer);
    right.addClassName("hs-band-right");
    var band = new Div(state, right);
    band.addClassName("hs-band");
    return band;
  }

  private Component body(Consumer<Action> press, Runnable soundHere) {
    avatar.addClassNames("hs-avatar", "hs-initials");
    avatar.getElement().setAttribute("aria-hidden", "true");
    name.addClassName("hs-name");
    second.addClassName("hs-second");
    var words = new Div(name, second);
    words.addClassName("hs-party-text");
    var party = new Div(avatar, words);
    party.addClassName("hs-party");
    via.addClassName("hs-via");
    numbers.add(number, via);
    numbers.addClassName("hs-number");
    trouble.addClassName("hs-text");
    trouble.getElement().setAttribute("role", "alert");
    sound.addClassName("hs-why");
    var bring = new Button(getTranslation("call.otherTab.take"), _ -> soundHere.run());
    bring.addThemeNames("tertiary", "small");
    sound.add(Icons.of("volume-2"), new Span(getTranslation("call.otherTab")), bring);
    var tiles = new Div();
    tiles.addClassName("hs-tiles");
    Stream.of(
            Action.MUTE,
            Action.UNMUTE,
            Action.HOLD,
            Action.RESUME,
            Action.KEYPAD,
            Action.VIDEO,
            Action.RECORD,
            Action.STOP_RECORDING,
            Action.SWAP)
        .forEach(action -> {
          var tile = new ActionButton(action, press);
          tile.addClassName("hs-tile");
          if (action == Action.STOP_RECORDING) {
            tile.setText(getTranslation("cmd.stopRecording.short"));
          }
          if (TURNED_ON.contains(action)) {
            tile.addClassName("hs-on");
          }
          buttons.add(tile);
          tiles.add(tile);
        });
    var body = new Div(party, numbers, caller, trouble, sound, tiles);
    body.addClassName("hs-body");
    return body;
  }

  private Component foot(Consumer<Action> press) {
    var foot = new Div();
    foot.addClassName("hs-foot");
    Stream.of(
            Action.ANSWER,
            Action.DECLINE,
            Action.COMPLETE_TRANSFER,
            Action.CANCEL_TRANSFER,
            Action.TRANSFER,
            Action.END,
            Action.FETCH,
            Action.CALL_AGAIN,
            Action.CLOSE)
        .forEach(action -> {
          var button = new ActionButton(action, press);
          switch (action) {
            case ANSWER -> button.addThemeNames("primary", "success");
            case DECLINE, END -> button.addThemeNames("primary", "error");
            case COMPLETE_TRANSFER, CALL_AGAIN, FETCH -> button.addThemeNames("primary");
            default -> {}
          }
          buttons.add(button);
          foot.add(button);
        });
    return foot;
  }

  @Nullable CallView shown() {
    return shown;
  }

  private void press(Action action, boolean pressed) {
    buttons.stream()
        .filter(button -> button.action() == action)
        .forEach(button -> {
          button.getElement().setAttribute("aria-pressed", Boolean.toString(pressed));
          button.setClassName("hs-on", pressed);
        });
  }

  /** Marks the button whose sheet is open. */
  void open(Action action, boolean open) {
    buttons.stream()
        .filter(button -> button.action() == action)
        .forEach(button -> {
          button.getElement().setAttribute("aria-expanded", Boolean.toString(open));
          button.setClassName("hs-on", open);
        });
  }

  /**
   * @param call null when the stage is empty
   */
  void show(@Nullable CallView call) {
    if (Objects.equals(call, shown)) {
      return;
    }
    CallView before = shown;
    shown = call;
    if (call == null) {
      Shown.set(this, false);
      return;
    }
    if (before == null || before.kind() != call.kind()) {
      for (Kind kind : Kind.values()) {
        setClassName(kind.style(), kind == call.kind());
      }
      stateIcon.setSymbol(call.kind().icon());
    }
    if (before == null || !before.id().equals(call.id()) || before.kind() != call.kind()) {
      // A click meant for what stood here before must do nothing (ux.md: guard of 400 ms).
      getElement().setAttribute("data-guard", call.id().value() + (call.kind() == Kind.RINGING));
    }
    setClassName("hs-consult", call.actions().containsKey(Action.SWAP));
    Set<Action> offered = call.actions().keySet();
    setClassName(
        "hs-five",
        !Collections.disjoint(offered, BESIDE_THE_USUAL)
            && !Collections.disjoint(offered, OF_THE_LAST_TILE));
    String party = Say.it(this, call.name());
    getElement().setAttribute("aria-label", party);
    show(call.kind() == Kind.RINGING ? call.caller() : new Caller.Unasked());
    stateText.setText(Say.it(this, call.state()));
    heldTimer.since(call.heldSince());
    timer.since(call.since());
    Shown.set(mutedFlag, call.muted() && call.kind() == Kind.TALKING);
    Shown.set(recordedFlag, call.recorded());
    show(call.quality());
    name.setText(party);
    avatar.setText(call.initials().isEmpty() ? "#" : call.initials());
    second.setText(Say.it(this, call.second()));
    number.setText(call.number());
    boolean crowded = callerShown instanceof Caller.Nobody || callerShown instanceof Caller.Several;
    // The name is the number already, and the room is for those it may be.
    numbers.setClassName("hs-said", crowded && call.kind() == Kind.RINGING);
    via.setText(Say.it(this, call.via()));
    Text wrong = call.trouble();
    Shown.set(trouble, wrong != null);
    trouble.setText(wrong == null ? "" : Say.it(this, wrong));
    Shown.set(sound, call.sound() == Sound.OTHER_PAGE);
    buttons.forEach(button -> button.show(call.actions().get(button.action())));
    press(Action.VIDEO, call.camera() == Camera.ON);
    Shown.set(this, true);
  }

  /** While it rings there is room for it; later it stands in the tab of the call. */
  private void show(Caller now) {
    if (!now.equals(callerShown)) {
      callerShown = now;
      caller.show(now);
    }
  }

  private void show(Quality mark) {
    Shown.set(quality, mark != Quality.UNKNOWN);
    if (mark == Quality.UNKNOWN) {
      return;
    }
    String word = mark.name().toLowerCase(Locale.ROOT);
    quality.setClassName("hs-q-fair", mark == Quality.FAIR);
    quality.setClassName("hs-q-poor", mark == Quality.POOR);
    qualityIcon.setSymbol(
        switch (mark) {
          case POOR -> "signal-low";
          case FAIR -> "signal-medium";
          case GOOD, UNKNOWN -> "signal";
        });
    qualityText.setText(getTranslation("call.quality." + word));
    qualityText.setClassName("hs-sr", mark == Quality.GOOD);
  }
}
