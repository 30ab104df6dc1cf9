package dev.hookswitch.simulators.freeswitch;

import dev.hookswitch.simulators.freeswitch.DialPlan.Route;
import dev.hookswitch.simulators.freeswitch.Robot.Script;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Users, legs and bridges, and the channel events that FreeSWITCH would fire for them, in its
 * orders (webitel.md §7). The servers in front of it translate. Every method is to be called on
 * {@link #thread()}.
 */
public final class SimulatedSwitch implements AutoCloseable {
  /** What became of a call that a command asked for. */
  public interface Originated {
    void answered(Leg leg);

    void failed(Cause cause);
  }

  /** FreeSWITCH needs so long from un-hold to active (webitel.md §7). */
  private static final Duration RESUMING = Duration.ofMillis(20);

  private static final Duration ROUTING = Duration.ofMillis(5);
  private static final int REMEMBERED_CALLS = 1000;

  private final SwitchThread thread = new SwitchThread();
  private final InstantSource clock = Clock.systemUTC();
  private final ChannelEvents events = new ChannelEvents(clock);
  private final Map<String, Subscriber> subscribers = new LinkedHashMap<>();
  private final Map<String, Leg> legs = new LinkedHashMap<>();
  private final Map<String, Duration> recorded = new LinkedHashMap<>();
  private final CallQueue queue = new CallQueue(this, events);
  private final SwitchRules rules;
  private final DialPlan plan;

  public SwitchThread thread() {
    return thread;
  }

  public SimulatedSwitch(SwitchRules rules, Collection<SwitchUser> users) {
    this.rules = rules;
    this.plan = new DialPlan(rules);
    users.forEach(this::add);
  }

  public SwitchRules rules() {
    return rules;
  }

  public void listen(SwitchListener listener) {
    events.listen(listener);
  }

  /** The fields that every event has, for messages that carry them. */
  public Map<String, String> generalFields(String event) {
    return events.general(event);
  }

  // Directory

  /** Adds a user; one of the same account is replaced and keeps nothing. */
  public Subscriber add(SwitchUser user) {
    Party party = new Party(user.name(), user.number());
    Subscriber subscriber = new Subscriber(user, new DeskPhone(() -> party));
    subscribers.put(user.account(), subscriber);
    return subscriber;
  }

  public Optional<Subscriber> subscriber(String account) {
    return Optional.ofNullable(subscribers.get(account));
  }

  public List<Subscriber> subscribers(String domain) {
    return subscribers.values().stream()
        .filter(each -> each.user().domain().equals(domain))
        .toList();
  }

  public Collection<Subscriber> subscribers() {
    return List.copyOf(subscribers.values());
  }

  public void change(Subscriber subscriber, SwitchUser user) {
    subscriber.user = user;
    changed(subscriber);
  }

  /** Says why a user is away, or with {@code NONE} that he is not. */
  public void setStatus(Subscriber subscriber, String status, String description) {
    subscriber.status = status;
    subscriber.description = description;
    changed(subscriber);
  }

  public void setAgentStatus(Subscriber subscriber, String status) {
    subscriber.agentStatus = status;
    changed(subscriber);
    queue.agentStatus(subscriber);
  }

  public void remove(Subscriber subscriber) {
    if (subscribers.remove(subscriber.account(), subscriber)) {
      subscriber.legs().forEach(leg -> end(leg, Cause.NORMAL_CLEARING));
      events.listeners().forEach(listener -> listener.removed(subscriber));
    }
  }

  /** A web phone signed in. */
  public void register(Subscriber subscriber, Device webPhone) {
    subscriber.webPhones.add(webPhone);
    changed(subscriber);
  }

  /** A web phone signed out or was lost; its calls are its server's business. */
  public void unregister(Subscriber subscriber, Device webPhone) {
    if (subscriber.webPhones.remove(webPhone)) {
      changed(subscriber);
    }
  }

  public void registerDesk(Subscriber subscriber, boolean registered) {
    subscriber.desk.register(registered);
    changed(subscriber);
  }

  public void behave(Subscriber subscriber, DeskPhone.Manner manner) {
    subscriber.desk.behave(manner);
  }

  public void breakSockets(Subscriber subscriber) {
    events.listeners().forEach(listener -> listener.cut(subscriber));
  }

  private void changed(Subscriber subscriber) {
    events.listeners().forEach(listener -> listener.changed(subscriber));
  }

  // Looking

  public Optional<Leg> leg(String id) {
    return Optional.ofNullable(legs.get(id));
  }

  public List<Leg> legs() {
    return List.copyOf(legs.values());
  }

  /** How long the recorded call of that id talked; none if it was not recorded. */
  public Optional<Duration> recorded(String call) {
    return Optional.ofNullable(recorded.get(call));
  }

  /** All fields of a leg, as a dump shows them. */
  public Map<String, String> dump(Leg leg) {
    Map<String, String> fields = events.general("CHANNEL_DATA");
    fields.putAll(leg.fields());
    return fields;
  }

  // Calls begin

  /**
   * A phone of a user calls.
   *
   * @param id the phone's own id of the call, which is free
   * @param caller what the phone's own leg shows as calling
   * @param callee what it shows as called; null for a SIP phone, which shows nothing
   * @param offer what a phone with media offers
   * @param variables channel variables without the prefix {@code variable_}
   */
  public Leg dial(
      Device phone,
      Subscriber owner,
      String id,
      Party caller,
      @Nullable Party callee,
      String destination,
      @Nullable String offer,
      Map<String, String> variables) {
    Party own = new Party(owner.user().name(), owner.user().number());
    Leg leg =
        new Leg(
            id,
            phone,
            owner,
            owner.user().domain(),
            false,
            own,
            caller,
            callee,
            destination,
            clock.instant());
    leg.sdp = offer;
    leg.variables.putAll(variables);
    enter(leg);
    if (phone.kind() == Device.Kind.WEB) {
      events.fire("CHANNEL_OUTGOING", leg);
    }
    begin(leg);
    return leg;
  }

  /** A user dials on his desk phone. */
  public Leg dialOnDesk(Subscriber user, String destination) {
    Party own = new Party(user.user().name(), user.user().number());
    return dial(
        user.desk, user, UUID.randomUUID().toString(), own, null, destination, null, Map.of());
  }

  /**
   * Somebody outside calls a user.
   *
   * @param givesUpAfter how long he waits for somebody to answer; null waits until the ringing ends
   */
  public Leg callFromOutside(
      Party from, String number, String domain, @Nullable Duration givesUpAfter) {
    Robot robot = new Robot(this, from.number(), Script.WAITS);
    Leg leg =
        new Leg(
            UUID.randomUUID().toString(),
            robot,
            null,
            domain,
            false,
            from,
            from,
            null,
            number,
            clock.instant());
    enter(leg);
    begin(leg);
    if (givesUpAfter != null) {
      thread.after(
          givesUpAfter,
          () -> {
            if (!leg.answered() || queue.holds(leg)) {
              end(leg, Cause.ORIGINATOR_CANCEL);
            }
          });
    }
    return leg;
  }

  private void begin(Leg leg) {
    events.fire("CHANNEL_CREATE", leg);
    events.state(leg, ChannelState.CS_ROUTING);
    events.callState(leg, CallState.RINGING);
    thread.after(
        ROUTING,
        () -> {
          if (!leg.ended()) {
            events.state(leg, ChannelState.CS_EXECUTE);
            route(leg, leg.destination);
          }
        });
  }

  /**
   * Click-to-call: the user's own phone first, then the number (webitel.md §7).
   *
   * @param variables channel variables of the leg to the own phone
   */
  public void originate(
      Subscriber user, String extension, Map<String, String> variables, Originated originated) {
    List<Device> phones = user.phones();
    if (phones.isEmpty()) {
      originated.failed(Cause.USER_NOT_REGISTERED);
      return;
    }
    Attempt attempt =
        new Attempt(
            null,
            new Attempt.Outcome() {
              @Override
              public void answered(Leg by) {
                by.attempt = null;
                originated.answered(by);
                enterDialplan(by, extension);
                route(by, extension);
              }

              @Override
              public void failed(Attempt failed, Cause cause) {
                originated.failed(cause);
              }
            });
    Party shown = new Party(extension, extension);
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.put("w_jsclient_originate_number", extension);
    call(attempt, phones, user, user.user().domain(), shown, all);
  }

  /** Brings a leg to whoever has the number. */
  private void route(Leg leg, String number) {
    Optional<Subscriber> user = subscriber(number + "@" + leg.domain);
    Attempt attempt = new Attempt(leg, reached);
    Party shown = leg.owner == null && !leg.called ? leg.caller : leg.own;
    if (user.isPresent()) {
      List<Device> phones = user.get().phones();
      if (phones.isEmpty()) {
        end(leg, Cause.USER_NOT_REGISTERED);
      } else {
        leg.attempt = attempt;
        waitFor(leg, phones);
        call(attempt, phones, user.get(), leg.domain, shown, Map.of());
      }
      return;
    }
    switch (plan.route(number)) {
      case Route.ToQueue _ -> {
        leg.application = number;
        pickUp(leg);
        queue.join(leg);
      }
      case Route.ToApplication _ -> {
        leg.application = number;
        pickUp(leg);
      }
      case Route.ToRobot(Script script) -> {
        leg.attempt = attempt;
        Robot robot = new Robot(this, number, script);
        if (script.atOnce() == null) {
          waitFor(leg, List.of(robot));
        } else if (leg.answered()) {
          events.callState(leg, CallState.RING_WAIT);
        }
        call(attempt, List.of(robot), null, leg.domain, shown, Map.of());
      }
    }
  }

  /** Somebody outside calls the call centre of a domain. */
  public Leg callQueueFromOutside(Party from, String domain, @Nullable Duration givesUpAfter) {
    return callFromOutside(from, CallQueue.NUMBER, domain, givesUpAfter);
  }

  /** An agent is called for somebody in the queue: nothing ties the two legs before he answers. */
  void callForQueue(
      Subscriber agent, Leg member, Map<String, String> variables, Attempt.Outcome outcome) {
    var attempt = new Attempt(null, outcome);
    call(attempt, agent.phones(), agent, member.domain, member.caller, variables);
    if (!attempt.ringing.isEmpty()) {
      attempt.caller = member; // when he leaves, the ringing ends
      member.attempt = attempt;
    }
  }

  void connectForQueue(Leg member, Leg agent) {
    member.application = null;
    bridge(member, agent);
    recordFrom(member);
  }

  /** Whoever is reached talks to the leg for which he was called. */
  private final Attempt.Outcome reached =
      new Attempt.Outcome() {
        @Override
        public void early(Leg by) {
          Leg caller = by.attempt == null ? null : by.attempt.caller;
          if (caller != null && !caller.answered() && caller.partner == null) {
            earlyMediaFor(caller);
            bridge(caller, by);
          }
        }

        @Override
        public void answered(Leg by) {
          Leg caller = by.attempt == null ? null : by.attempt.caller;
          if (caller == null || caller.ended()) {
            end(by, Cause.NORMAL_CLEARING);
            return;
          }
          caller.attempt = null;
          by.attempt = null;
          pickUp(caller, by);
          if (caller.partner == null) {
            bridge(caller, by);
          }
          recordFrom(caller);
        }

        @Override
        public void failed(Attempt attempt, Cause cause) {
          Leg caller = attempt.caller;
          if (caller != null && !caller.ended()) {
            caller.attempt = null;
            if (caller.callState == CallState.RING_WAIT) {
              events.callState(caller, CallState.ACTIVE);
            }
            end(caller, cause);
          }
        }
      };

  /** What a leg hears and shows while somebody is called for it. */
  private void waitFor(Leg leg, List<Device> phones) {
    if (leg.answered()) {
      events.callState(leg, CallState.RING_WAIT);
    } else if (leg.device.kind() == Device.Kind.WEB
        && rules.ringingTone()
        && phones.stream().noneMatch(phone -> phone.kind() == Device.Kind.WEB)) {
      earlyMediaFor(leg);
    } else if (leg.device.kind() == Device.Kind.SIP) {
      events.fire("CHANNEL_PROGRESS", leg);
    }
  }

  private void earlyMediaFor(Leg leg) {
    if (leg.answer != Leg.Answer.RINGING) {
      return;
    }
    leg.answer = Leg.Answer.EARLY;
    events.fire("CHANNEL_PROGRESS_MEDIA", leg);
    events.callState(leg, CallState.EARLY);
    if (leg.sdp != null) {
      leg.hasMedia = true;
      leg.device.media(leg, Sdp.answer(leg.sdp));
    }
  }

  private void call(
      Attempt attempt,
      List<Device> phones,
      @Nullable Subscriber owner,
      String domain,
      Party caller,
      Map<String, String> variables) {
    attempt.patience = thread.after(rules.ringFor(), () -> giveUp(attempt, Cause.NO_ANSWER));
    for (Device phone : phones) {
      Leg leg = called(attempt, phone, owner, domain, caller, variables);
      attempt.ringing.add(leg);
      enter(leg);
      ring(leg);
      if (leg.answered()) {
        return;
      }
    }
    attempt.complete = true;
    if (attempt.ringing.isEmpty()) {
      attempt.stopWaiting();
      attempt.outcome.failed(attempt, attempt.last);
    }
  }

  private Leg called(
      Attempt attempt,
      Device phone,
      @Nullable Subscriber owner,
      String domain,
      Party caller,
      Map<String, String> variables) {
    Party own =
        owner == null
            ? Party.unnamed(phone.address())
            : new Party(owner.user().name(), owner.user().number());
    Leg leg =
        new Leg(
            UUID.randomUUID().toString(),
            phone,
            owner,
            domain,
            true,
            own,
            caller,
            Party.unnamed(own.number()),
            phone.address(),
            clock.instant());
    leg.variables.putAll(variables);
    leg.attempt = attempt;
    return leg;
  }

  /** The birth of a called leg, which differs by the kind of phone (webitel.md §7). */
  private void ring(Leg leg) {
    events.fire("CHANNEL_OUTGOING", leg);
    Leg caller = leg.attempt == null ? null : leg.attempt.caller;
    if (caller != null) {
      leg.callId = caller.callId;
      leg.otherLeg = caller.id;
      leg.originator = caller.id;
      leg.bond = caller.id;
    }
    Device.Reaction reaction = leg.device.ring(leg, offerFor(leg, caller));
    switch (reaction) {
      case Device.Reaction.Rings _ -> {
        if (leg.device.kind() == Device.Kind.WEB) {
          ringing(leg);
          created(leg);
        } else {
          created(leg);
          ringing(leg);
        }
      }
      case Device.Reaction.Answers _ -> {
        created(leg);
        answer(leg, null, null);
      }
      case Device.Reaction.Refuses(Cause cause) -> {
        created(leg);
        end(leg, cause);
      }
    }
  }

  private void created(Leg leg) {
    events.fire("CHANNEL_CREATE", leg);
    events.fire("CHANNEL_ORIGINATE", leg);
    events.state(leg, ChannelState.CS_CONSUME_MEDIA);
  }

  private void ringing(Leg leg) {
    events.fire("CHANNEL_PROGRESS", leg);
    events.callState(leg, CallState.RINGING);
  }

  /** A web phone gets the offer of the web phone that calls it, so that they hear each other. */
  private static @Nullable String offerFor(Leg leg, @Nullable Leg caller) {
    return relayed(leg, caller) && caller != null && caller.sdp != null
        ? Sdp.relayedOffer(caller.sdp)
        : null;
  }

  private static boolean relayed(Leg leg, @Nullable Leg caller) {
    return caller != null
        && caller.device.kind() == Device.Kind.WEB
        && leg.device.kind() == Device.Kind.WEB
        && !caller.called
        && !caller.answered()
        && !caller.hasMedia;
  }

  // Calls are answered

  /**
   * The phone of a ringing leg answers.
   *
   * @param sdp its answer, if it has media
   * @param as how it wants to be shown, or null for what is known
   * @return whether the leg could be answered
   */
  public boolean answer(Leg leg, @Nullable String sdp, @Nullable Party as) {
    Attempt attempt = leg.attempt;
    if (leg.ended() || leg.answered() || !leg.called || attempt == null) {
      return false;
    }
    leg.sdp = sdp;
    if (as != null) {
      leg.callee = as;
    }
    attempt.stopWaiting();
    answered(leg);
    if (leg.device.kind() == Device.Kind.SIP && attempt.caller != null) {
      events.fire("CALL_UPDATE", leg);
    }
    attempt.ringing.remove(leg);
    for (Leg loser : List.copyOf(attempt.ringing)) {
      attempt.ringing.remove(loser);
      loser.attempt = null;
      end(loser, Cause.LOSE_RACE);
    }
    attempt.outcome.answered(leg);
    return true;
  }

  private void answered(Leg leg) {
    leg.answer = Leg.Answer.ANSWERED;
    leg.answeredAt = clock.instant();
    events.fire("CHANNEL_ANSWER", leg);
    events.callState(leg, CallState.ACTIVE);
  }

  /** Somebody lifts the receiver of a ringing desk phone. */
  public boolean pickUpDesk(Subscriber subscriber) {
    return subscriber.legs().stream()
        .filter(leg -> leg.called && !leg.answered() && leg.device == subscriber.desk)
        .findFirst()
        .map(leg -> answer(leg, null, null))
        .orElse(false);
  }

  /** A called phone plays something before it answers. */
  void earlyMedia(Leg leg) {
    if (leg.answered() || leg.attempt == null) {
      return;
    }
    leg.answer = Leg.Answer.EARLY;
    events.fire("CHANNEL_PROGRESS_MEDIA", leg);
    events.callState(leg, CallState.EARLY);
    leg.attempt.outcome.early(leg);
  }

  /** The calling phone learns that it was answered, by somebody or by an application. */
  private void pickUp(Leg caller, Leg by) {
    if (caller.answered()) {
      events.callState(caller, CallState.ACTIVE);
      return;
    }
    String sdp = null;
    if (!caller.hasMedia && caller.sdp != null) {
      sdp =
          relayed(by, caller) && by.sdp != null
              ? Sdp.relayedAnswer(by.sdp)
              : Sdp.answer(caller.sdp);
      caller.hasMedia = true;
    }
    caller.device.answered(caller, sdp);
    answered(caller);
  }

  private void pickUp(Leg caller) {
    if (!caller.answered()) {
      String sdp = caller.hasMedia || caller.sdp == null ? null : Sdp.answer(caller.sdp);
      caller.hasMedia = true;
      caller.device.answered(caller, sdp);
      answered(caller);
    }
  }

  private void bridge(Leg first, Leg second) {
    first.partner = second;
    second.partner = first;
    first.first = true;
    second.first = false;
    first.otherLeg = second.id;
    first.bond = second.id;
    second.otherLeg = first.id;
    second.callId = first.callId;
    if (first.called) {
      first.logicallyInbound = true;
    }
    events.state(second, ChannelState.CS_EXCHANGE_MEDIA);
    events.bridge("CHANNEL_BRIDGE", first, second);
    first.device.bridged(first, second.own);
    second.device.bridged(second, first.own);
  }

  // Calls end

  /** Ends a leg, as its phone or a command wants it. */
  public void hangUp(Leg leg, Cause cause) {
    end(leg, cause);
  }

  private void giveUp(Attempt attempt, Cause cause) {
    attempt.stopWaiting();
    List<Leg> ringing = List.copyOf(attempt.ringing);
    attempt.ringing.clear();
    for (Leg leg : ringing) {
      leg.attempt = null;
      end(leg, cause);
    }
    attempt.outcome.failed(attempt, cause);
  }

  private void end(Leg leg, Cause cause) {
    if (leg.ended) {
      return;
    }
    leg.ended = true;
    leg.cause = cause;
    resumeAtEnd(leg);
    Attempt attempt = leg.attempt;
    leg.attempt = null;
    Leg partner = leg.partner;
    leg.partner = null;
    events.state(leg, ChannelState.CS_HANGUP);
    events.fire("CHANNEL_HANGUP", leg);
    if (partner != null) {
      partner.partner = null;
      if (leg.first) {
        events.bridge("CHANNEL_UNBRIDGE", leg, partner);
      }
    }
    leg.answer = Leg.Answer.HANGUP;
    events.callState(leg, CallState.HANGUP);
    leg.endedAt = clock.instant();
    events.state(leg, ChannelState.CS_REPORTING);
    events.fire("CHANNEL_HANGUP_COMPLETE", leg, Map.of("variable_billsec", billed(leg)));
    queue.hungUp(leg, cause, leg.endedAt);
    leave(leg);
    if (leg.called && partner != null) {
      leg.callId = leg.id;
    }
    leg.state = ChannelState.CS_DESTROY;
    events.fire("CHANNEL_DESTROY", leg);
    events.fire("CHANNEL_STATE", leg);
    leg.device.ended(leg, cause);
    if (attempt != null) {
      endAttempt(attempt, leg, cause);
    }
    if (partner != null) {
      release(partner, leg);
    }
  }

  /** What the end of a leg means for the attempt that it makes or belongs to. */
  private void endAttempt(Attempt attempt, Leg leg, Cause cause) {
    if (attempt.ringing.remove(leg)) {
      attempt.last = cause;
      if (attempt.complete && attempt.ringing.isEmpty()) {
        attempt.stopWaiting();
        attempt.outcome.failed(attempt, cause);
      }
      return;
    }
    if (attempt.caller == leg) {
      attempt.stopWaiting();
      for (Leg called : List.copyOf(attempt.ringing)) {
        attempt.ringing.remove(called);
        called.attempt = null;
        end(called, Cause.ORIGINATOR_CANCEL);
      }
    }
  }

  /** Whoever talked to a leg that ended: his leg ends as well. */
  private void release(Leg leg, Leg ended) {
    if (leg.ended) {
      return;
    }
    if (leg.first) {
      events.bridge("CHANNEL_UNBRIDGE", leg, ended);
    } else if (leg.called) {
      leg.callId = leg.id;
    }
    Attempt attempt = leg.attempt;
    end(leg, leg.answered() || attempt == null ? Cause.NORMAL_CLEARING : Cause.ORIGINATOR_CANCEL);
  }

  private static String billed(Leg leg) {
    if (leg.answeredAt == null || leg.endedAt == null) {
      return "0";
    }
    return Long.toString(
        leg.endedAt.getEpochSecond()
            - leg.answeredAt.truncatedTo(ChronoUnit.SECONDS).getEpochSecond());
  }

  private void enter(Leg leg) {
    legs.put(leg.id, leg);
    if (leg.owner != null) {
      leg.owner.legs.add(leg);
      if (leg.owner.legs.size() == 1) {
        changed(leg.owner);
      }
    }
  }

  private void leave(Leg leg) {
    legs.remove(leg.id, leg);
    if (leg.owner != null && leg.owner.legs.remove(leg) && leg.owner.legs.isEmpty()) {
      changed(leg.owner);
    }
    if (recorded.containsKey(leg.id) && leg.answeredAt != null && leg.endedAt != null) {
      recorded.put(leg.id, Duration.between(leg.answeredAt, leg.endedAt));
    }
  }

  /** The call is recorded under the id of its first leg. */
  private void recordFrom(Leg first) {
    recorded.put(first.id, Duration.ZERO);
    if (recorded.size() > REMEMBERED_CALLS) {
      recorded.remove(recorded.keySet().iterator().next());
    }
  }

  /** The switch stops: every leg ends at once, and users are told why or not at all. */
  public void stopCalls(boolean orderly) {
    for (Leg leg : new ArrayList<>(legs.values())) {
      if (orderly) {
        end(leg, Cause.SYSTEM_SHUTDOWN);
      } else {
        leg.ended = true;
        if (leg.attempt != null) {
          leg.attempt.stopWaiting();
        }
        leave(leg);
      }
    }
  }

  // During calls

  /**
   * Holds a leg, as its phone does it. A web phone's leg held by command is told as held but stays
   * active (webitel.md §4).
   *
   * @return whether it was not held already
   */
  public boolean hold(Leg leg, boolean byCommand) {
    if (leg.held()) {
      return false;
    }
    if (byCommand && leg.device.kind() == Device.Kind.WEB) {
      events.fire("CHANNEL_HOLD", leg);
      return true;
    }
    if (!leg.answered()) {
      return true;
    }
    events.callState(leg, CallState.HELD);
    events.fire("CHANNEL_HOLD", leg);
    return true;
  }

  /** Takes a leg back; false when it is not held. */
  public boolean resume(Leg leg) {
    if (!leg.held()) {
      return false;
    }
    events.callState(leg, CallState.UNHELD);
    events.fire("CHANNEL_UNHOLD", leg);
    thread.after(
        RESUMING,
        () -> {
          if (!leg.ended && leg.callState == CallState.UNHELD) {
            events.callState(leg, CallState.ACTIVE);
          }
        });
    return true;
  }

  private void resumeAtEnd(Leg leg) {
    if (leg.held()) {
      events.callState(leg, CallState.UNHELD);
      events.fire("CHANNEL_UNHOLD", leg);
    }
  }

  /**
   * Tones from the phone of a leg to whoever it talks to.
   *
   * @param source {@code APP} for a command, {@code RTP} for keys of the phone
   */
  public void sendTones(Leg leg, String digits, String source) {
    StringBuilder tones = new StringBuilder();
    digits
        .chars()
        .filter(digit -> "0123456789*#ABCDabcd".indexOf(digit) >= 0)
        .forEach(digit -> tones.append((char) digit));
    for (int i = 0; i < tones.length(); i++) {
      events.fire(
          "DTMF",
          leg,
          Map.of(
              "DTMF-Digit",
              tones.substring(i, i + 1),
              "DTMF-Duration",
              "2000",
              "DTMF-Source",
              source));
    }
    if (leg.partner != null && !tones.isEmpty()) {
      leg.partner.device.heard(leg.partner, tones.toString());
    }
  }

  /** Sets a channel variable; an empty value removes it. */
  public void setVariable(Leg leg, String name, String value) {
    if (value.isEmpty()) {
      leg.variables.remove(name);
    } else {
      leg.variables.put(name, value);
    }
  }

  // Transfers

  /**
   * Sends a talking leg to a number; whoever it talked to is released.
   *
   * @return false when the leg talks to nobody and waits for nobody
   */
  public boolean transfer(Leg leg, String destination) {
    if (leg.ended || !leg.answered()) {
      return false;
    }
    Leg left = unlink(leg);
    if (leg.attempt != null) {
      Attempt abandoned = leg.attempt;
      leg.attempt = null;
      endAttempt(abandoned, leg, Cause.ORIGINATOR_CANCEL);
    }
    resumeAtEnd(leg);
    leg.destination = destination;
    if (left != null) {
      if (leg.first) {
        events.bridge("CHANNEL_UNBRIDGE", leg, left);
      }
      releaseForTransfer(left, leg);
    }
    if (leg.called) {
      leg.callId = leg.id;
    }
    enterDialplan(leg, destination);
    events.state(leg, ChannelState.CS_ROUTING);
    events.callState(leg, CallState.RINGING);
    events.state(leg, ChannelState.CS_EXECUTE);
    events.callState(leg, CallState.ACTIVE);
    route(leg, destination);
    return true;
  }

  /** Whoever is left after a transfer is told of the other one (webitel.md §6, CALL_UPDATE). */
  private void isWith(Leg leg, Party other) {
    if (leg.called && !leg.hitDialplan) {
      leg.caller = other;
    } else {
      leg.callee = other;
    }
    events.fire("CALL_UPDATE", leg);
  }

  private static @Nullable Leg unlink(Leg leg) {
    Leg partner = leg.partner;
    leg.partner = null;
    if (partner != null) {
      partner.partner = null;
    }
    return partner;
  }

  private void releaseForTransfer(Leg left, Leg from) {
    if (left.first) {
      events.bridge("CHANNEL_UNBRIDGE", left, from);
    }
    end(left, Cause.NORMAL_CLEARING);
  }

  /** A called leg that is sent through the dial plan changes its sides (webitel.md §6). */
  private void enterDialplan(Leg leg, String number) {
    leg.destination = number;
    leg.callee = Party.unnamed(number);
    if (leg.called) {
      leg.caller = leg.own;
      leg.hitDialplan = true;
      events.fire("CALL_UPDATE", leg);
    }
  }

  /**
   * Bridges two legs away from whoever they talk to, whose legs end; the second may still ring.
   *
   * @return false when one of them cannot be bridged
   */
  public boolean join(Leg first, Leg second) {
    if (first == second || first.ended || second.ended || !first.answered()) {
      return false;
    }
    Leg firstLeft = unlink(first);
    Attempt pending = second.attempt;
    if (!second.answered()) {
      if (pending == null || pending.caller == null || pending.caller == first) {
        return false;
      }
      Leg consulting = pending.caller;
      consulting.attempt = null;
      pending.caller = first;
      first.attempt = pending;
      second.otherLeg = first.id;
      waitFor(first, List.of());
      if (firstLeft != null) {
        releaseForTransfer(firstLeft, first);
      }
      end(consulting, Cause.ORIGINATOR_CANCEL);
      return true;
    }
    Leg secondLeft = unlink(second);
    if (first.called) {
      first.callId = first.id;
    }
    if (firstLeft != null && first.first) {
      events.bridge("CHANNEL_UNBRIDGE", first, firstLeft);
    }
    bridge(first, second);
    isWith(first, second.own);
    isWith(second, first.own);
    if (firstLeft != null) {
      releaseForTransfer(firstLeft, first);
    }
    if (secondLeft != null) {
      releaseForTransfer(secondLeft, second);
    }
    return true;
  }

  /**
   * Attended transfer by the phone that has both calls: the others are joined (verto.md §7).
   *
   * @return false when the two calls cannot be joined
   */
  public boolean replace(Leg call, Leg by) {
    Leg customer = call.partner;
    if (customer == null && by.partner != null) {
      return replace(by, call);
    }
    if (customer == null) {
      return false;
    }
    if (by.application != null) {
      boolean sent = transfer(customer, by.application);
      end(by, Cause.ATTENDED_TRANSFER);
      return sent;
    }
    if (by.partner != null) {
      return join(customer, by.partner);
    }
    if (by.attempt != null && by.attempt.caller == by && !by.attempt.ringing.isEmpty()) {
      return handOver(customer, by);
    }
    return false;
  }

  /** The customer waits for the party that the second call still rings at. */
  private boolean handOver(Leg customer, Leg by) {
    Attempt pending = by.attempt;
    Leg left = unlink(customer);
    if (pending == null || left == null) {
      return false;
    }
    releaseForTransfer(left, customer);
    pending.caller = customer;
    customer.attempt = pending;
    pending.outcome =
        new Attempt.Outcome() {
          @Override
          public void answered(Leg called) {
            by.attempt = null;
            reached.answered(called);
            end(by, Cause.NORMAL_CLEARING);
          }

          @Override
          public void failed(Attempt attempt, Cause cause) {
            by.attempt = null;
            reached.failed(attempt, cause);
            end(by, cause);
          }
        };
    waitFor(customer, List.of());
    return true;
  }

  @Override
  public void close() {
    thread.close();
  }
}
