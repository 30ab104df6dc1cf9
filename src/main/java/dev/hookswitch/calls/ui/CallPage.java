package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallLog.JournalEntry;
import dev.hookswitch.calls.ui.CallDesk.Story;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.UiMailbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What a call's page shows of its call. Shown again it changes what it has to and leaves alone what
 * somebody may be using.
 */
class CallPage extends Div {
  private final CallFormat format;
  private final Clock clock;
  private final ObjectProvider<CallRequests> requests;
  private final Div head = new Div();
  private final Div timing = new Div();
  private final NoteSection note;
  private final TaskSection tasks;
  private final RecordingSection recording;
  private final JournalSection journal;
  private final Div parties = new Div();
  private final LinkSection links;
  private final AttachmentSection files;

  CallPage(
      CallDesk desk,
      Person viewer,
      UUID call,
      ObjectProvider<CallRequests> requests,
      UiMailbox mailbox,
      CallFormat format,
      Clock clock) {
    this.format = format;
    this.clock = clock;
    this.requests = requests;
    note = new NoteSection(desk.notes(), viewer, call, mailbox, format);
    tasks = new TaskSection(desk, viewer, call, mailbox, format, clock);
    recording = new RecordingSection(viewer, format, clock);
    journal = new JournalSection(format);
    links = new LinkSection(desk, viewer, call, mailbox, format);
    files = new AttachmentSection(desk.attachments(), viewer, call, mailbox);
    var main = new Div(timing, note, tasks, recording, journal);
    main.addClassName("hs-col-main");
    var side = new Aside(parties, links, files);
    side.addClassName("hs-col-side");
    side.getElement().setAttribute("aria-label", getTranslation("callp.parties"));
    var columns = new Div(main, side);
    columns.addClassName("hs-cols");
    add(head, columns);
  }

  void show(Story story) {
    CallEntry call = story.call();
    replace(head, head(call, story.links()));
    replace(timing, timing(call, story.journal()));
    replace(parties, parties(call, story));
    note.show(story.note());
    tasks.show(story);
    recording.show(story);
    links.show(story);
    files.show(story);
    journal.show(call, story.journal());
  }

  private static void replace(Div place, Component content) {
    place.removeAll();
    place.add(content);
  }

  private Component head(CallEntry call, List<CallLink> links) {
    var avatar =
        new Avatar(CallLink.party(links).map(RecordSummary::name).orElse(call.peer().name()));
    avatar.addClassName("hs-avatar");
    avatar.getElement().setAttribute("aria-hidden", "true");
    var direction = new Span(Icons.of(CallFormat.icon(call)));
    direction.addClassName("hs-dir");
    if (call.missed()) {
      direction.addClassName("hs-dir-missed");
    }
    Instant start = call.times().startedAt();
    var sub =
        new Div(
            direction,
            new Span(
                "%s · %s, %s · %s"
                    .formatted(
                        format.direction(call),
                        format.date(start),
                        format.clock(start),
                        format.result(call.result()))));
    sub.addClassNames("hs-second", "hs-sub");
    var text = new Div(new H1(CallSubject.of(call, links, format).name()), sub);
    text.addClassName("hs-row-text");
    var head = new Header(avatar, text);
    head.addClassNames("hs-head", "hs-callhead");
    PhoneNumber number = call.peer().number();
    CallRequests phone = requests.getIfAvailable();
    if (phone != null && !number.withheld()) {
      var callBack = new Button(getTranslation("callp.callBack"), Icons.of("phone"));
      callBack.addThemeVariants(ButtonVariant.PRIMARY);
      callBack.addClickListener(_ -> phone.request(UI.getCurrent(), number, null));
      head.add(callBack);
    }
    return head;
  }

  private Component timing(CallEntry call, List<JournalEntry> journal) {
    var bar = new Div();
    bar.addClassName("hs-bar");
    bar.getElement().setAttribute("aria-hidden", "true");
    List<Segment> segments = Segment.of(journal);
    bar.setVisible(!segments.isEmpty());
    for (Segment segment : segments) {
      Component part = new Html("<i></i>");
      part.addClassName(colour(segment.kind()));
      part.getStyle().setFlexGrow(String.valueOf(Math.max(1, segment.length().toMillis())));
      bar.add(part);
    }
    var figures = new DescriptionList();
    figures.addClassName("hs-timing");
    figures.add(
        figure("callp.ringing", Segment.Kind.RING, call.times().ringing()),
        figure("callp.talk", Segment.Kind.TALK, call.times().talk()),
        figure("callp.hold", Segment.Kind.HOLD, call.times().hold()),
        figure("callp.whole", null, call.times().whole()));
    return section("callp.timing", bar, figures);
  }

  private Div figure(String key, Segment.@Nullable Kind kind, @Nullable Duration length) {
    var term = new DescriptionList.Term();
    if (kind != null) {
      Component mark = new Html("<i></i>");
      mark.addClassName(colour(kind));
      term.add(mark);
    }
    term.add(new Span(getTranslation(key)));
    return new Div(
        term, new DescriptionList.Description(length == null ? "–" : CallFormat.length(length)));
  }

  private static String colour(Segment.Kind kind) {
    return switch (kind) {
      case RING -> "hs-b-ring";
      case TALK -> "hs-b-talk";
      case HOLD -> "hs-b-hold";
    };
  }

  private Component parties(CallEntry call, Story story) {
    var facts = new DescriptionList();
    facts.addClassName("hs-facts");
    fact(facts, "callp.from", format.party(call.call().caller()));
    fact(facts, "callp.to", format.party(call.call().called()));
    boolean cameBack = call.lineNumber().equals(call.call().redirecting());
    number(call.call().redirecting())
        .ifPresent(n -> fact(facts, cameBack ? "callp.cameBack" : "callp.redirecting", n));
    boolean parked = call.call().endReason() == EndReason.PARKED;
    number(call.call().redirection())
        .ifPresent(n -> fact(facts, parked ? "callp.parkedAt" : "callp.redirection", n));
    String agent = story.name(call.user());
    if (!agent.isEmpty()) {
      fact(facts, "callp.agent", agent);
    }
    UserId by = call.enteredBy();
    if (by == null) {
      fact(
          facts,
          "callp.line",
          call.lineNumber().dialled() + " · " + format.system(call.phoneSystem()));
    } else {
      fact(facts, "callp.enteredBy", story.name(by));
    }
    fact(facts, "callp.start", format.seconds(call.times().startedAt()));
    Instant end = call.times().endedAt();
    fact(facts, "callp.end", end == null ? "–" : format.seconds(end));
    EndReason reason = call.call().endReason();
    if (reason != null) {
      fact(facts, "callp.endReason", format.endReason(reason, call.call().redirection()));
    }
    story
        .missed()
        .ifPresent(state ->
            fact(
                facts,
                "callp.missed",
                format.missed(
                    state,
                    CallDesk.who(state).map(story::name).orElse(""),
                    LocalDate.now(clock.withZone(format.zone())))));
    CallId parent = call.call().parent();
    if (parent != null) {
      fact(facts, "callp.parent", parent.value());
    }
    return section("callp.parties", facts);
  }

  private static Optional<String> number(@Nullable PhoneNumber number) {
    return Optional.ofNullable(number).map(PhoneNumber::dialled).filter(text -> !text.isEmpty());
  }

  private void fact(DescriptionList facts, String key, String value) {
    var description = new DescriptionList.Description(value);
    description.addClassName("hs-num");
    facts.add(new Div(new DescriptionList.Term(getTranslation(key)), description));
  }

  private Section section(String key, Component... content) {
    var section = new Section(new H2(getTranslation(key)));
    section.addClassName("hs-sec");
    section.add(content);
    return section;
  }
}
