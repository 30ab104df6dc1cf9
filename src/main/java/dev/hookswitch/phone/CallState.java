package dev.hookswitch.phone;

/**
 * Generalised call state; the ordinal is the published number (creatio-cti.md §2.4
 * GeneralizedCallState), so the order of the constants is part of the contract.
 */
public enum CallState {
  /** Over. */
  NONE,
  /** Ringing, in either direction. */
  ALERTING,
  CONNECTED,
  HOLDED,
  CONFERENCED,
  UNKNOWN,
  /** The far end is busy. */
  BUSY
}
