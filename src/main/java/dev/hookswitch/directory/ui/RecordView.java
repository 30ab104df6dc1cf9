package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.Directory.Right;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.Numbers;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordKind;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSection;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.security.UserId;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.Reading;
import dev.hookswitch.shell.Skeleton;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** A record: its numbers, each one click away from a call, its details, and what features add. */
@Route(value = "records/:kind/:id", layout = MainLayout.class)
@RouteAlias(value = "contacts/:id", layout = MainLayout.class)
@RouteAlias(value = "accounts/:id", layout = MainLayout.class)
@PermitAll
class RecordView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  /** As many contacts of an account stand on its page; the list of contacts has the others. */
  private static final int MOST_UNDER = 200;

  /**
   * What the page tells.
   *
   * @param owner empty when nobody owns the record
   * @param under contacts of an account, records about a contact
   */
  private record Story(
      DirectoryRecord record,
      Set<Right> rights,
      RecordKind kind,
      String owner,
      List<DirectoryRecord> under,
      List<RecordKind> kinds) {}

  private final Directory directory;
  private final People people;
  private final ObjectProvider<CallRequests> requests;
  private final List<RecordSection> sections;
  private final Person viewer = SignedIn.person();
  private final UiMailbox mailbox = UiMailbox.of(UI.getCurrent());
  private final Reading reading = new Reading(this, mailbox, this::waiting, this::failed);
  private @Nullable RecordRef asked;
  private String title = getTranslation("nav.records");
  private boolean shown;

  RecordView(
      Directory directory,
      People people,
      ObjectProvider<CallRequests> requests,
      ObjectProvider<RecordSection> sections) {
    this.directory = directory;
    this.people = people;
    this.requests = requests;
    this.sections =
        sections.stream().sorted(Comparator.comparingInt(RecordSection::order)).toList();
    addClassName("hs-page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    asked = Addresses.record(event).orElse(null);
    shown = false;
    title = getTranslation("nav.records");
    removeAll();
    read();
  }

  /** Of the section until the record is there. */
  @Override
  public String getPageTitle() {
    return title;
  }

  private void read() {
    Optional<RecordRef> ref = Optional.ofNullable(asked);
    reading.ask(
        () -> ref.flatMap(directory::find).map(this::story),
        story -> story.ifPresentOrElse(this::show, this::none));
  }

  /** Runs on a thread of its own. */
  private Story story(DirectoryRecord record) {
    List<RecordKind> kinds = directory.kinds();
    UserId owner = record.owner();
    return new Story(
        record,
        directory.rights(viewer, record),
        Addresses.kind(record.ref().kind(), kinds),
        owner == null ? "" : people.find(owner).map(Person::name).orElse(""),
        directory.under(record.ref(), MOST_UNDER),
        kinds);
  }

  private void show(Story story) {
    DirectoryRecord record = story.record();
    var main = new Div();
    main.addClassName("hs-col-main");
    for (RecordSection section : sections) {
      section.create(record).ifPresent(main::add);
    }
    if (!record.details().description().isEmpty()) {
      var description = new Paragraph(record.details().description());
      description.addClassName("hs-prose");
      main.add(section("directory.description", description));
    }
    if (!story.under().isEmpty()) {
      main.add(under(story));
    }
    var side = new Aside(numbers(story), details(story));
    side.addClassName("hs-col-side");
    side.getElement().setAttribute("aria-label", getTranslation("directory.details"));
    var columns = new Div(main, side);
    columns.addClassName("hs-cols");
    removeAll();
    add(back(story.kind()), head(story), columns);
    title(record.details().name());
    shown = true;
  }

  private Component back(RecordKind kind) {
    var link =
        new Anchor(
            RecordAddress.list(kind.code()),
            Icons.of("arrow-left"),
            new Span(kind.many(this::getTranslation)));
    link.getElement().setAttribute("router-link", true);
    var crumb = new Nav(link);
    crumb.addClassName("hs-crumb");
    crumb.setAriaLabel(getTranslation("directory.crumb"));
    return crumb;
  }

  private Component head(Story story) {
    DirectoryRecord record = story.record();
    var avatar = new Avatar(record.details().name());
    avatar.addClassName("hs-avatar");
    avatar.getElement().setAttribute("aria-hidden", "true");
    var second =
        new Div(
            record.second().isEmpty() ? story.kind().one(this::getTranslation) : record.second());
    second.addClassNames("hs-second", "hs-sub");
    var text = new Div(new H1(record.details().name()), second);
    text.addClassName("hs-row-text");
    var head = new Header(avatar, text);
    head.addClassNames("hs-head", "hs-callhead");
    if (story.rights().contains(Right.CHANGE)) {
      var edit = new Button(getTranslation("directory.edit"), Icons.of("pencil"));
      edit.addClickListener(
          _ -> UI.getCurrent().navigate(RecordAddress.of(record.ref()) + "/edit"));
      head.add(edit);
    }
    if (story.rights().contains(Right.DELETE)) {
      var menu = menu(getTranslation("directory.more.who", record.details().name()));
      menu.getItems()
          .getFirst()
          .getSubMenu()
          .addItem(getTranslation("directory.delete"), _ -> confirmDelete(record));
      head.add(menu);
    }
    return head;
  }

  private Component numbers(Story story) {
    DirectoryRecord record = story.record();
    List<Communication> all = record.communications();
    var list = new UnorderedList();
    list.addClassName("hs-numbers");
    boolean none = true;
    for (Communication one : all) {
      if (one.type().phone()) {
        list.add(number(story, one));
        none = false;
      }
    }
    var head = new Div(new H2(getTranslation("directory.numbers")));
    head.addClassName("hs-field-head");
    if (!record.ref().kind().equals(RecordRef.EMPLOYEE)) {
      var add = new Button(Icons.of("plus"));
      add.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
      add.addThemeNames("icon");
      add.setAriaLabel(getTranslation("directory.number.add"));
      add.setTooltipText(getTranslation("directory.number.add"));
      add.addClickListener(
          _ -> new NumberDialog(directory, record.ref(), mailbox, this::read).open());
      head.add(add);
    }
    var hint = new Span(getTranslation("directory.numbers.none"));
    hint.addClassName("hs-second");
    var section = new Section(head, none ? hint : list);
    section.addClassName("hs-sec");
    return section;
  }

  private ListItem number(Story story, Communication one) {
    DirectoryRecord record = story.record();
    var call = new CallNumber(one, this::getTranslation);
    requests.ifAvailable(phone ->
        call.addClickListener(_ ->
            Numbers.dialable(one.typed())
                .ifPresent(number -> phone.request(UI.getCurrent(), number, record.ref()))));
    var item = new ListItem(call);
    if (one.outOfDate()) {
      item.addClassName("hs-old");
    }
    if (story.rights().contains(Right.CHANGE)) {
      var menu = menu(getTranslation("directory.more.who", one.typed()));
      var entries = menu.getItems().getFirst().getSubMenu();
      entries.addItem(
          getTranslation(one.outOfDate() ? "directory.number.use" : "directory.number.old"),
          _ -> replace(record, one, new Communication(one.type(), one.typed(), !one.outOfDate())));
      entries.addItem(getTranslation("directory.number.remove"), _ -> replace(record, one, null));
      item.add(menu);
    }
    return item;
  }

  private Component details(Story story) {
    RecordDetails details = story.record().details();
    var facts = new DescriptionList();
    facts.addClassName("hs-facts");
    link(facts, "directory.account", details.account());
    link(facts, "directory.contact", details.contact());
    details.communications().stream()
        .filter(one -> one.type() == NumberType.EMAIL)
        .forEach(one -> {
          var mail = new Anchor("mailto:" + one.typed(), one.typed());
          var entry = new Div(mail);
          if (one.outOfDate()) {
            entry.addClassName("hs-oldmail");
            var mark = new Span(getTranslation("directory.number.outdated"));
            mark.addClassName("hs-oldmark");
            entry.add(mark);
          }
          fact(facts, "directory.number.email", entry);
        });
    text(facts, "directory.job", details.jobTitle());
    text(facts, "directory.city", details.city());
    text(facts, "directory.owner", story.owner());
    if (story.kind().equals(RecordKind.EMPLOYEES)) {
      text(facts, "directory.teams", story.record().second());
    }
    text(facts, "directory.kind", story.kind().one(this::getTranslation));
    return section("directory.details", facts);
  }

  private Component under(Story story) {
    var list = new UnorderedList();
    list.addClassName("hs-linklist");
    for (DirectoryRecord one : story.under()) {
      RecordKind kind = Addresses.kind(one.ref().kind(), story.kinds());
      var name = new Anchor(RecordAddress.of(one.ref()), one.details().name());
      name.getElement().setAttribute("router-link", true);
      var second =
          new Span(
              one.details().jobTitle().isEmpty()
                  ? kind.one(this::getTranslation)
                  : one.details().jobTitle());
      second.addClassName("hs-second");
      var text = new Div(name, second);
      text.addClassName("hs-row-text");
      var item = new ListItem(Icons.of(kind.icon()), text);
      one.communications().stream()
          .filter(number -> number.type().phone() && !number.outOfDate())
          .forEach(number -> callButton(one, number).ifPresent(item::add));
      list.add(item);
    }
    return section(
        story.record().ref().kind().equals(RecordRef.ACCOUNT)
            ? "directory.under.account"
            : "directory.under",
        list);
  }

  private Optional<Button> callButton(DirectoryRecord record, Communication number) {
    CallRequests phone = requests.getIfAvailable();
    if (phone == null) {
      return Optional.empty();
    }
    var button = new Button(number.typed(), Icons.of("phone"));
    button.addClassNames("hs-callnumber", "hs-num");
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setAriaLabel(
        getTranslation("directory.call.who", record.details().name(), number.typed()));
    button.addClickListener(_ ->
        Numbers.dialable(number.typed())
            .ifPresent(dialled -> phone.request(UI.getCurrent(), dialled, record.ref())));
    return Optional.of(button);
  }

  private void replace(DirectoryRecord record, Communication before, @Nullable Communication now) {
    List<Communication> numbers =
        record.communications().stream()
            .flatMap(one -> one.equals(before) ? Optional.ofNullable(now).stream() : Stream.of(one))
            .toList();
    RecordDetails details = record.details().withCommunications(numbers);
    keep(() -> directory.update(viewer, record.ref(), record.version(), details), this::read);
  }

  private void keep(Runnable change, Runnable then) {
    mailbox.fetch(
        () ->
            Attempt.of(() -> {
              change.run();
              return true;
            }),
        attempt -> {
          switch (attempt) {
            case Attempt.Done<Boolean> _ -> then.run();
            case Attempt.Refused<Boolean>(var problems) ->
                Say.shortly(this, problems.getFirst().reason().textKey());
            case Attempt.Overtaken<Boolean> _ -> {
              Say.shortly(this, "directory.overtaken");
              read();
            }
            case Attempt.Denied<Boolean> _ -> Say.shortly(this, "directory.denied");
          }
        },
        () -> Say.shortly(this, "directory.unsaved"));
  }

  private void confirmDelete(DirectoryRecord record) {
    new ConfirmDialog(
            getTranslation("directory.delete.title", record.details().name()),
            getTranslation("directory.delete.hint"),
            getTranslation("directory.delete"),
            _ -> delete(record),
            getTranslation("directory.cancel"),
            _ -> {})
        .open();
  }

  private void delete(DirectoryRecord record) {
    keep(
        () -> directory.delete(viewer, record.ref()),
        () -> {
          UI.getCurrent().navigate(RecordAddress.list(record.ref().kind()));
          Say.shortly(this, "directory.deleted");
        });
  }

  private void waiting() {
    if (!shown) {
      removeAll();
      var progress = new ProgressBar();
      progress.setIndeterminate(true);
      progress.getElement().setAttribute("aria-label", getTranslation("directory.loading"));
      add(progress, Skeleton.rows());
    }
  }

  private void none() {
    instead(
        Instead.ofPage(
            "circle-question-mark",
            getTranslation("directory.gone"),
            getTranslation("directory.gone.hint")),
        getTranslation("directory.gone"));
  }

  private void failed() {
    var again = new Button(getTranslation("directory.failed.again"), _ -> read());
    again.addThemeVariants(ButtonVariant.PRIMARY);
    instead(
        Instead.ofPage(
            "triangle-alert",
            getTranslation("directory.failed"),
            getTranslation("directory.failed.hint"),
            again),
        getTranslation("directory.failed"));
  }

  private void instead(Div what, String heading) {
    removeAll();
    add(what);
    title(heading);
    shown = false;
  }

  private void title(String text) {
    title = text;
    getUI().ifPresent(ui -> ui.getPage().setTitle(text));
  }

  private void link(DescriptionList facts, String key, @Nullable RecordSummary to) {
    if (to != null) {
      var link = new Anchor(RecordAddress.of(to.ref()), to.name());
      link.getElement().setAttribute("router-link", true);
      fact(facts, key, link);
    }
  }

  private void text(DescriptionList facts, String key, String value) {
    if (!value.isEmpty()) {
      fact(facts, key, new Span(value));
    }
  }

  private void fact(DescriptionList facts, String key, Component value) {
    facts.add(
        new Div(
            new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(value)));
  }

  private Section section(String key, Component content) {
    var section = new Section(new H2(getTranslation(key)), content);
    section.addClassName("hs-sec");
    return section;
  }

  private static MenuBar menu(String label) {
    var menu = new MenuBar();
    menu.addClassName("hs-moremenu");
    menu.addThemeNames("icon", "tertiary");
    var root = menu.addItem(Icons.of("ellipsis-vertical"));
    root.setAriaLabel(label);
    return menu;
  }
}
