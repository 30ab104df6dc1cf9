package dev.hookswitch.phone;

/** What a phone system can do for an agent (creatio-cti.md §2.4 AgentFeaturesSet). */
public enum AgentFeature implements Capability {
  /**
   * The line belongs to a call centre whose agents come and go. Of an agent who is one, the line
   * tells {@code callCentreStateChanged} as soon as it works; who hears nothing is none.
   */
  CALL_CENTRE(0x2),
  /** The agent's status can be set. Not among Creatio's bits, where every library has it. */
  SET_STATE(0x10000);

  private final int bit;

  AgentFeature(int bit) {
    this.bit = bit;
  }

  @Override
  public int bit() {
    return bit;
  }
}
