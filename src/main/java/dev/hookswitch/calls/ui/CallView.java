package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallLog.JournalEntry;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * One call: its times, its parties, and the journal of what happened. The page is there before the
 * call is: {@link Reading} says why. What cannot be shown is said in the same place, in the same
 * words whether the call does not exist or is none of the viewer's business.
 */
@Route(value = "calls/:id", layout = MainLayout.class)
@PermitAll
class CallView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  /** Events of the machinery; they are shown with the payloads. */
  private static final Set<String> TECHNICAL =
      Set.of("lineStateChanged", "currentCallChanged", "callSaved", "activeCallSnapshot");

  private enum Payloads {
    HIDDEN,
    SHOWN
  }

  /**
   * What the page tells.
   *
   * @param agent empty when the user is no more
   */
  private record Story(CallEntry call, List<JournalEntry> journal, Optional<Person> agent) {}

  private final CallLog calls;
  private final CallNews news;
  private final People people;
  private final ObjectProvider<CallRequests> requests;
  private final Person viewer = SignedIn.person();
  private final CallFormat format = CallFormat.of(this, UI.getCurrent());
  private final Reading reading =
      new Reading(this, UiMailbox.of(UI.getCurrent()), this::waiting, this::failed);
  private Payloads payloads = Payloads.HIDDEN;
  private String title = getTranslation("calls.title");
  private boolean shown;

  /** Null for an address that names no call; heard by the threads of news. */
  private volatile @Nullable UUID asked;

  CallView(CallLog calls, CallNews news, People people, ObjectProvider<CallRequests> requests) {
    this.calls = calls;
    this.news = news;
    this.people = people;
    this.requests = requests;
    addClassName("hs-page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    asked = event.getRouteParameters().get("id").flatMap(CallView::id).orElse(null);
    shown = false;
    title = getTranslation("calls.title");
    removeAll();
    read();
  }

  /** Of the section until the call is there. */
  @Override
  public String getPageTitle() {
    return title;
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    LiveReload.keep(
        this,
        attach.getUI(),
        news,
        change -> change.call().equals(asked),
        () -> reading.again(this::read));
  }

  static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void read() {
    Optional<UUID> id = Optional.ofNullable(asked);
    reading.ask(
        () -> id.flatMap(this::story), story -> story.ifPresentOrElse(this::show, this::none));
  }

  /** Runs on a thread of its own. */
  private Optional<Story> story(UUID id) {
    return calls
        .find(viewer, id)
        .map(call -> new Story(call, calls.journal(viewer, id), people.find(call.user())));
  }

  private void show(Story story) {
    CallEntry call = story.call();
    var main = new Div(timing(call, story.journal()), journal(call, story.journal()));
    main.addClassName("hs-col-main");
    var side = new Aside(parties(call, story.agent()));
    side.addClassName("hs-col-side");
    side.getElement().setAttribute("aria-label", getTranslation("callp.parties"));
    var columns = new Div(main, side);
    columns.addClassName("hs-cols");
    removeAll();
    add(back(), head(call), columns);
    title(format.name(call.peer()));
    shown = true;
  }

  private void waiting() {
    if (!shown) {
      removeAll();
      var progress = new ProgressBar();
      progress.setIndeterminate(true);
      progress.getElement().setAttribute("aria-label", getTranslation("callp.loading"));
      add(back(), progress, Skeleton.rows());
    }
  }

  private void none() {
    instead(
        "phone-missed",
        "callp.none",
        "callp.none.hint",
        new RouterLink(getTranslation("callp.none.back"), CallsView.class));
  }

  private void failed() {
    var again = new Button(getTranslation("calls.failed.again"), _ -> read());
    again.addThemeVariants(ButtonVariant.PRIMARY);
    instead("triangle-alert", "callp.failed", "calls.failed.hint", again);
  }

  private void instead(String icon, String heading, String hint, Component action) {
    var second = new Span(getTranslation(hint));
    second.addClassName("hs-second");
    var actions = new Div(action);
    actions.addClassName("hs-row-acts");
    var empty = new Div(Icons.of(icon), new H1(getTranslation(heading)), second, actions);
    empty.addClassNames("hs-empty", "hs-empty-page");
    removeAll();
    add(empty);
    title(getTranslation(heading));
    shown = false;
  }

  private void title(String text) {
    title = text;
    getUI().ifPresent(ui -> ui.getPage().setTitle(text));
  }

  private Component back() {
    var link = new RouterLink(CallsView.class);
    link.add(Icons.of("arrow-left"), new Span(getTranslation("calls.title")));
    var crumb = new Nav(link);
    crumb.addClassName("hs-crumb");
    crumb.setAriaLabel(getTranslation("callp.crumb"));
    return crumb;
  }

  private Component head(CallEntry call) {
    var avatar = new Avatar(call.peer().name());
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
    var text = new Div(new H1(format.name(call.peer())), sub);
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
    for (Segment segment : Segment.of(journal)) {
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

  private Component parties(CallEntry call, Optional<Person> agent) {
    var facts = new DescriptionList();
    facts.addClassName("hs-facts");
    fact(facts, "callp.from", format.party(call.call().caller()));
    fact(facts, "callp.to", format.party(call.call().called()));
    number(call.call().redirecting()).ifPresent(n -> fact(facts, "callp.redirecting", n));
    number(call.call().redirection()).ifPresent(n -> fact(facts, "callp.redirection", n));
    agent.ifPresent(one -> fact(facts, "callp.agent", one.name()));
    fact(
        facts,
        "callp.line",
        call.lineNumber().dialled() + " · " + format.system(call.phoneSystem()));
    fact(facts, "callp.start", format.seconds(call.times().startedAt()));
    Instant end = call.times().endedAt();
    fact(facts, "callp.end", end == null ? "–" : format.seconds(end));
    EndReason reason = call.call().endReason();
    if (reason != null) {
      fact(facts, "callp.endReason", format.endReason(reason));
    }
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

  private Component journal(CallEntry call, List<JournalEntry> journal) {
    var toggle = new Button(getTranslation("callp.journal.raw"));
    toggle.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    press(toggle);
    var list = new OrderedList();
    list.addClassName("hs-journal");
    toggle.addClickListener(_ -> {
      payloads = payloads == Payloads.SHOWN ? Payloads.HIDDEN : Payloads.SHOWN;
      press(toggle);
      fill(list, call, journal);
    });
    fill(list, call, journal);
    var head = new Div(new H2(getTranslation("callp.journal")), toggle);
    head.addClassName("hs-field-head");
    var section = new Section(head, list);
    section.addClassName("hs-sec");
    return section;
  }

  private void press(Button toggle) {
    toggle.getElement().setAttribute("aria-pressed", String.valueOf(payloads == Payloads.SHOWN));
  }

  private void fill(OrderedList list, CallEntry call, List<JournalEntry> journal) {
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
      return format.endReason(reason);
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

  private Section section(String key, Component... content) {
    var section = new Section(new H2(getTranslation(key)));
    section.addClassName("hs-sec");
    section.add(content);
    return section;
  }
}
