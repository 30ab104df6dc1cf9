package dev.hookswitch.messaging;

import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.PhoneSetting;
import java.util.List;

/**
 * One kind of phone system that the Messaging Service can talk to: one implementation each, found
 * by Spring. It knows from its own settings which phone systems of its kind there are.
 */
public interface PbxAdapter {
  /** Lower case, such as {@code asterisk}; for logs and pages of administrators. */
  String kind();

  /** What a line of this kind may be told besides its number: parameters of the line. */
  List<PhoneSetting> lineSettings();

  /** The status menu of an agent, in its order. */
  List<AgentStateOption> agentStates();

  /**
   * Opens one link to each phone system that is set up. Returns at once; a link connects, and comes
   * back after a loss, by itself.
   *
   * @return with names that no other link has
   */
  List<PbxLink> open();
}
