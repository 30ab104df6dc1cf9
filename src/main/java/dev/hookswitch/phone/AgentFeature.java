package dev.hookswitch.phone;

/** What a phone system can do for an agent (creatio-cti.md §2.4 AgentFeaturesSet). */
public enum AgentFeature implements Capability {
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
