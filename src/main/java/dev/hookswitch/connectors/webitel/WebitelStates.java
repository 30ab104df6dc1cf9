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
  private static final Set<String> REASONS_OF_ABSENCE =
      Set.of(AWAY, DO_NOT_DISTURB, "CALLFORWARD", "VOICEMAIL");

  static final List<AgentStateOption> MENU =
      List.of(
          new AgentStateOption(READY, Kind.READY, List.of()),
          new AgentStateOption(AWAY, Kind.AWAY, List.of("lunch", "break", "meeting", "training")),
          new AgentStateOption(DO_NOT_DISTURB, Kind.DO_NOT_DISTURB, List.of()));

  private WebitelStates() {}

  /** The argument of the command. A comment stands in brackets and quotes. */
  static String value(AgentState wanted) {
    return wanted.reason().isEmpty()
        ? wanted.code()
        : "%s('%s')".formatted(wanted.code(), wanted.reason());
  }

  /** The reason of absence if there is one, else what the phone is. */
  static AgentState state(PhoneStatus status) {
    if (REASONS_OF_ABSENCE.contains(status.away())) {
      boolean known =
          MENU.stream()
              .filter(option -> option.code().equals(status.away()))
              .anyMatch(option -> option.reasons().contains(status.comment()));
      return new AgentState(status.away(), known ? status.comment() : "");
    }
    return AgentState.of(status.state().isEmpty() ? READY : status.state());
  }
}
