package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.AgentStateOption.Kind;
import java.util.List;

/** The status menu of phone systems that bring none of their own. */
public final class UsualStates {
  /** Ready first: it is the status of a line that never chose one. */
  public static final List<AgentStateOption> MENU =
      List.of(
          new AgentStateOption("ready", Kind.READY, List.of()),
          new AgentStateOption("away", Kind.AWAY, List.of("lunch", "break", "meeting", "training")),
          new AgentStateOption("dnd", Kind.DO_NOT_DISTURB, List.of()));

  private UsualStates() {}
}
