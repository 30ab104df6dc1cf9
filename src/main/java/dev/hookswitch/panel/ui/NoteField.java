package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/**
 * The note of one call, saved while one types: the server knows every letter at once and writes
 * them down a moment later, so that nothing is lost when the call, the tab or the page changes.
 */
class NoteField extends Div {
  private static final Duration WRITTEN_AFTER = Duration.ofMillis(500);
  private static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(3);

  private final TextArea text = new TextArea();
  private final Span saved = new Span();
  private final transient UiMailbox mailbox;
  private final transient Function<String, CallNote> write;
  private final ZoneId zone;
  private String written = "";
  private boolean writing;
  private boolean planned;

  /**
   * @param write stores the text; called beside the page's lock
   */
  NoteField(UiMailbox mailbox, ZoneId zone, Function<String, CallNote> write) {
    this.mailbox = mailbox;
    this.zone = zone;
    this.write = write;
    addClassName("hs-notefield");
    String name = getTranslation("call.note");
    saved.addClassName("hs-second");
    saved.getElement().setAttribute("role", "status");
    var head = new Div(new Span(name), saved);
    head.addClassName("hs-field-head");
    text.addClassName("hs-note");
    text.setAriaLabel(name);
    text.setPlaceholder(getTranslation("call.note.placeholder"));
    text.setMinRows(3);
    text.setMaxRows(6);
    text.setMaxLength(CallNote.MAX_LENGTH);
    text.setValueChangeMode(ValueChangeMode.EAGER);
    text.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        typed();
      }
    });
    add(head, text);
  }

  /** What is stored; what is typed here and not stored yet counts before it. */
  void show(String stored) {
    if (!writing && !planned && !stored.equals(text.getValue())) {
      text.setValue(stored);
    }
    if (!planned) {
      written = stored;
    }
  }

  /** The page or the call is left: what is typed is written without waiting. */
  @Override
  protected void onDetach(DetachEvent event) {
    String last = text.getValue();
    if (!last.equals(written)) {
      written = last;
      mailbox.fetch(() -> write.apply(last), _ -> {});
    }
  }

  private void typed() {
    saved.setText(getTranslation("call.saving"));
    plan(WRITTEN_AFTER);
  }

  private void plan(Duration delay) {
    if (!planned) {
      planned = true;
      mailbox.postAfter(delay, this::store);
    }
  }

  private void store() {
    planned = false;
    String now = text.getValue();
    if (writing || now.equals(written)) {
      return;
    }
    writing = true;
    mailbox.fetch(() -> write.apply(now), note -> stored(now, note.changedAt()), this::failed);
  }

  private void stored(String what, Instant at) {
    writing = false;
    written = what;
    if (text.getValue().equals(what)) {
      saved.removeAll();
      saved.add(
          Icons.of("check"),
          new Span(
              getTranslation(
                  "call.saved", DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(zone)))));
    } else {
      plan(Duration.ZERO);
    }
  }

  private void failed() {
    writing = false;
    saved.setText(getTranslation("call.notSaved"));
    plan(TRIED_AGAIN_AFTER);
  }
}
