package dev.hookswitch.phone;

/**
 * An agent's status in the phone system's own codes.
 *
 * @param code one of {@link AgentStateOption#code()} of the phone system, or a code that it only
 *     shows
 * @param reason code of the reason; empty when there is none
 */
public record AgentState(String code, String reason) {
  public static AgentState of(String code) {
    return new AgentState(code, "");
  }
}
