package dev.hookswitch.connectors.webitel;

import dev.hookswitch.line.PeerText;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An event of one leg, as the event server trims it (webitel.md §5.1). A field that is missing is
 * an empty text.
 */
record ChannelEvent(Map<String, String> fields) {
  /** FreeSWITCH's name for a party whose name it does not know. */
  private static final String NO_NAME = "Outbound Call";

  private static final Pattern MICROS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern SESSION =
      Pattern.compile("(u:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private static final Pattern DIGIT = Pattern.compile("[0-9*#A-D]");

  ChannelEvent {
    fields = Map.copyOf(fields);
  }

  /** Empty when it does not say whose event it is. */
  static Optional<ChannelEvent> of(Map<String, String> fields) {
    var event = new ChannelEvent(fields);
    return PeerText.isId(event.leg()) && !event.name().isEmpty()
        ? Optional.of(event)
        : Optional.empty();
  }

  String name() {
    return text("Event-Name");
  }

  /** {@code Unique-ID}: the leg. */
  String leg() {
    return text("Unique-ID");
  }

  /** Whose leg it is, {@code number@domain}. */
  String owner() {
    String owner = text("Channel-Presence-ID");
    try {
      return URLDecoder.decode(owner, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return owner;
    }
  }

  /** The id of the whole call. It changes later on: only that of the creation counts. */
  CallId call() {
    String webitel = text("variable_w_account_origination_uuid");
    String call = text("Channel-Call-UUID");
    return new CallId(PeerText.isId(webitel) ? webitel : PeerText.isId(call) ? call : leg());
  }

  /**
   * The other leg; empty when there is none yet. Of a call of a queue only the queue says whose leg
   * it is (webitel.md §8).
   */
  String otherLeg() {
    String other = text("Other-Leg-Unique-ID");
    String member = text("variable_cc_member_session_uuid");
    return PeerText.isId(other)
        ? other
        : PeerText.isId(member) && !member.equals(leg()) ? member : "";
  }

  /** {@code inbound}: the phone called in. Only that of the creation counts. */
  boolean phoneCalledIn() {
    String logical = text("Caller-Logical-Direction");
    return (logical.isEmpty() ? text("Call-Direction") : logical).equals("inbound");
  }

  /** The number that the user asked for by click-to-call or consultation; empty for other legs. */
  PhoneNumber originate() {
    return number(text("variable_w_jsclient_originate_number"));
  }

  /** The call that this leg consults about; empty when it is none. */
  String transfers() {
    return text("variable_w_jsclient_xtransfer");
  }

  /** Whether the attended transfer that the leg took part in came about. */
  boolean transferConfirmed() {
    return text("variable_w_transfer_result").equals("confirmed");
  }

  CallDirection direction() {
    return !originate().withheld() || phoneCalledIn() ? CallDirection.OUT : CallDirection.IN;
  }

  Party caller() {
    return party("Caller-Caller-ID");
  }

  Party callee() {
    Party callee = party("Caller-Callee-ID");
    return callee.number().withheld()
        ? new Party(number(text("Caller-Destination-Number")), callee.name())
        : callee;
  }

  /**
   * The party that is not oneself: which of the two fields it is in changes with each step through
   * the dial plan (webitel.md §6).
   */
  Party other(PhoneNumber self) {
    if (!originate().withheld()) {
      Party named = caller().number().equals(originate()) ? caller() : callee();
      return named.number().equals(originate()) ? named : new Party(originate(), "");
    }
    Party first = direction() == CallDirection.OUT ? callee() : caller();
    Party second = direction() == CallDirection.OUT ? caller() : callee();
    return first.number().equals(self) ? second : first;
  }

  /** {@code Channel-Call-State}. */
  String state() {
    return text("Channel-Call-State");
  }

  /** {@code Answer-State} says so. */
  boolean answered() {
    return text("Answer-State").toLowerCase(Locale.ROOT).equals("answered");
  }

  /** When the leg was created, by the clock of this server; empty when the event does not say. */
  Optional<Instant> createdAt(Instant now) {
    return time("Caller-Channel-Created-Time", now);
  }

  /** When the user's phone answered, by the clock of this server; empty before. */
  Optional<Instant> answeredAt(Instant now) {
    return time("Caller-Channel-Answered-Time", now);
  }

  /** Microseconds by the server's clock, which is not ours: the age of the time counts. */
  private Optional<Instant> time(String field, Instant now) {
    long then = micros(field);
    long sent = micros("Event-Date-Timestamp");
    if (then <= 0) {
      return Optional.empty();
    }
    Instant time =
        sent <= 0
            ? Instant.EPOCH.plus(then, ChronoUnit.MICROS)
            : now.minus(sent - then, ChronoUnit.MICROS);
    return Optional.of(time.isAfter(now) ? now : time);
  }

  private long micros(String field) {
    String digits = text(field);
    return MICROS.matcher(digits).matches() ? Long.parseLong(digits) : 0;
  }

  /** The leg has ended, though the server still knows it. */
  boolean over() {
    return state().equals("HANGUP");
  }

  /** Name of the cause; empty before the end. */
  String cause() {
    String merged = text("variable_hangup_cause");
    return merged.isEmpty() ? text("Hangup-Cause") : merged;
  }

  /** A single one; empty when it is none. */
  String digit() {
    String digit = text("DTMF-Digit");
    return DIGIT.matcher(digit).matches() ? digit : "";
  }

  /** The id under which the call's recording is found, told at its end (webitel.md §6.7). */
  CallId lastId() {
    if (direction() == CallDirection.OUT) {
      return new CallId(leg());
    }
    for (String field :
        new String[] {
          "variable_originating_leg_uuid", "Other-Leg-Unique-ID", "variable_cc_member_session_uuid"
        }) {
      if (PeerText.isId(text(field))) {
        return new CallId(text(field));
      }
    }
    return new CallId(leg());
  }

  private Party party(String which) {
    PhoneNumber number = number(text(which + "-Number"));
    String name = text(which + "-Name").strip();
    boolean none = name.equals(NO_NAME) || name.equals(number.dialled());
    return new Party(number, none ? "" : PeerText.name(name));
  }

  /** The session of a web phone is no number (webitel.md §5.1). */
  private static PhoneNumber number(String text) {
    PhoneNumber number = PeerText.number(text);
    return SESSION.matcher(number.dialled()).matches() ? PhoneNumber.WITHHELD : number;
  }

  private String text(String field) {
    return fields.getOrDefault(field, "");
  }
}
