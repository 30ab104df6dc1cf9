package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.ui.CallDesk.Story;
import dev.hookswitch.directory.CallRequests;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import dev.hookswitch.shell.Reading;
import dev.hookswitch.shell.Skeleton;
import dev.hookswitch.shell.UiMailbox;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * One call: its times, its parties, what it was about, and the journal of what happened. The page
 * is there before the call is: {@link Reading} says why. What cannot be shown is said in the same
 * place, in the same words whether the call does not exist or is none of the viewer's business.
 */
@Route(value = "calls/:id", layout = MainLayout.class)
@PermitAll
class CallView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private final CallDesk desk;
  private final CallNews news;
  private final Clock clock;
  private final ObjectProvider<CallRequests> requests;
  private final Person viewer = SignedIn.person();
  private final UiMailbox mailbox = UiMailbox.of(UI.getCurrent());
  private final CallFormat format = CallFormat.of(this, UI.getCurrent());
  private final Reading reading = new Reading(this, mailbox, this::waiting, this::failed);
  private String title = getTranslation("calls.title");
  private @Nullable CallPage shown;

  /** Null for an address that names no call; heard by the threads of news. */
  private volatile @Nullable UUID asked;

  CallView(CallDesk desk, CallNews news, Clock clock, ObjectProvider<CallRequests> requests) {
    this.desk = desk;
    this.news = news;
    this.clock = clock;
    this.requests = requests;
    addClassName("hs-page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    asked = event.getRouteParameters().get("id").flatMap(CallView::id).orElse(null);
    shown = null;
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
        () -> id.flatMap(call -> desk.story(viewer, call)),
        story -> story.ifPresentOrElse(this::show, this::none));
  }

  /** What stands on the page already stays, so that nobody is interrupted who writes there. */
  private void show(Story story) {
    CallPage page = shown;
    if (page == null) {
      page = new CallPage(desk, viewer, story.call().id(), requests, mailbox, format, clock);
      removeAll();
      add(back(), page);
      shown = page;
    }
    page.show(story);
    title(CallSubject.of(story.call(), story.links(), format).name());
  }

  private void waiting() {
    if (shown == null) {
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
    if (shown == null) {
      var again = new Button(getTranslation("calls.failed.again"), _ -> read());
      again.addThemeVariants(ButtonVariant.PRIMARY);
      instead("triangle-alert", "callp.failed", "calls.failed.hint", again);
    }
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
    shown = null;
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
}
