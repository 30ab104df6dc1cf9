package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.PeerText;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.AgentStateOption.Kind;
import dev.hookswitch.phone.CallCentre;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent at one phone, as its memberships in queues show (asterisk.md §4, Agents): who is in a
 * queue is in the call centre, who is paused in all of them is away. Outside of the queues Asterisk
 * knows no status, so it is kept here. Pure, and used by one thread at a time.
 */
final class AgentWatch {
  static final String READY = "ready";
  static final String AWAY = "away";

  static final List<AgentStateOption> MENU =
      List.of(
          new AgentStateOption(READY, Kind.READY, List.of()),
          new AgentStateOption(AWAY, Kind.AWAY, List.of("lunch", "break", "meeting", "training")));

  /**
   * One membership.
   *
   * @param member the interface by which the queue knows it, a phone or a Local channel before it
   * @param reason of the pause, as Asterisk keeps it
   */
  record Member(String member, boolean paused, String reason) {}

  private final String device;
  private final Map<String, Member> queues = new LinkedHashMap<>();
  private AgentState last = AgentState.of(READY);

  /**
   * @param device of the phone: the interface of the member, or the phone behind it
   */
  AgentWatch(String device) {
    this.device = device;
  }

  String device() {
    return device;
  }

  /** Everything is about to be told anew. */
  void clear() {
    queues.clear();
  }

  /** The device that an event of a queue is about; empty when it is about none. */
  static String deviceOf(AmiMessage event) {
    String phone = event.get("StateInterface");
    return phone.isEmpty() ? memberOf(event) : phone;
  }

  private static String memberOf(AmiMessage event) {
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
      leaves(queue);
    } else {
      boolean paused = event.get("Paused").equals("1");
      is(queue, new Member(memberOf(event), paused, event.get("PausedReason")));
    }
  }

  /** The agent is in the queue, or has been paused there. */
  void is(String queue, Member member) {
    queues.put(queue, member);
    last = state();
  }

  void leaves(String queue) {
    queues.remove(queue);
  }

  /** The status outside of the queues, with which the agent enters them. */
  void remembers(AgentState wanted) {
    last = wanted;
  }

  /** By queue, as they are now. */
  Map<String, Member> memberships() {
    return Map.copyOf(queues);
  }

  @Nullable Member in(String queue) {
    return queues.get(queue);
  }

  CallCentre callCentre() {
    return queues.isEmpty() ? CallCentre.OUT : CallCentre.IN;
  }

  /** One queue that is not paused is enough to be ready. */
  AgentState state() {
    if (queues.isEmpty()) {
      return last;
    }
    for (Member member : queues.values()) {
      if (!member.paused()) {
        return AgentState.of(READY);
      }
    }
    return away(queues.values().iterator().next().reason());
  }

  /** A reason that the menu does not have was given elsewhere. */
  private static AgentState away(String reason) {
    var offered = new AgentState(AWAY, reason.toLowerCase(Locale.ROOT));
    return offered.isOfferedBy(MENU) ? offered : new AgentState(AWAY, PeerText.name(reason));
  }
}
