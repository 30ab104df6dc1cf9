package dev.hookswitch.connectors.webitel;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.AgentStateOption.Kind;
import java.util.List;
import java.util.Set;

/** The status menu of a Webitel user, and its values on the wire (webitel.md §8). */
final class WebitelStates {
  private static final String READY = "ONHOOK";
  private static final String AWAY = "ONBREAK";
  private static final String DO_NOT_DISTURB = "DND";
  private static final String CALL_FORWARD = "CALLFORWARD";
  private static final String VOICE_MAIL = "VOICEMAIL";
  private static final Set<String> REASONS_OF_ABSENCE =
      Set.of(AWAY, DO_NOT_DISTURB, CALL_FORWARD, VOICE_MAIL);

  /** What another client wrote may be of any length; a status is read at a glance. */
  private static final int LONGEST = 120;

  static final List<AgentStateOption> MENU =
      List.of(
          new AgentStateOption(READY, Kind.READY, List.of()),
          new AgentStateOption(AWAY, Kind.AWAY, List.of("lunch", "break", "meeting", "training")),
          new AgentStateOption(DO_NOT_DISTURB, Kind.DO_NOT_DISTURB, List.of()),
          new AgentStateOption("ISBUSY", Kind.BUSY, List.of()),
          new AgentStateOption(CALL_FORWARD, Kind.DIVERTED, List.of()),
          new AgentStateOption(VOICE_MAIL, Kind.DIVERTED, List.of()),
          new AgentStateOption("NONREG", Kind.UNREACHABLE, List.of()));

  private WebitelStates() {}

  /** The argument of the command. A comment stands in brackets and quotes. */
  static String value(AgentState wanted) {
    return wanted.reason().isEmpty()
        ? wanted.code()
        : "%s('%s')".formatted(wanted.code(), wanted.reason());
  }

  /** The reason of absence with its comment if there is one, else what the phone is. */
  static AgentState state(PhoneStatus status) {
    return REASONS_OF_ABSENCE.contains(status.away())
        ? new AgentState(status.away(), oneLine(status.comment()))
        : AgentState.of(status.state().isBlank() ? READY : oneLine(status.state()));
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip();
  }
}
