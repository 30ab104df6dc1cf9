package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.webitel.CallFact.AcceptCall;
import dev.hookswitch.connectors.webitel.CallFact.BridgeCall;
import dev.hookswitch.connectors.webitel.CallFact.DisplayCall;
import dev.hookswitch.connectors.webitel.CallFact.DtmfCall;
import dev.hookswitch.connectors.webitel.CallFact.HangupCall;
import dev.hookswitch.connectors.webitel.CallFact.HoldCall;
import dev.hookswitch.connectors.webitel.CallFact.NewCall;
import dev.hookswitch.connectors.webitel.CallFact.UnholdCall;
import dev.hookswitch.phone.PhoneNumber;
import java.util.Optional;

/**
 * From events of legs to facts about calls (webitel.md §5.2, §6): a table, and nothing else.
 *
 * <table>
 *   <caption>Events that mean something</caption>
 *   <tr><th>event</th><th>fact</th><th>but</th></tr>
 *   <tr><td>CHANNEL_CREATE</td><td>new call</td><td>the leg of a web phone rings before it; what
 *     comes earlier does not count</td></tr>
 *   <tr><td>CHANNEL_ANSWER</td><td>accepted</td><td>by the user's own phone: with click-to-call
 *     nobody talks yet</td></tr>
 *   <tr><td>CHANNEL_BRIDGE</td><td>bridged</td><td>early media of the far side bridges before the
 *     answer; an agent who is called gets none</td></tr>
 *   <tr><td>CHANNEL_HOLD, CHANNEL_UNHOLD</td><td>held, resumed</td><td>a held leg that ends is
 *     resumed first</td></tr>
 *   <tr><td>DTMF</td><td>one digit sent</td><td></td></tr>
 *   <tr><td>CALL_UPDATE, CHANNEL_CALLSTATE</td><td>the other party, when it is another</td><td>both
 *     parties are swapped with each step through the dial plan</td></tr>
 *   <tr><td>CHANNEL_HANGUP_COMPLETE</td><td>over</td><td>CHANNEL_HANGUP comes before it without
 *     times</td></tr>
 *   <tr><td>any other</td><td>none</td><td></td></tr>
 * </table>
 */
final class ChannelRules {
  private ChannelRules() {}

  /**
   * @param self the number of the line
   */
  static Optional<CallFact> fact(ChannelEvent event, PhoneNumber self) {
    return switch (event.name()) {
      case "CHANNEL_CREATE" -> Optional.of(new NewCall());
      case "CHANNEL_ANSWER" -> Optional.of(new AcceptCall());
      case "CHANNEL_BRIDGE" ->
          event.answered() ? Optional.of(new BridgeCall(event.otherLeg())) : Optional.empty();
      case "CHANNEL_HOLD" -> Optional.of(new HoldCall());
      case "CHANNEL_UNHOLD" -> Optional.of(new UnholdCall());
      case "DTMF" ->
          event.digit().isEmpty() ? Optional.empty() : Optional.of(new DtmfCall(event.digit()));
      case "CALL_UPDATE", "CHANNEL_CALLSTATE" ->
          Optional.of(event.other(self))
              .filter(other -> !other.number().withheld() && !other.number().equals(self))
              .map(DisplayCall::new);
      case "CHANNEL_HANGUP_COMPLETE" -> Optional.of(new HangupCall(event.cause(), event.lastId()));
      default -> Optional.empty();
    };
  }
}
