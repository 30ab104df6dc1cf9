package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.Directory.Right;
import dev.hookswitch.directory.DirectoryRecord;
import dev.hookswitch.directory.RecordAddress;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordKind;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.Reading;
import dev.hookswitch.shell.Skeleton;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A new record, or one that is changed. Whoever leaves it with unsaved changes is asked. */
@Route(value = "records/:kind/new", layout = MainLayout.class)
@RouteAlias(value = "contacts/new", layout = MainLayout.class)
@RouteAlias(value = "accounts/new", layout = MainLayout.class)
@RouteAlias(value = "records/:kind/:id/edit", layout = MainLayout.class)
@RouteAlias(value = "contacts/:id/edit", layout = MainLayout.class)
@RouteAlias(value = "accounts/:id/edit", layout = MainLayout.class)
@PermitAll
class RecordEditView extends Div
    implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle {
  /** The browser asks too, when the page is closed or loaded anew. */
  private static final String WARN =
      """
      this.hsWarn ??= event => event.preventDefault();
      window[$0 ? 'addEventListener' : 'removeEventListener']('beforeunload', this.hsWarn);
      """;

  /** What is on the screen compared with what is stored. */
  private enum State {
    SAVED,
    CHANGED
  }

  /**
   * What is edited.
   *
   * @param record empty for a new one
   */
  private record Story(
      Optional<DirectoryRecord> record,
      RecordDetails details,
      RecordKind kind,
      List<Person> owners) {}

  private final Directory directory;
  private final People people;
  private final Person viewer = SignedIn.person();
  private final UiMailbox mailbox = UiMailbox.of(UI.getCurrent());
  private final Reading reading = new Reading(this, mailbox, this::waiting, this::failed);
  private final Button save = new Button();
  private @Nullable RecordRef edited;
  private String kind = RecordRef.CONTACT;
  private String title = "";
  private State state = State.SAVED;

  RecordEditView(Directory directory, People people) {
    this.directory = directory;
    this.people = people;
    addClassName("hs-page");
    save.setText(getTranslation("directory.save"));
    save.addThemeVariants(ButtonVariant.PRIMARY);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    edited = Addresses.record(event).orElse(null);
    kind = Addresses.kind(event).orElse(RecordRef.CONTACT);
    title = getTranslation("nav.records");
    removeAll();
    read();
  }

  @Override
  public void beforeLeave(BeforeLeaveEvent event) {
    if (state == State.SAVED) {
      return;
    }
    var going = event.postpone();
    new ConfirmDialog(
            getTranslation("directory.leave.title"),
            getTranslation("directory.leave.hint"),
            getTranslation("directory.leave"),
            _ -> {
              become(State.SAVED);
              going.proceed();
            },
            getTranslation("directory.leave.stay"),
            _ -> going.cancel())
        .open();
  }

  @Override
  public String getPageTitle() {
    return title;
  }

  private void read() {
    Optional<RecordRef> ref = Optional.ofNullable(edited);
    String wanted = kind;
    reading.ask(() -> story(ref, wanted), story -> story.ifPresentOrElse(this::show, this::none));
  }

  /** Runs on a thread of its own. */
  private Optional<Story> story(Optional<RecordRef> ref, String wanted) {
    List<RecordKind> kinds = directory.kinds();
    RecordKind shownAs = Addresses.kind(wanted, kinds);
    List<Person> owners = people.all().stream().filter(Person::enabled).toList();
    if (ref.isEmpty()) {
      boolean known = kinds.stream().anyMatch(one -> one.code().equals(wanted));
      var empty = new RecordDetails(wanted, "", viewer.id(), null, null, "", "", "", List.of());
      return known
          ? Optional.of(new Story(Optional.empty(), empty, shownAs, owners))
          : Optional.empty();
    }
    return directory
        .find(ref.get())
        .filter(record -> directory.rights(viewer, record).contains(Right.CHANGE))
        .map(record -> new Story(Optional.of(record), record.details(), shownAs, owners));
  }

  private void show(Story story) {
    title =
        story
            .record()
            .map(record -> record.details().name())
            .orElse(getTranslation("directory.new.of", story.kind().one(this::getTranslation)));
    var head = new Header(new H1(title));
    head.addClassName("hs-head");
    var form =
        new RecordForm(
            directory, mailbox, story.details(), story.owners(), () -> become(State.CHANGED));
    var cancel = new Button(getTranslation("directory.cancel"), _ -> leave());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    save.addClickListener(_ -> save(form, story.record()));
    var foot = new Div(cancel, save);
    foot.addClassName("hs-formfoot");
    removeAll();
    add(head, form, foot);
    become(State.SAVED);
    getUI().ifPresent(ui -> ui.getPage().setTitle(title));
  }

  private void save(RecordForm form, Optional<DirectoryRecord> before) {
    form.clearMarks();
    save.setEnabled(false);
    RecordDetails details = form.read();
    mailbox.fetch(
        () -> Attempt.of(() -> keep(details, before)),
        attempt -> {
          save.setEnabled(true);
          switch (attempt) {
            case Attempt.Done<RecordRef>(RecordRef ref) -> {
              become(State.SAVED);
              UI.getCurrent().navigate(RecordAddress.of(ref));
              Say.shortly(this, "directory.saved");
            }
            case Attempt.Refused<RecordRef>(var problems) -> form.show(problems);
            case Attempt.Overtaken<RecordRef> _ ->
                form.complain(getTranslation("directory.overtaken"));
            case Attempt.Denied<RecordRef> _ -> form.complain(getTranslation("directory.denied"));
          }
        },
        () -> {
          save.setEnabled(true);
          form.complain(getTranslation("directory.unsaved"));
        });
  }

  /** Runs on a thread of its own. */
  private RecordRef keep(RecordDetails details, Optional<DirectoryRecord> before) {
    if (before.isEmpty()) {
      return directory.create(viewer, details);
    }
    DirectoryRecord record = before.get();
    directory.update(viewer, record.ref(), record.version(), details);
    return record.ref();
  }

  private void leave() {
    RecordRef ref = edited;
    UI.getCurrent().navigate(ref == null ? RecordAddress.list(kind) : RecordAddress.of(ref));
  }

  private void become(State next) {
    if (state != next) {
      state = next;
      getElement().executeJs(WARN, next == State.CHANGED);
    }
  }

  private void waiting() {
    removeAll();
    add(Skeleton.rows());
  }

  private void none() {
    removeAll();
    add(
        Instead.ofPage(
            "circle-question-mark",
            getTranslation("directory.noEdit"),
            getTranslation("directory.noEdit.hint")));
  }

  private void failed() {
    var again = new Button(getTranslation("directory.failed.again"), _ -> read());
    again.addThemeVariants(ButtonVariant.PRIMARY);
    removeAll();
    add(
        Instead.ofPage(
            "triangle-alert",
            getTranslation("directory.failed"),
            getTranslation("directory.failed.hint"),
            again));
  }
}
