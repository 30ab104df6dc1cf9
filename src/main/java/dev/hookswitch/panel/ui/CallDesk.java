package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.UI;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.News;
import dev.hookswitch.directory.DirectoryRefused;
import dev.hookswitch.directory.Match;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.directory.RuleText;
import dev.hookswitch.hub.HubState;
import dev.hookswitch.panel.About;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.panel.Caller;
import dev.hookswitch.panel.PanelServices;
import dev.hookswitch.panel.PanelState;
import dev.hookswitch.panel.ui.LowerPart.Sheet;
import dev.hookswitch.security.Person;
import dev.hookswitch.shell.UiMailbox;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a page are about: reads it when a call appears and when somebody changes it,
 * and writes down what the agent says. Lives with the page's session locked; the database is used
 * beside the lock.
 */
final class CallDesk implements ThisCall.Listener {
  /** What is shown elsewhere in the panel. */
  interface Owner {
    /** Something is known now that was not before. */
    void known();

    void open(Sheet sheet);

    void note(String sentence);
  }

  private final PanelServices services;
  private final Person person;
  private final Owner owner;
  private final ThisCall thisCall = new ThisCall(this);
  private final RecordSheet records;
  private final NewRecordSheet newRecord;
  private final Map<UUID, About> abouts = new HashMap<>();
  private @Nullable CallView main;
  private @Nullable UiMailbox mailbox;
  private News.@Nullable Subscription subscription;
  private ZoneId zone = ZoneId.of("UTC");
  private final Map<UUID, Long> lastReads = new HashMap<>();
  private long reads;
  private long searches;

  CallDesk(PanelServices services, Person person, Owner owner) {
    this.services = services;
    this.person = person;
    this.owner = owner;
    this.records = new RecordSheet(this::search, () -> owner.open(Sheet.NONE));
    this.newRecord = new NewRecordSheet(this::create, () -> owner.open(Sheet.NONE));
  }

  ThisCall thisCall() {
    return thisCall;
  }

  RecordSheet records() {
    return records;
  }

  NewRecordSheet newRecord() {
    return newRecord;
  }

  /** Who is on the other side, of the calls that were looked up. */
  Map<UUID, Caller> callers() {
    return abouts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().caller()));
  }

  void attach(UiMailbox pageMailbox, ZoneId pageZone) {
    mailbox = pageMailbox;
    zone = pageZone;
    subscription =
        services
            .callNews()
            .subscribe(news -> {
              if (news.user().equals(person.id()) && news.phase() != CallChanged.Phase.CHANGED) {
                pageMailbox.post(() -> changed(news.call()));
              }
            });
  }

  void detach() {
    mailbox = null;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  /** Looks up the calls that are new, and forgets those that nothing shows any more. */
  void show(PanelState now, HubState hub) {
    UiMailbox own = mailbox;
    if (own == null) {
      return;
    }
    main = now.main();
    thisCall.show(now.main(), own, zone);
    Set<UUID> shown =
        hub.calls()
            .map(call -> call.call().record())
            .collect(Collectors.toCollection(HashSet::new));
    if (now.main() != null) {
      shown.add(now.main().record());
    }
    if (thisCall.record() != null) {
      shown.add(thisCall.record());
    }
    abouts.keySet().retainAll(shown);
    lastReads.keySet().retainAll(shown);
    shown.stream().filter(call -> !abouts.containsKey(call)).forEach(this::read);
    draw();
  }

  private void changed(UUID call) {
    if (abouts.containsKey(call)) {
      read(call);
    }
  }

  /** Of several answers about one call the one that was asked for last counts. */
  private void read(UUID call) {
    UiMailbox own = mailbox;
    if (own != null) {
      abouts.putIfAbsent(call, About.NOTHING);
      long read = ++reads;
      lastReads.put(call, read);
      own.fetch(
          () -> services.work().about(person, call),
          about -> {
            if (lastReads.getOrDefault(call, 0L) == read) {
              known(call, about);
            }
          });
    }
  }

  private void known(UUID call, About about) {
    About before = abouts.replace(call, about);
    if (before != null && !before.equals(about)) {
      draw();
      if (!before.caller().equals(about.caller())) {
        owner.known();
      }
    }
  }

  private void draw() {
    UUID shown = thisCall.record();
    if (shown != null) {
      thisCall.show(abouts.getOrDefault(shown, About.NOTHING));
    }
  }

  // ---- what the agent says ----------------------------------------------------------------------

  /** What the agent does about a call is about the one on the stage, else about the last one. */
  private @Nullable UUID current() {
    CallView stage = main;
    return stage == null ? thisCall.record() : stage.record();
  }

  private void perform(Consumer<UUID> work) {
    UUID call = current();
    if (call != null) {
      perform(call, () -> work.accept(call));
    }
  }

  private void perform(UUID call, Runnable work) {
    UiMailbox own = mailbox;
    if (own != null) {
      own.fetch(
          () -> {
            work.run();
            return call;
          },
          this::read,
          () -> owner.note(thisCall.getTranslation("call.notDone")));
    }
  }

  @Override
  public void choose(RecordRef record) {
    perform(call -> services.work().link(person, call, record));
  }

  @Override
  public void notThisPerson(RecordRef record) {
    perform(call -> services.work().deny(person, call, record));
  }

  @Override
  public void create(String kind) {
    CallView now = main;
    owner.open(Sheet.NEW_RECORD);
    newRecord.begin(
        kind,
        now == null || Say.it(thisCall, now.name()).equals(now.number())
            ? ""
            : Say.it(thisCall, now.name()),
        now == null ? "" : now.number());
  }

  @Override
  public String why(Match match) {
    return RuleText.of(
        match, services.texts(), thisCall.getUI().map(UI::getLocale).orElse(Locale.ENGLISH));
  }

  @Override
  public void addNumber() {
    pick("who.addNumber", record -> link(record));
  }

  @Override
  public void addLink() {
    pick("call.link.add", record -> link(record));
  }

  private void link(RecordRef record) {
    perform(call -> services.work().link(person, call, record));
  }

  private void pick(String title, Consumer<RecordRef> then) {
    owner.open(Sheet.RECORDS);
    records.begin(
        thisCall.getTranslation(title),
        record -> {
          owner.open(Sheet.NONE);
          then.accept(record);
        });
  }

  private void search(String text, Consumer<List<RecordSummary>> then) {
    UiMailbox own = mailbox;
    long search = ++searches;
    if (own != null) {
      own.fetch(
          () -> services.work().search(text),
          found -> {
            if (search == searches) {
              then.accept(found);
            }
          });
    }
  }

  private void create(String kind, String name) {
    UUID call = current();
    UiMailbox own = mailbox;
    if (call == null || own == null) {
      return;
    }
    own.fetch(
        () -> {
          try {
            services.work().create(person, call, kind, name);
            return "";
          } catch (DirectoryRefused refused) {
            return refused.problems().getFirst().reason().textKey();
          }
        },
        problem -> {
          if (problem.isEmpty()) {
            owner.open(Sheet.NONE);
            read(call);
          } else {
            newRecord.refuse(newRecord.getTranslation(problem));
          }
        },
        () -> owner.note(thisCall.getTranslation("call.notDone")));
  }

  @Override
  public CallNote note(UUID call, String text) {
    return services.work().note(person, call, text);
  }

  @Override
  public void result(UUID call, CallNote.@Nullable Result result) {
    perform(call, () -> services.work().result(person, call, result));
  }

  @Override
  public void plan(UUID call, @Nullable CallTask known, String title, Instant due) {
    About about = abouts.getOrDefault(call, About.NOTHING);
    RecordRef whom =
        about.caller() instanceof Caller.One one
            ? one.record().ref()
            : about.links().isEmpty() ? null : about.links().getFirst().record().ref();
    perform(call, () -> services.work().followUp(person, call, known, title, due, whom));
  }

  @Override
  public void drop(CallTask known) {
    perform(_ -> services.work().withoutFollowUp(person, known));
  }

  @Override
  public void undoLink(UUID call, RecordRef record) {
    perform(call, () -> services.work().unlink(person, call, record));
  }
}
