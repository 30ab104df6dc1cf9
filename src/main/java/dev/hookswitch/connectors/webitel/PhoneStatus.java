package dev.hookswitch.connectors.webitel;

import dev.hookswitch.line.PeerText;
import dev.hookswitch.phone.CallCentre;
import org.jspecify.annotations.Nullable;

/**
 * Where a user is, as the event server says it (webitel.md §8).
 *
 * @param state of the phone: {@code ONHOOK}, {@code ISBUSY}, {@code NONREG}
 * @param away reason of absence: {@code NONE}, {@code DND}, {@code ONBREAK}, …
 * @param comment what the user said to it; may be empty
 * @param callCentre whether its queues give him calls; null when he is no agent of it
 */
record PhoneStatus(String state, String away, String comment, @Nullable CallCentre callCentre) {
  PhoneStatus {
    state = PeerText.name(state);
    away = PeerText.name(away);
    comment = PeerText.name(comment);
  }

  static final PhoneStatus UNKNOWN = new PhoneStatus("", "", "", null);

  /**
   * @param agentStatus in the queue module, which gives calls to those who are {@code Available} or
   *     {@code Available (On Demand)}, and to nobody else
   */
  static CallCentre callCentre(String agentStatus) {
    return agentStatus.startsWith("Available") ? CallCentre.IN : CallCentre.OUT;
  }

  PhoneStatus with(CallCentre now) {
    return new PhoneStatus(state, away, comment, now);
  }

  /** Whether the two differ in nothing but the call centre. */
  boolean sameButCallCentre(PhoneStatus other) {
    return callCentre != other.callCentre
        && state.equals(other.state)
        && away.equals(other.away)
        && comment.equals(other.comment);
  }
}
