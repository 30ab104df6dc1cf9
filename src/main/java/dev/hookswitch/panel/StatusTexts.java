package dev.hookswitch.panel;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import java.util.List;
import java.util.Locale;

/** The words for status codes; those of a phone system's menu are keys of the message bundles. */
public final class StatusTexts {
  private StatusTexts() {}

  /** A status of the menu without a reason. */
  public static Text of(AgentStateOption option) {
    return Text.of(key(option));
  }

  /** A reason of the menu. */
  public static Text of(AgentStateOption option, String reason) {
    return Text.of(key(option) + "." + reason.toLowerCase(Locale.ROOT));
  }

  /** A reported status: in the menu's words where they are known, else as it was reported. */
  public static Text of(AgentState state, List<AgentStateOption> menu) {
    return menu.stream()
        .filter(option -> option.code().equals(state.code()))
        .findFirst()
        .map(option -> of(option, state))
        .orElseGet(() ->
            state.reason().isBlank()
                ? Text.of("say.literal", state.code())
                : Text.of("status.because", state.code(), state.reason()));
  }

  private static Text of(AgentStateOption option, AgentState state) {
    if (state.reason().isBlank()) {
      return of(option);
    }
    boolean known = option.reasons().stream().anyMatch(state.reason()::equalsIgnoreCase);
    return known
        ? of(option, state.reason())
        : Text.of("status.because", of(option), state.reason());
  }

  private static String key(AgentStateOption option) {
    return "status." + option.code().toLowerCase(Locale.ROOT);
  }
}
