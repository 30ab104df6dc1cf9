package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange does and how long it waits.
 *
 * @param ringFor how long a call rings before it ends as not answered
 * @param capabilities what its lines can do; nothing else is ever offered
 * @param agentStates the status menu; the first entry is the status of a line that never chose one
 * @param media null when calls carry none
 */
public record ExchangeRules(
    Duration ringFor,
    Capabilities capabilities,
    List<AgentStateOption> agentStates,
    @Nullable IceServers media) {
  public ExchangeRules {
    agentStates = List.copyOf(agentStates);
    if (agentStates.isEmpty()) {
      throw new IllegalArgumentException("no agent states (expected: at least one)");
    }
  }
}
