package dev.hookswitch.panel;

import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallLog.RecentCall;
import dev.hookswitch.calls.CallLog.Summary;
import dev.hookswitch.hub.CtiHubs;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.Lines;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** What the panel reads from the database; call it beside the lock of a page's session. */
@Service
public class PanelData {
  private static final int HISTORY_ROWS = 20;
  private static final int FOUND = 8;

  private final People people;
  private final Lines lines;
  private final CallLog calls;
  private final CtiHubs hubs;

  PanelData(People people, Lines lines, CallLog calls, CtiHubs hubs) {
    this.people = people;
    this.lines = lines;
    this.calls = calls;
    this.hubs = hubs;
  }

  /**
   * @param figures of the user's own calls since midnight
   * @param history the newest call with each number
   */
  public record Today(Summary figures, List<RecentCall> history) {}

  public Today today(UserId user, ZoneId zone) {
    List<RecentCall> history =
        people
            .find(user)
            .map(owner -> calls.recent(owner, new Whose.Own(), HISTORY_ROWS))
            .orElse(List.of());
    return new Today(calls.today(user, zone), history);
  }

  /** Other users with a line on the phone system whose names begin as typed. */
  public List<Colleague> find(UserId asker, String system, String typed) {
    Map<UserId, Person> found =
        people.search(typed, FOUND).stream()
            .filter(person -> !person.id().equals(asker))
            .collect(Collectors.toMap(Person::id, Function.identity()));
    return lines.linesOf(found.keySet(), system).stream()
        .map(line ->
            new Colleague(line.line().name(), line.line().number(), hubs.presence(line.owner())))
        .toList();
  }
}
