package dev.hookswitch.hub;

import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Line;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the user, as the screens see it.
 *
 * @param effort what is being done to open it
 * @param attempt how many times in a row the line was opened in vain; 0 while it works
 * @param nextAttempt when it is opened anew; null when no attempt is planned
 */
public record LineState(
    Line line,
    Capabilities capabilities,
    List<AgentStateOption> agentStates,
    CtiModel model,
    Effort effort,
    int attempt,
    @Nullable Instant nextAttempt) {
  /** What is being done to open a line. */
  public enum Effort {
    /** It works, or it waits for a person: opening it again by itself makes no sense. */
    NONE,
    /** It is opened anew after a while. */
    PLANNED,
    UNDER_WAY
  }
}
