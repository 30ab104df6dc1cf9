package dev.hookswitch.phone;

import java.util.List;

/**
 * An entry of the status menu (creatio-cti.md §6.6).
 *
 * @param code the phone system's code
 * @param kind how it is drawn
 * @param reasons codes of the reasons; empty when the status needs none
 */
public record AgentStateOption(String code, Kind kind, List<String> reasons) {
  public AgentStateOption {
    reasons = List.copyOf(reasons);
  }

  /** How a status is drawn and whether it can be chosen. */
  public enum Kind {
    READY,
    AWAY,
    DO_NOT_DISTURB,
    /** Shown when the phone system reports it; never offered. The same goes for the next ones. */
    BUSY,
    /** Calls go elsewhere. */
    DIVERTED,
    /** The phone is not there. */
    UNREACHABLE;

    /** Whether the agent can choose it. */
    public boolean offered() {
      return this == READY || this == AWAY || this == DO_NOT_DISTURB;
    }
  }
}
