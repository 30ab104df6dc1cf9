package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallNote.Result;
import dev.hookswitch.calls.CallNotes;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Note and result of a call. The note is saved while it is typed: one text is on its way at a time,
 * and what was typed meanwhile follows. What could not be saved is tried again as long as the page
 * is there; leaving the page leaves what is on its way alone.
 */
class NoteSection extends Section {
  /** What the reader of {@link ValueChangeMode#TIMEOUT} may lose at most, in ms. */
  private static final int TYPED = 400;

  private final CallNotes notes;
  private final Person viewer;
  private final UUID call;
  private final NoteSaver saver;
  private final CallFormat format;
  private final Deed deed;
  private final TextArea text = new TextArea();
  private final Select<Result> result = new Select<>();
  private final Span saved = new Span();

  NoteSection(CallNotes notes, Person viewer, UUID call, UiMailbox mailbox, CallFormat format) {
    this.notes = notes;
    this.viewer = viewer;
    this.call = call;
    this.format = format;
    this.deed = new Deed(this, mailbox);
    this.saver =
        new NoteSaver(mailbox, typed -> notes.write(viewer, call, typed).changedAt(), this::tell);
    addClassName("hs-sec");
    saved.addClassName("hs-second");
    saved.getElement().setAttribute("role", "status");
    var head = new Div(new H2(getTranslation("callp.note")), saved);
    head.addClassName("hs-field-head");
    text.addClassName("hs-note");
    text.setAriaLabel(getTranslation("callp.note"));
    text.setPlaceholder(getTranslation("callp.note.placeholder"));
    text.setMaxLength(CallNote.MAX_LENGTH);
    text.setMinRows(3);
    text.setMaxRows(14);
    text.setValueChangeMode(ValueChangeMode.TIMEOUT);
    text.setValueChangeTimeout(TYPED);
    text.addValueChangeListener(typed -> {
      if (typed.isFromClient()) {
        saver.save(typed.getValue());
      }
    });
    result.setLabel(getTranslation("callp.result"));
    result.setItems(Result.values());
    result.setEmptySelectionAllowed(true);
    result.setEmptySelectionCaption("–");
    result.setItemLabelGenerator(one -> one == null ? "–" : format.noteResult(one));
    result.addValueChangeListener(chosen -> {
      if (chosen.isFromClient()) {
        choose(chosen.getValue());
      }
    });
    var row = new Div(result);
    row.addClassName("hs-two");
    add(head, text, row);
  }

  /** Shows what is stored, unless something newer is being typed here. */
  void show(Optional<CallNote> note) {
    result.setValue(note.map(CallNote::result).orElse(null));
    if (!saver.isBusy()) {
      text.setValue(note.map(CallNote::text).orElse(""));
    }
  }

  private void choose(@Nullable Result chosen) {
    deed.run(() -> notes.setResult(viewer, call, chosen), note -> tell(NoteSaver.saved(note)));
  }

  private void tell(NoteSaver.State state) {
    saved.removeAll();
    switch (state) {
      case NoteSaver.State.Saving _ -> saved.setText(getTranslation("callp.note.saving"));
      case NoteSaver.State.Saved(Instant at) ->
          saved.add(
              Icons.of("check"), new Span(getTranslation("callp.note.saved", format.clock(at))));
      case NoteSaver.State.NotSaved _ -> saved.setText(getTranslation("callp.note.notSaved"));
    }
  }
}
