package dev.hookswitch.phone;

/** Something a line may be able to do: with a call ({@link Feature}) or for its agent. */
public sealed interface Capability permits Feature, AgentFeature {
  /** The bit in Creatio's masks (creatio-cti.md §2.4); ours begin above 0x2000. */
  int bit();
}
