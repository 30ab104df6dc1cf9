package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallLog.JournalEntry;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.shell.Icons;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What happened in a call, event by event. */
class JournalSection extends Section {
  /** Events of the machinery; they are shown with the payloads. */
  private static final Set<String> TECHNICAL =
      Set.of("lineStateChanged", "currentCallChanged", "callSaved", "activeCallSnapshot");

  private enum Payloads {
    HIDDEN,
    SHOWN
  }

  private final CallFormat format;
  private final OrderedList list = new OrderedList();
  private final Button toggle = new Button(getTranslation("callp.journal.raw"));
  private Payloads payloads = Payloads.HIDDEN;
  private Runnable refill = () -> {};

  JournalSection(CallFormat format) {
    this.format = format;
    addClassName("hs-sec");
    list.addClassName("hs-journal");
    list.getElement().setAttribute("aria-label", getTranslation("callp.journal"));
    toggle.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    toggle.addClickListener(_ -> {
      payloads = payloads == Payloads.SHOWN ? Payloads.HIDDEN : Payloads.SHOWN;
      press();
      refill.run();
    });
    press();
    var head = new Div(new H2(getTranslation("callp.journal")), toggle);
    head.addClassName("hs-field-head");
    add(head, list);
  }

  void show(CallEntry call, List<JournalEntry> journal) {
    setVisible(!journal.isEmpty()); // there is none of a call that was entered by hand
    refill = () -> fill(call, journal);
    refill.run();
  }

  private void press() {
    toggle.getElement().setAttribute("aria-pressed", String.valueOf(payloads == Payloads.SHOWN));
  }

  private void fill(CallEntry call, List<JournalEntry> journal) {
    list.removeAll();
    for (JournalEntry entry : journal) {
      if (payloads == Payloads.SHOWN || !TECHNICAL.contains(entry.name())) {
        list.add(line(call, entry));
      }
      if (payloads == Payloads.SHOWN) {
        var payload = new Pre(entry.payload());
        payload.addClassName("hs-raw");
        payload.getElement().setAttribute("tabindex", "0");
        payload.getElement().setAttribute("aria-label", entry.name());
        payload.getElement().setAttribute("role", "region");
        list.add(new ListItem(payload));
      }
    }
  }

  private ListItem line(CallEntry call, JournalEntry entry) {
    var icon = new Span(Icons.of(icon(call, entry.name())));
    icon.addClassName("hs-jicon");
    var offset =
        new Span(CallFormat.length(Duration.between(call.times().startedAt(), entry.at())));
    offset.addClassNames("hs-num", "hs-joff");
    var text = new Span(new Span(sentence(call, entry.name())), new Code(entry.name()));
    text.addClassName("hs-jtext");
    var clock = new Span(format.seconds(entry.at()));
    clock.addClassNames("hs-num", "hs-second", "hs-jclock");
    return new ListItem(icon, offset, text, clock);
  }

  private String sentence(CallEntry call, String event) {
    EndReason reason = call.call().endReason();
    if (event.equals("callFinished") && reason != null) {
      return format.endReason(reason, call.call().redirection());
    }
    return getTranslation(
        event.equals("callStarted")
            ? "callp.event.callStarted." + CallFormat.key(call.call().direction())
            : "callp.event." + event);
  }

  private static String icon(CallEntry call, String event) {
    return switch (event) {
      case "callStarted" -> CallFormat.icon(call);
      case "commutationStarted" -> "phone-call";
      case "hold" -> "pause";
      case "unhold" -> "play";
      case "callFinished", "callBusy" -> "phone-off";
      case "dtmfEntered" -> "grip";
      case "webRtcStarted", "webRtcDestroyed" -> "headphones";
      case "webRtcVideoStarted" -> "video";
      case "callSaved" -> "check";
      default -> "circle-dot";
    };
  }
}
