package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.hookswitch.calls.CallAddress;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.panel.About;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.panel.CallView.Kind;
import dev.hookswitch.panel.Caller;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the call on the stage, or the last one, is about: who it was, note, result, follow-up and
 * links. It changes to another call when that one is answered or made, not while it only rings:
 * somebody may still write about the last one.
 */
class ThisCall extends Div {
  /** What the agent writes down. Everything is about the call that is named. */
  interface Listener extends CallerLines.Listener {
    /** Stores a note; called beside the page's lock. */
    CallNote note(UUID call, String text);

    void result(UUID call, CallNote.@Nullable Result result);

    void plan(UUID call, @Nullable CallTask known, String title, Instant due);

    void drop(CallTask known);

    void undoLink(UUID call, RecordRef record);

    void addLink();
  }

  private final transient Listener listener;
  private final Div form = new Div();
  private final Div empty = new Div();
  private transient @Nullable Form parts;
  private transient @Nullable CallView call;
  private transient @Nullable CallTask shownTask;

  /** The fields of one call. */
  private record Form(
      UUID record,
      CallerLines who,
      NoteField note,
      Select<CallNote.Result> result,
      FollowUpField followUp,
      LinkChips links,
      Facts facts) {}

  ThisCall(Listener listener) {
    this.listener = listener;
    addClassName("hs-this");
    form.addClassName("hs-this");
    var title = new Span(getTranslation("call.none"));
    title.addClassName("hs-empty-title");
    var hint = new Span(getTranslation("call.none.hint"));
    hint.addClassName("hs-second");
    empty.add(Icons.of("notebook-pen"), title, hint);
    empty.addClassName("hs-empty");
    add(form, empty);
    Shown.set(form, false);
  }

  /** The call that is shown; null before the first one. */
  @Nullable UUID record() {
    return parts == null ? null : parts.record();
  }

  /**
   * Shows a call; a null call, and one that only rings, leaves the last one standing.
   *
   * @param zone of the page
   */
  void show(@Nullable CallView now, UiMailbox mailbox, ZoneId zone) {
    if (now == null || now.kind() == Kind.RINGING && parts != null) {
      return;
    }
    Form known = parts;
    if (known == null || !known.record().equals(now.record())) {
      known = begin(now.record(), mailbox, zone);
      parts = known;
    }
    call = now;
    known.facts().show(now);
  }

  /** Shows what is known about the call that is shown. */
  void show(About about) {
    Form known = parts;
    if (known == null) {
      return;
    }
    // One match is said on the card; here stands what somebody still has to decide.
    known.who().show(about.caller() instanceof Caller.One ? new Caller.Unasked() : about.caller());
    CallNote note = about.note();
    known.note().show(note == null ? "" : note.text());
    known.result().setValue(note == null ? null : note.result());
    known.followUp().show(about.followUp(), proposal());
    known.links().show(about.links());
    shownTask = about.followUp();
  }

  private String proposal() {
    CallView now = call;
    return now == null ? "" : getTranslation("call.followUp.proposal", Say.it(this, now.name()));
  }

  private Form begin(UUID record, UiMailbox mailbox, ZoneId zone) {
    form.removeAll();
    shownTask = null;
    var who = new CallerLines(listener);
    var note = new NoteField(mailbox, zone, text -> listener.note(record, text));
    var result = new Select<CallNote.Result>();
    result.setLabel(getTranslation("call.result"));
    result.setItems(CallNote.Result.values());
    result.setItemLabelGenerator(value -> value == null ? "–" : getTranslation(value.textKey()));
    result.setEmptySelectionAllowed(true);
    result.setEmptySelectionCaption("–");
    result.setPlaceholder("–");
    result.addValueChangeListener(change -> {
      if (change.isFromClient()) {
        listener.result(record, change.getValue());
      }
    });
    var followUp = new FollowUpField(this, zone, new FollowUp(record));
    var two = new Div(result, followUp.day());
    two.addClassName("hs-two");
    Shown.set(followUp.title(), false);
    var linkHead = new Div(new Span(getTranslation("call.links")));
    linkHead.addClassName("hs-field-head");
    var links = new LinkChips(ref -> listener.undoLink(record, ref), listener::addLink);
    var facts = new Facts(record);
    form.add(who, note, two, followUp.title(), linkHead, links, facts);
    Shown.set(form, true);
    Shown.set(empty, false);
    return new Form(record, who, note, result, followUp, links, facts);
  }

  private final class FollowUp implements FollowUpField.Listener {
    private final UUID record;

    FollowUp(UUID record) {
      this.record = record;
    }

    @Override
    public void plan(String title, Instant due) {
      listener.plan(record, shownTask, title, due);
    }

    @Override
    public void drop() {
      CallTask known = shownTask;
      if (known != null) {
        listener.drop(known);
      }
    }
  }

  /** Line, digits and the way to the call's page. */
  private static final class Facts extends Div {
    private final DescriptionList.Description number = new DescriptionList.Description();
    private final DescriptionList.Description line = new DescriptionList.Description();
    private final DescriptionList.Description digits = new DescriptionList.Description();
    private final Div digitsRow;
    private transient @Nullable CallView shown;

    Facts(UUID record) {
      addClassName("hs-this-facts");
      var list = new DescriptionList();
      list.addClassName("hs-facts");
      digitsRow = fact("call.fact.digits", digits);
      list.add(fact("call.fact.number", number), fact("call.fact.line", line), digitsRow);
      var page = new Anchor(CallAddress.of(record), getTranslation("call.page"));
      page.getElement().setAttribute("router-link", true);
      add(list, page);
    }

    private Div fact(String key, DescriptionList.Description value) {
      return new Div(new DescriptionList.Term(getTranslation(key)), value);
    }

    void show(CallView call) {
      if (Objects.equals(call, shown)) {
        return;
      }
      shown = call;
      number.setText(call.number().isEmpty() ? getTranslation("who.withheld") : call.number());
      line.setText(Say.it(this, call.via()));
      String both = (call.sent() + " " + call.received()).strip();
      Shown.set(digitsRow, !both.isEmpty());
      digits.setText(both);
    }
  }
}
