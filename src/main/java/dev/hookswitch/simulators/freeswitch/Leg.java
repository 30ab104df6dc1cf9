package dev.hookswitch.simulators.freeswitch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One leg: a phone's connection with the switch. Only {@link SimulatedSwitch} changes it. */
public final class Leg {
  /** {@code Answer-State}. */
  enum Answer {
    RINGING,
    EARLY,
    ANSWERED,
    HANGUP
  }

  final String id;
  final Device device;
  final @Nullable Subscriber owner;
  final String domain;
  final Instant created;
  final Map<String, String> variables = new LinkedHashMap<>();

  /** Who is at this end, whatever the displays say. */
  Party own;

  /** The switch called the phone. */
  final boolean called;

  String callId;
  boolean logicallyInbound;
  boolean hitDialplan;
  Party caller;
  @Nullable Party callee;
  String destination;
  ChannelState state = ChannelState.CS_INIT;
  CallState callState = CallState.DOWN;
  Answer answer = Answer.RINGING;
  @Nullable Instant answeredAt;
  @Nullable Instant endedAt;
  @Nullable String otherLeg;
  @Nullable String originator;
  @Nullable String bond;
  @Nullable Cause cause;

  /** The leg it talks to. */
  @Nullable Leg partner;

  /** It is leg A of its bridge: bridge events are its. */
  boolean first;

  /** The attempt to reach somebody that this leg makes or belongs to. */
  @Nullable Attempt attempt;

  /** The number of the application that it talks to instead of somebody. */
  @Nullable String application;

  /** The offer of a phone that calls, the answer of one that was called. */
  @Nullable String sdp;

  /** The phone got a session description for its own call. */
  boolean hasMedia;

  boolean ended;

  Leg(
      String id,
      Device device,
      @Nullable Subscriber owner,
      String domain,
      boolean called,
      Party own,
      Party caller,
      @Nullable Party callee,
      String destination,
      Instant created) {
    this.id = id;
    this.device = device;
    this.owner = owner;
    this.domain = domain;
    this.called = called;
    this.own = own;
    this.caller = caller;
    this.callee = callee;
    this.destination = destination;
    this.created = created;
    this.callId = id;
    this.logicallyInbound = !called;
    this.hitDialplan = !called;
  }

  /** {@code Unique-ID}, for a web phone's leg the Verto {@code callID}. */
  public String id() {
    return id;
  }

  public Device device() {
    return device;
  }

  public Optional<Subscriber> owner() {
    return Optional.ofNullable(owner);
  }

  public String domain() {
    return domain;
  }

  public boolean called() {
    return called;
  }

  /** {@code Channel-Call-UUID} of now. */
  public String callId() {
    return callId;
  }

  /** {@code Channel-State}. */
  public String state() {
    return state.name();
  }

  public CallState callState() {
    return callState;
  }

  public boolean answered() {
    return answeredAt != null;
  }

  public boolean ended() {
    return ended;
  }

  public Party caller() {
    return caller;
  }

  public Party callee() {
    return callee == null ? new Party("", destination) : callee;
  }

  public String destination() {
    return destination;
  }

  public Optional<Leg> partner() {
    return Optional.ofNullable(partner);
  }

  public Instant created() {
    return created;
  }

  /** Channel variables, by their names without {@code variable_}. */
  public Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  boolean held() {
    return callState == CallState.HELD;
  }

  /** The fields that every event of the leg has (webitel.md §5.1). */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    if (owner != null) {
      fields.put("Channel-Presence-ID", owner.account());
    }
    fields.put("Unique-ID", id);
    fields.put("Channel-Call-UUID", callId);
    fields.put("Channel-Name", name());
    fields.put("Channel-State", state.name());
    // The state is one step ahead of what is being reported while the leg is born.
    fields.put(
        "Channel-State-Number",
        Integer.toString(
            state == ChannelState.CS_INIT ? ChannelState.CS_ROUTING.number : state.number));
    fields.put("Channel-Call-State", callState.name());
    fields.put("Answer-State", answer.name().toLowerCase(Locale.ROOT));
    fields.put("Channel-HIT-Dialplan", Boolean.toString(hitDialplan));
    fields.put("Call-Direction", called ? "outbound" : "inbound");
    fields.put("Caller-Logical-Direction", logicallyInbound ? "inbound" : "outbound");
    fields.put("Caller-Caller-ID-Name", caller.name());
    fields.put("Caller-Caller-ID-Number", caller.number());
    if (callee != null) {
      fields.put("Caller-Callee-ID-Name", callee.name());
      fields.put("Caller-Callee-ID-Number", callee.number());
    }
    fields.put("Caller-Destination-Number", destination);
    put(fields, "Other-Leg-Unique-ID", otherLeg);
    fields.put("Caller-Channel-Created-Time", micros(created));
    fields.put("Caller-Channel-Answered-Time", micros(answeredAt));
    fields.put("Caller-Channel-Hangup-Time", micros(endedAt));
    put(fields, "variable_originating_leg_uuid", originator);
    put(fields, "variable_signal_bond", bond);
    if (cause != null) {
      fields.put("Hangup-Cause", cause.name());
    }
    variables.forEach((name, value) -> fields.put("variable_" + name, value));
    return fields;
  }

  /** What FreeSWITCH calls the leg in lists. */
  public String name() {
    return device.kind() == Device.Kind.WEB
        ? "verto.rtc/" + (called ? device.address() : destination)
        : "sofia/internal/" + own.number() + "@" + domain;
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private static String micros(@Nullable Instant time) {
    return time == null ? "0" : Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
  }
}
