package dev.hookswitch.simulators.freeswitch;

/** Which FreeSWITCH is played; what clients can tell apart (verto.md §3, §4, §11, §12). */
public enum Release {
  V1_6,
  V1_8,
  V1_10,
  /** The master of August 2026. */
  MASTER;

  /** {@code verto.clientReady} after each login. */
  public boolean tellsClientReady() {
    return this != V1_6;
  }

  /** {@code verto.ping} in both directions. */
  public boolean pings() {
    return compareTo(V1_10) >= 0;
  }

  /** {@code variables} in messages about calls. */
  public boolean tellsVariables() {
    return compareTo(V1_10) >= 0;
  }

  /** {@code Session in use} when another user holds the session id. */
  public boolean guardsSessions() {
    return this == MASTER;
  }

  /** The private causes lie above 700 instead of 500. */
  boolean newCauseNumbers() {
    return compareTo(V1_10) >= 0;
  }
}
