package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.AgentStateOption.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The agent at one phone, as its memberships in queues show (asterisk.md §4, Agents). Pure, and
 * used by one thread at a time.
 */
final class AgentWatch {
  static final String READY = "ready";
  static final String AWAY = "away";

  /** In no queue; a member that is fixed in queues.conf is paused with this reason instead. */
  static final String OFFLINE = "offline";

  static final List<AgentStateOption> MENU =
      List.of(
          new AgentStateOption(READY, Kind.READY, List.of()),
          new AgentStateOption(AWAY, Kind.AWAY, List.of("lunch", "break", "meeting", "training")),
          new AgentStateOption(OFFLINE, Kind.AWAY, List.of()));

  /**
   * @param reason of the pause, as Asterisk keeps it
   */
  private record Member(boolean paused, String reason) {}

  private final String device;
  private final Map<String, Member> queues = new LinkedHashMap<>();

  /**
   * @param device of the phone: the interface of the member, or the phone behind it
   */
  AgentWatch(String device) {
    this.device = device;
  }

  /** Everything is about to be told anew. */
  void clear() {
    queues.clear();
  }

  /** The device that an event of a queue is about; empty when it is about none. */
  static String deviceOf(AmiMessage event) {
    String phone = event.get("StateInterface");
    if (!phone.isEmpty()) {
      return phone;
    }
    String member = event.get("Interface");
    return member.isEmpty() ? event.get("Location") : member; // the second in lists
  }

  /** Works off an event of {@code QueueMember…}, or an entry of the list of {@code QueueStatus}. */
  void apply(AmiMessage event) {
    String queue = event.get("Queue");
    if (queue.isEmpty() || !deviceOf(event).equals(device)) {
      return;
    }
    if (event.event().equals("QueueMemberRemoved")) {
      queues.remove(queue);
    } else {
      queues.put(queue, new Member(event.get("Paused").equals("1"), event.get("PausedReason")));
    }
  }

  /** Whether calls of a queue may come. */
  boolean receives() {
    return queues.values().stream().anyMatch(member -> !member.paused());
  }

  boolean isIn(String queue) {
    return queues.containsKey(queue);
  }

  /** One queue that is not paused is enough to be ready. */
  AgentState state() {
    if (receives()) {
      return AgentState.of(READY);
    }
    return queues.values().stream()
        .filter(member -> !member.reason().equals(OFFLINE))
        .findFirst()
        .map(member -> away(member.reason()))
        .orElse(AgentState.of(OFFLINE));
  }

  /** A reason that the menu does not have is none. */
  private static AgentState away(String reason) {
    var state = new AgentState(AWAY, reason.toLowerCase(Locale.ROOT));
    return state.isOfferedBy(MENU) ? state : AgentState.of(AWAY);
  }
}
