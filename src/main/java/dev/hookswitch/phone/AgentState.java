package dev.hookswitch.phone;

import java.util.List;

/**
 * An agent's status in the phone system's own codes.
 *
 * @param code one of {@link AgentStateOption#code()} of the phone system, or a code that it only
 *     shows
 * @param reason one of {@link AgentStateOption#reasons()}, or what somebody wrote elsewhere, as
 *     text; empty when there is none
 */
public record AgentState(String code, String reason) {
  public static AgentState of(String code) {
    return new AgentState(code, "");
  }

  /** Whether a status menu offers it, its reason included. */
  public boolean isOfferedBy(List<AgentStateOption> menu) {
    return menu.stream()
        .filter(option -> option.kind().offered() && option.code().equals(code))
        .anyMatch(option -> reason.isEmpty() || option.reasons().contains(reason));
  }
}
