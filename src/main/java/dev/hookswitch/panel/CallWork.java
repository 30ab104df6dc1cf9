package dev.hookswitch.panel;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallIdentities;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallLog.Work;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallNotes;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.LinkRule;
import dev.hookswitch.calls.Links;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.Identity;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.panel.Caller.LastTalk;
import dev.hookswitch.security.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an agent learns and writes down about a call, in the call and after it. Every method uses
 * the database: call it beside the lock of a page's session.
 */
@Service
public class CallWork {
  private static final int FOUND = 8;

  /** Among the last calls with somebody the last conversation is looked for in so many. */
  private static final int LOOKED_BACK = 10;

  private final CallLog calls;
  private final CallIdentities identities;
  private final Links links;
  private final CallNotes notes;
  private final Tasks tasks;
  private final Directory directory;

  CallWork(
      CallLog calls,
      CallIdentities identities,
      Links links,
      CallNotes notes,
      Tasks tasks,
      Directory directory) {
    this.calls = calls;
    this.identities = identities;
    this.links = links;
    this.notes = notes;
    this.tasks = tasks;
    this.directory = directory;
  }

  /**
   * @return nothing for a call that the viewer may not see
   */
  public About about(Person viewer, UUID call) {
    return calls
        .find(viewer, call)
        .map(entry -> {
          Work work = calls.work(viewer, List.of(call)).getOrDefault(call, Work.NONE);
          CallTask followUp =
              tasks.ofCall(viewer, call).stream().filter(CallTask::open).findFirst().orElse(null);
          return new About(
              caller(viewer, entry, work.links()), work.links(), work.note(), followUp);
        })
        .orElse(About.NOTHING);
  }

  private Caller caller(Person viewer, CallEntry entry, List<CallLink> linked) {
    if (entry.peer().number().withheld()) {
      return new Caller.Withheld();
    }
    Optional<Identity> identity = identities.find(viewer, entry.id());
    Optional<CallLink> known = linked.stream().filter(link -> saysWho(link, identity)).findFirst();
    if (known.isPresent()) {
      RecordSummary record = known.get().record();
      return new Caller.One(
          record,
          identity.stream()
              .flatMap(found -> found.matches().stream())
              .filter(match -> match.record().ref().equals(record.ref()))
              .filter(_ -> known.get().rule() != null)
              .findFirst()
              .orElse(null),
          lastTalk(viewer, entry, record.ref()));
    }
    return identity
        .<Caller>map(found ->
            found.matches().isEmpty()
                ? new Caller.Nobody(callBefore(viewer, entry))
                : new Caller.Several(found.matches()))
        .orElseGet(Caller.Unasked::new);
  }

  /**
   * A call that was made from an opportunity is about it, but it is not who was called. And what a
   * rule said of a number counts as long as the call has that number: a transfer changes it.
   */
  private static boolean saysWho(CallLink link, Optional<Identity> identity) {
    RecordRef record = link.record().ref();
    if (!RecordRef.PARTIES.contains(record.kind())) {
      return false;
    }
    return link.rule() == null
        || link.rule() instanceof LinkRule.Identified
            && identity.stream()
                .flatMap(now -> now.matches().stream())
                .anyMatch(match -> match.record().ref().equals(record));
  }

  private @Nullable LastTalk lastTalk(Person viewer, CallEntry now, RecordRef record) {
    return calls.page(viewer, CallFilter.ALL.record(record), null, LOOKED_BACK).stream()
        .filter(call -> call.answered() && !call.id().equals(now.id()))
        .findFirst()
        .map(call ->
            new LastTalk(
                call.times().startedAt(),
                notes.of(viewer, call.id()).map(CallNote::text).orElse("")))
        .orElse(null);
  }

  private @Nullable Instant callBefore(Person viewer, CallEntry now) {
    return calls.page(viewer, CallFilter.ALL.party(now.peerIdentity()), null, 2).stream()
        .filter(call -> !call.id().equals(now.id()))
        .findFirst()
        .map(call -> call.times().startedAt())
        .orElse(null);
  }

  /** The number does not belong to that record, now and in the calls to come. */
  public void deny(Person by, UUID call, RecordRef record) {
    identities.notThisOne(by, call, record);
  }

  public void link(Person by, UUID call, RecordRef record) {
    links.link(by, call, record);
  }

  public void unlink(Person by, UUID call, RecordRef record) {
    links.unlink(by, call, record);
  }

  /**
   * A new record with the call's number, and the call linked to it: both or neither.
   *
   * @param kind contact or account
   * @throws dev.hookswitch.directory.DirectoryRefused when the name cannot be taken
   * @throws dev.hookswitch.calls.CallNotFound when there is no such call or the user may not see it
   */
  @Transactional
  public void create(Person by, UUID call, String kind, String name) {
    List<Communication> numbers =
        calls.find(by, call).stream()
            .map(entry -> entry.peer().number())
            .filter(number -> !number.withheld())
            .map(number ->
                new Communication(
                    kind.equals(RecordRef.ACCOUNT) ? NumberType.SWITCHBOARD : NumberType.WORK,
                    number.dialled(),
                    false))
            .toList();
    RecordRef created =
        directory.create(
            by, new RecordDetails(kind, name, by.id(), null, null, "", "", "", numbers));
    links.link(by, call, created);
  }

  /** Records whose names have words that begin like those typed. */
  public List<RecordSummary> search(String text) {
    return text.isBlank() ? List.of() : directory.search(text, List.of(), FOUND);
  }

  public CallNote note(Person by, UUID call, String text) {
    return notes.write(by, call, text);
  }

  public void result(Person by, UUID call, CallNote.@Nullable Result result) {
    notes.setResult(by, call, result);
  }

  /**
   * What is to be done after the call, and when; a call has one follow-up in the panel.
   *
   * @param known as the page shows it; null when it shows none
   */
  public void followUp(
      Person by,
      UUID call,
      @Nullable CallTask known,
      String title,
      Instant due,
      @Nullable RecordRef about) {
    if (known == null) {
      tasks.create(by, new Tasks.Draft(title, due, by.id(), call, about));
    } else {
      tasks.change(by, known.id(), known.version(), title, due);
    }
  }

  public void withoutFollowUp(Person by, CallTask known) {
    tasks.remove(by, known.id());
  }
}
