package dev.hookswitch.simulators.freeswitch;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * FreeSWITCH's queue module with one queue for each domain, to which every agent of the domain
 * belongs. It tells what happens in the order of webitel.md §8. An agent gets calls who is
 * available and at his free phone, and has said nothing else.
 */
public final class CallQueue {
  /** What to dial. */
  static final String NUMBER = "9190";

  /** Its name, before the domain. */
  public static final String NAME = "support";

  private static final Duration TRIES_AGAIN = Duration.ofMillis(300);
  private static final String AGENT = "CC-Agent";
  private static final String STATE_CHANGE = "agent-state-change";

  /**
   * Somebody in the queue.
   *
   * @param id the module's own
   */
  private record Member(UUID id, Leg leg) {}

  /** A member and the agent who has his call, by the agent's leg. */
  private record Service(Member member, Subscriber agent) {}

  private final SimulatedSwitch exchange;
  private final ChannelEvents events;
  private final Map<Leg, Member> waiting = new LinkedHashMap<>();
  private final Map<Leg, Service> served = new LinkedHashMap<>();

  CallQueue(SimulatedSwitch exchange, ChannelEvents events) {
    this.exchange = exchange;
    this.events = events;
  }

  /** An answered leg waits until an agent takes it or it ends. */
  void join(Leg leg) {
    var member = new Member(UUID.randomUUID(), leg);
    waiting.put(leg, member);
    tell(member, "member-queue-start", Map.of());
    tellCount(leg.domain);
    offer(member);
  }

  /** Whether it waits for an agent. */
  boolean holds(Leg leg) {
    return waiting.containsKey(leg);
  }

  private void offer(Member member) {
    if (!holds(member.leg)) {
      return;
    }
    Optional<Subscriber> free =
        exchange.subscribers(member.leg.domain).stream().filter(CallQueue::takesCalls).findFirst();
    if (free.isEmpty()) {
      exchange.thread().after(TRIES_AGAIN, () -> offer(member));
      return;
    }
    Subscriber agent = free.get();
    tell(agent, STATE_CHANGE, Map.of("CC-Agent-State", "Receiving"));
    tell(member, "agent-offering", Map.of(AGENT, agent.account()));
    exchange.callForQueue(
        agent,
        member.leg,
        Map.of(
            "cc_queue",
            queue(member.leg.domain),
            "cc_member_uuid",
            member.id.toString(),
            "cc_member_session_uuid",
            member.leg.id),
        new Attempt.Outcome() {
          @Override
          public void answered(Leg by) {
            connect(member, agent, by);
          }

          @Override
          public void failed(Attempt attempt, Cause cause) {
            member.leg.attempt = null;
            tell(
                member,
                "bridge-agent-fail",
                Map.of(AGENT, agent.account(), "CC-Hangup-Cause", cause.name()));
            tell(agent, STATE_CHANGE, Map.of("CC-Agent-State", "Waiting"));
            exchange.thread().after(TRIES_AGAIN, () -> offer(member));
          }
        });
  }

  private static boolean takesCalls(Subscriber agent) {
    return agent.user().agent()
        && agent.agentStatus().startsWith("Available")
        && agent.state().equals("ONHOOK")
        && agent.status().equals("NONE");
  }

  private void connect(Member member, Subscriber agent, Leg by) {
    by.attempt = null;
    member.leg.attempt = null;
    waiting.remove(member.leg);
    served.put(by, new Service(member, agent));
    tell(
        member,
        "bridge-agent-start",
        Map.of(
            AGENT,
            agent.account(),
            "CC-Agent-UUID",
            by.id,
            "CC-Agent-Called-Time",
            seconds(by.created),
            "CC-Agent-Answered-Time",
            seconds(by.answeredAt == null ? by.created : by.answeredAt),
            "CC-Member-Joined-Time",
            seconds(member.leg.created)));
    exchange.connectForQueue(member.leg, by);
    tell(agent, STATE_CHANGE, Map.of("CC-Agent-State", "In a queue call"));
    tellCount(member.leg.domain);
  }

  /** A leg has hung up, and is not forgotten yet. */
  void hungUp(Leg leg, Cause cause, Instant now) {
    Member left = waiting.remove(leg);
    if (left != null) {
      tell(left, "member-queue-end", Map.of("CC-Cause", "Cancel", "CC-Cancel-Reason", "BREAK_OUT"));
      tellCount(leg.domain);
    }
    Service over = served.remove(leg);
    if (over != null) {
      tell(
          over.member,
          "bridge-agent-end",
          Map.of(
              AGENT,
              over.agent.account(),
              "CC-Agent-UUID",
              leg.id,
              "CC-Hangup-Cause",
              cause.name(),
              "CC-Bridge-Terminated-Time",
              seconds(now)));
      tell(over.member, "member-queue-end", Map.of("CC-Cause", "Terminated"));
      tell(over.agent, STATE_CHANGE, Map.of("CC-Agent-State", "Waiting"));
    }
  }

  /** An agent came, went or makes a break. */
  void agentStatus(Subscriber agent) {
    tell(agent, "agent-status-change", Map.of("CC-Agent-Status", agent.agentStatus()));
  }

  private void tellCount(String domain) {
    long count = waiting.keySet().stream().filter(leg -> leg.domain.equals(domain)).count();
    tell(domain, "members-count", Map.of("CC-Count", Long.toString(count)));
  }

  private void tell(Subscriber agent, String action, Map<String, String> more) {
    Map<String, String> fields = new LinkedHashMap<>(more);
    fields.put(AGENT, agent.account());
    tell(agent.user().domain(), action, fields);
  }

  private void tell(Member member, String action, Map<String, String> more) {
    Map<String, String> fields = new LinkedHashMap<>(more);
    fields.put("CC-Member-UUID", member.id.toString());
    fields.put("CC-Member-Session-UUID", member.leg.id);
    fields.put("CC-Member-CID-Name", member.leg.caller.name());
    fields.put("CC-Member-CID-Number", member.leg.caller.number());
    tell(member.leg.domain, action, fields);
  }

  private void tell(String domain, String action, Map<String, String> more) {
    Map<String, String> fields = new LinkedHashMap<>(more);
    fields.put("CC-Queue", queue(domain));
    var event = new QueueEvent(action, domain, fields);
    events.listeners().forEach(listener -> listener.queue(event));
  }

  private static String queue(String domain) {
    return NAME + "@" + domain;
  }

  private static String seconds(Instant time) {
    return Long.toString(time.getEpochSecond());
  }
}
