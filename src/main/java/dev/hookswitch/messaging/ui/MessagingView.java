package dev.hookswitch.messaging.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.hookswitch.messaging.LinkReport;
import dev.hookswitch.messaging.LinkTrouble;
import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.messaging.PbxLink.LinkState;
import dev.hookswitch.messaging.clients.TmsSockets;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.shell.AdminTabs;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.UiMailbox;
import dev.hookswitch.shell.Zones;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the links of the Messaging Service and its clients do, while one looks. */
@Route(value = MessagingNavigation.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class MessagingView extends Div implements HasDynamicTitle {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final MessagingService service;
  private final TmsSockets clients;
  private final Clock clock;
  private final Figures figures = new Figures();
  private final StatusTable links;
  private final Paragraph noTrouble = new Paragraph(getTranslation("messaging.no.trouble"));
  private final StatusTable troubles;
  private final RawMessages raw;
  private List<LinkReport> linksShown = List.of();
  private List<LinkTrouble> troublesShown = List.of();
  private ZoneId zone = ZoneOffset.UTC;
  private int visit;

  MessagingView(AdminTabs tabs, MessagingService service, TmsSockets clients, Clock clock) {
    this.service = service;
    this.clients = clients;
    this.clock = clock;
    addClassName("hs-page");
    tabs.addTo(this, MessagingNavigation.PATH);
    links =
        table(
            "messaging.links",
            "messaging.col.link",
            "messaging.col.state",
            "messaging.col.since",
            "messaging.lines",
            "messaging.rate");
    troubles =
        table(
            "messaging.troubles",
            "messaging.col.when",
            "messaging.col.link",
            "messaging.col.line",
            "messaging.col.what");
    raw = new RawMessages(service);
    add(
        figures,
        section(
            "messaging.links",
            service.reports().isEmpty()
                ? new Paragraph(getTranslation("messaging.no.links"))
                : links),
        section("messaging.troubles", noTrouble, troubles),
        raw);
  }

  @Override
  public String getPageTitle() {
    return getTranslation("system.messaging");
  }

  private StatusTable table(String key, String... headers) {
    return new StatusTable(
        getTranslation(key), List.of(headers).stream().map(this::getTranslation).toList());
  }

  private Section section(String key, Component... parts) {
    var heading = new H2(getTranslation(key));
    var section = new Section(heading);
    section.add(parts);
    section.addClassName("hs-sec");
    section.setAriaLabel(heading.getText());
    return section;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    zone = Zones.of(event.getUI());
    look(UiMailbox.of(event.getUI()), ++visit);
  }

  /** Nothing of it waits: the service has it all at hand. */
  private void look(UiMailbox mailbox, int ofVisit) {
    if (!isAttached() || ofVisit != visit) {
      return;
    }
    show(service.reports(), service.troubles(), clients.size());
    raw.look();
    mailbox.postAfter(EVERY, () -> look(mailbox, ofVisit));
  }

  private void show(List<LinkReport> reports, List<LinkTrouble> last, int sockets) {
    figures.show(reports, last, sockets, clock.instant());
    if (!reports.equals(linksShown)) {
      linksShown = reports;
      links.show(reports.stream().map(this::cells).toList());
    }
    if (!last.equals(troublesShown)) {
      troublesShown = last;
      troubles.show(last.stream().map(this::cells).toList());
    }
    noTrouble.setVisible(last.isEmpty());
    troubles.setVisible(!last.isEmpty());
  }

  private List<Component> cells(LinkReport link) {
    return List.of(
        new Span(link.name() + " · " + link.kind()),
        state(link.state()),
        number(time(link.state().since())),
        number(Integer.toString(link.lines())),
        number(Rates.words(link.eventsPerSecond(), getLocale())));
  }

  private Component state(LinkState state) {
    var chip =
        state.connected()
            ? new Span(Icons.of("circle-check"), new Span(getTranslation("messaging.connected")))
            : new Span(Icons.of("unplug"), new Span(getTranslation("messaging.away")));
    chip.addClassNames("hs-chip", state.connected() ? "hs-talk" : "hs-hold");
    return state.connected() ? chip : new Div(chip, words(what(state.loss(), state.detail())));
  }

  private List<Component> cells(LinkTrouble trouble) {
    return List.of(
        number(time(trouble.at())),
        new Span(trouble.link()),
        number(trouble.line().isEmpty() ? getTranslation("messaging.several") : trouble.line()),
        words(what(trouble)));
  }

  private String what(LinkTrouble trouble) {
    String what = what(trouble.loss(), trouble.detail());
    return trouble.times() == 1 ? what : getTranslation("messaging.times", what, trouble.times());
  }

  private String what(@Nullable Loss loss, String detail) {
    if (loss == null) {
      return detail;
    }
    String why = getTranslation("messaging.loss." + loss.name().toLowerCase(Locale.ROOT));
    return detail.isEmpty() ? why : getTranslation("messaging.why", why, detail);
  }

  private String time(Instant at) {
    return DateTimeFormatter.ofPattern("d MMM HH:mm:ss", getLocale()).format(at.atZone(zone));
  }

  private static Span number(String text) {
    var number = new Span(text);
    number.addClassName("hs-num");
    return number;
  }

  /** What a phone system said: as long as it is. */
  private static Span words(String text) {
    var words = new Span(text);
    words.addClassNames("hs-second", "hs-wraps");
    return words;
  }
}
