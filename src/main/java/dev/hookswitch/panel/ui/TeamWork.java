package dev.hookswitch.panel.ui;

import dev.hookswitch.calls.MissedCalls.Scope;
import dev.hookswitch.calls.MissedCalls.Taking;
import dev.hookswitch.calls.MissedParty;
import dev.hookswitch.calls.News;
import dev.hookswitch.panel.MissedRow;
import dev.hookswitch.panel.PanelData.Today;
import dev.hookswitch.panel.PanelServices;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.Sight;
import dev.hookswitch.shell.UiMailbox;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * History, missed calls and figures of the day, kept up to date while a page is open. Lives with
 * the page's session locked; what it reads is read beside the lock.
 */
final class TeamWork {
  /** What is shown elsewhere in the panel. */
  interface Owner {
    void today(Today today, ZoneId zone);

    /**
     * @param parties that wait for a call back
     */
    void waiting(int parties);

    void dial(PhoneNumber number);

    void note(String sentence);
  }

  private final PanelServices services;
  private final Person person;
  private final Owner owner;
  private final HistoryList history;
  private final MissedList missed;
  private final List<News.Subscription> subscriptions = new ArrayList<>();
  private WhoseCalls whose = WhoseCalls.MINE;
  private Scope scope = Scope.TEAM;
  private @Nullable UiMailbox mailbox;
  private boolean reading;
  private boolean again;
  private ZoneId zone = ZoneId.of("UTC");

  TeamWork(PanelServices services, Person person, Owner owner) {
    this.services = services;
    this.person = person;
    this.owner = owner;
    this.history = new HistoryList(owner::dial, WhoseCalls.offeredTo(person), this::chooseHistory);
    this.missed = new MissedList(new MissedListener());
  }

  HistoryList history() {
    return history;
  }

  MissedList missed() {
    return missed;
  }

  void attach(UiMailbox pageMailbox, ZoneId pageZone) {
    mailbox = pageMailbox;
    zone = pageZone;
    reading = false;
    refresh();
    // Subscribers are called on threads that must not wait for this page.
    pageMailbox.fetch(
        () -> services.missed().sightOf(person), sight -> subscribe(pageMailbox, sight));
  }

  private void subscribe(UiMailbox pageMailbox, Sight sight) {
    if (mailbox != pageMailbox) {
      return;
    }
    subscriptions.add(
        services
            .missedNews()
            .subscribe(news -> {
              if (news.users().stream().anyMatch(sight::includes)) {
                pageMailbox.post(this::refresh);
              }
            }));
    subscriptions.add(
        services
            .taskNews()
            .subscribe(news -> {
              if (news.owner().equals(person.id())) {
                pageMailbox.post(this::refresh);
              }
            }));
  }

  void detach() {
    mailbox = null;
    subscriptions.forEach(News.Subscription::cancel);
    subscriptions.clear();
  }

  private record Both(Today today, List<MissedRow> waiting) {}

  /** Reads anew; while it is being read, what changes meanwhile is read together once more. */
  void refresh() {
    UiMailbox own = mailbox;
    if (own == null) {
      return;
    }
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    WhoseCalls wanted = whose;
    Scope wantedScope = scope;
    own.fetch(
        () ->
            new Both(
                services.data().today(person, wanted.whose(), zone),
                services.data().missed(person, wantedScope)),
        both -> {
          if (wanted == whose && wantedScope == scope) {
            history.show(both.today().history(), zone);
            missed.show(both.waiting(), zone);
            owner.today(both.today(), zone);
            owner.waiting(both.today().toCallBack());
          }
          readAgain();
        },
        this::readAgain);
  }

  private void readAgain() {
    reading = false;
    if (again) {
      again = false;
      refresh();
    }
  }

  private void chooseHistory(WhoseCalls chosen) {
    whose = chosen;
    refresh();
  }

  private final class MissedListener implements MissedList.Listener {
    @Override
    public void scope(Scope chosen) {
      scope = chosen;
      refresh();
    }

    @Override
    public void take(MissedParty party) {
      UiMailbox own = mailbox;
      if (own != null) {
        own.fetch(() -> services.missed().take(person, party.call()), this::told);
      }
    }

    private void told(Taking taking) {
      if (!(taking instanceof Taking.Taken)) {
        owner.note(missed.getTranslation("waiting.tooLate"));
      }
      refresh();
    }

    @Override
    public void release(MissedParty party) {
      act(() -> services.missed().release(person, party.call()));
    }

    @Override
    public void done(MissedParty party) {
      act(() -> services.missed().done(person, party.call()));
    }

    @Override
    public void callBack(MissedParty party) {
      act(() -> services.missed().take(person, party.call()));
      owner.dial(party.party().number());
    }

    private void act(Runnable work) {
      UiMailbox own = mailbox;
      if (own != null) {
        own.perform(work, TeamWork.this::refresh);
      }
    }
  }
}
