package dev.hookswitch.panel;

import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallLog.RecentCall;
import dev.hookswitch.calls.CallLog.Summary;
import dev.hookswitch.calls.CallTask;
import dev.hookswitch.calls.MissedCalls;
import dev.hookswitch.calls.MissedCalls.Scope;
import dev.hookswitch.calls.MissedParty;
import dev.hookswitch.calls.Tasks;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.hub.Presences;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.Lines;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** What the panel reads from the database; call it beside the lock of a page's session. */
@Service
public class PanelData {
  private static final int HISTORY_ROWS = 20;
  private static final int FOUND = 8;
  private static final int FOLLOW_UPS = 2;

  private final People people;
  private final Lines lines;
  private final CallLog calls;
  private final MissedCalls missed;
  private final Tasks tasks;
  private final Presences presences;

  PanelData(
      People people,
      Lines lines,
      CallLog calls,
      MissedCalls missed,
      Tasks tasks,
      Presences presences) {
    this.people = people;
    this.lines = lines;
    this.calls = calls;
    this.missed = missed;
    this.tasks = tasks;
    this.presences = presences;
  }

  /**
   * @param figures of the user's own calls since midnight
   * @param toCallBack how many parties wait for somebody of the team
   * @param followUps what the user has to do next
   * @param history the newest call with each party
   */
  public record Today(
      Summary figures, int toCallBack, List<CallTask> followUps, List<RecentCall> history) {}

  public Today today(Person person, Whose whose, ZoneId zone) {
    return new Today(
        calls.today(person.id(), zone),
        missed.count(person),
        tasks.open(person, FOLLOW_UPS),
        calls.recent(person, whose, HISTORY_ROWS));
  }

  /** Who waits for a call back. */
  public List<MissedRow> missed(Person viewer, Scope scope) {
    List<MissedParty> parties = missed.worklist(viewer, scope);
    Map<UserId, Person> takers =
        people.findAll(
            parties.stream()
                .map(MissedParty::takenBy)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    return parties.stream().map(party -> row(viewer, party, takers)).toList();
  }

  private static MissedRow row(Person viewer, MissedParty missed, Map<UserId, Person> takers) {
    Party party = missed.party();
    UserId takenBy = missed.takenBy();
    Person taker = takenBy == null ? null : takers.get(takenBy);
    RecordSummary record = missed.records().isEmpty() ? null : missed.records().getFirst();
    String number = party.number().dialled();
    String shown = party.name().isBlank() ? number : party.name();
    String name = record == null ? shown : record.name();
    String second = record == null || record.second().isBlank() ? number : record.second();
    MissedRow.State state =
        takenBy == null
            ? MissedRow.State.OPEN
            : takenBy.equals(viewer.id()) ? MissedRow.State.MINE : MissedRow.State.OTHERS;
    return new MissedRow(
        missed, name, second.equals(name) ? "" : second, state, taker == null ? "" : taker.name());
  }

  /**
   * Other users with a line on the phone system of the line whose names begin as typed.
   *
   * @param own the line from which they would be called
   */
  public List<Colleague> find(UserId asker, Line own, String typed) {
    Map<UserId, Person> found =
        people.search(typed, FOUND).stream()
            .filter(person -> !person.id().equals(asker))
            .collect(Collectors.toMap(Person::id, Function.identity()));
    return lines.linesOf(found.keySet(), own.system()).stream()
        .map(line -> new Colleague(line, presences.of(line), presences.together(own, line.line())))
        .toList();
  }

  /**
   * Follows colleagues; needs no database.
   *
   * @param news hears of each as it is now; on any thread
   * @return ends it
   */
  public Runnable follow(List<Colleague> colleagues, Consumer<Colleague> news) {
    Map<LineId, Colleague> byLine =
        colleagues.stream()
            .collect(Collectors.toMap(one -> one.line().line().id(), Function.identity()));
    return presences.follow(
        colleagues.stream().map(Colleague::line).toList(),
        (line, now) ->
            Optional.ofNullable(byLine.get(line.line().id()))
                .ifPresent(colleague -> news.accept(colleague.with(now))));
  }
}
