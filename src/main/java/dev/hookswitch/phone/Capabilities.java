package dev.hookswitch.phone;

import java.util.Collection;
import java.util.Set;

/** What a line can do in principle; what is possible now comes with {@code lineStateChanged}. */
public record Capabilities(Set<Feature> call, Set<AgentFeature> agent) {
  public Capabilities {
    call = Set.copyOf(call);
    agent = Set.copyOf(agent);
  }

  public boolean includes(Capability capability) {
    return switch (capability) {
      case Feature feature -> call.contains(feature);
      case AgentFeature feature -> agent.contains(feature);
    };
  }

  /** The mask that leaves the process (creatio-cti.md §2.4). */
  public static int mask(Collection<? extends Capability> capabilities) {
    return capabilities.stream().mapToInt(Capability::bit).reduce(0, (a, b) -> a | b);
  }
}
