package dev.hookswitch.panel;

import dev.hookswitch.phone.AgentState;
import java.util.Locale;

/** The words for status codes; a phone system's codes are keys of the message bundles. */
public final class StatusTexts {
  private StatusTexts() {}

  public static Text of(AgentState state) {
    String key = "status." + state.code().toLowerCase(Locale.ROOT);
    return Text.of(
        state.reason().isEmpty() ? key : key + "." + state.reason().toLowerCase(Locale.ROOT));
  }
}
