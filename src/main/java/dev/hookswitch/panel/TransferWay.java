package dev.hookswitch.panel;

/** How a call is handed on. */
public enum TransferWay {
  /** The agent talks to the target first. */
  CONSULTATION,
  /** The call goes to the target at once. */
  BLIND
}
