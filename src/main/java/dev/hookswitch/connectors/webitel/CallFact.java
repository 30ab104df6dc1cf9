package dev.hookswitch.connectors.webitel;

import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Party;

/**
 * What an event of a leg means for the call, in the words of Webitel's own clients ({@code
 * onNewCall}, …): they are not on the wire (webitel.md §0.4).
 */
sealed interface CallFact {
  /** A leg is there, of a new call or one more of a known one. */
  record NewCall() implements CallFact {}

  /** The user's phone answered. */
  record AcceptCall() implements CallFact {}

  /**
   * The other side is connected.
   *
   * @param otherLeg empty when the event does not say it
   */
  record BridgeCall(String otherLeg) implements CallFact {}

  /** The other party is, or is called, somebody else. */
  record DisplayCall(Party other) implements CallFact {}

  record HoldCall() implements CallFact {}

  record UnholdCall() implements CallFact {}

  record DtmfCall(String digit) implements CallFact {}

  /**
   * A leg is over.
   *
   * @param lastId the id under which the call's recording is found
   */
  record HangupCall(String cause, CallId lastId) implements CallFact {}
}
