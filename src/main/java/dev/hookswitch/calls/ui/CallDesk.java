package dev.hookswitch.calls.ui;

import dev.hookswitch.calls.Attachment;
import dev.hookswitch.calls.Attachments;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallLog.JournalEntry;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallNotes;
import dev.hookswitch.calls.CallRecordings;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.Links;
import dev.hookswitch.calls.Listening;
import dev.hookswitch.calls.MissedCalls;
import dev.hookswitch.calls.MissedState;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.RecordKind;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** All that is known about one call, and what changes it. Its methods read the database. */
@Component
record CallDesk(
    CallLog calls,
    Links links,
    CallNotes notes,
    Tasks tasks,
    MissedCalls missed,
    Attachments attachments,
    CallRecordings recordings,
    Directory directory,
    People people) {

  /**
   * What a call's page tells.
   *
   * @param note empty when nobody noted anything
   * @param missed empty unless the call was missed
   * @param listenings to its recording, as far as the viewer may know of them
   * @param names of the users that are mentioned, as far as they still exist
   * @param icons of kinds of records by code
   */
  record Story(
      CallEntry call,
      List<JournalEntry> journal,
      Optional<CallNote> note,
      List<CallLink> links,
      List<CallTask> tasks,
      List<Attachment> files,
      Optional<MissedState> missed,
      List<Listening> listenings,
      Map<UserId, String> names,
      Map<String, String> icons) {
    String name(UserId user) {
      return names.getOrDefault(user, "");
    }
  }

  /**
   * @return empty when there is no such call or the viewer may not see it
   */
  Optional<Story> story(Person viewer, UUID id) {
    return calls.find(viewer, id).map(call -> story(viewer, call));
  }

  private Story story(Person viewer, CallEntry call) {
    List<CallLink> linked = links.of(viewer, call.id());
    List<CallTask> open = tasks.ofCall(viewer, call.id());
    List<Attachment> files = attachments.of(viewer, call.id());
    Optional<MissedState> state =
        Optional.ofNullable(missed.states(viewer, List.of(call.id())).get(call.id()));
    List<Listening> listenings =
        call.recorded() ? recordings.listenings(viewer, call.id()) : List.of();
    var mentioned = new HashSet<UserId>();
    mentioned.add(call.user());
    state.flatMap(CallDesk::who).ifPresent(mentioned::add);
    Stream.of(
            linked.stream().map(CallLink::madeBy),
            open.stream().map(CallTask::owner),
            files.stream().map(Attachment::addedBy),
            listenings.stream().map(Listening::who),
            Stream.of(call).map(CallEntry::enteredBy))
        .flatMap(users -> users)
        .filter(Objects::nonNull)
        .forEach(mentioned::add);
    return new Story(
        call,
        calls.journal(viewer, call.id()),
        notes.of(viewer, call.id()),
        linked,
        open,
        files,
        state,
        listenings,
        names(people.findAll(mentioned)),
        icons());
  }

  /** Who does or did something about a missed call. */
  static Optional<UserId> who(MissedState state) {
    return switch (state) {
      case MissedState.Open _ -> Optional.empty();
      case MissedState.Taken(UserId by) -> Optional.of(by);
      case MissedState.Done(UserId by, _) -> Optional.of(by);
      case MissedState.ClosedByItself(UserId by, _, _) -> Optional.of(by);
    };
  }

  Map<String, String> icons() {
    return directory.kinds().stream().collect(Collectors.toMap(RecordKind::code, RecordKind::icon));
  }

  static Map<UserId, String> names(Map<UserId, Person> people) {
    return people.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().name()));
  }
}
