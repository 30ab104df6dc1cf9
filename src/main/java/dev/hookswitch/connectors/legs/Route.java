package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import java.util.function.Function;

/** Where a number leads. */
public sealed interface Route {
  /** A line of this exchange, whether or not anybody is signed in on it. */
  record Known(Line line) implements Route {}

  /**
   * Somebody outside, who is there for one call.
   *
   * @param script hears what the visitor's side of the call reports and answers through the
   *     session. It is asked for under the exchange's lock and must only make the listener
   */
  record Visitor(Party party, Function<PhoneSession, PhoneListener> script) implements Route {}

  /**
   * Nobody can be reached there.
   *
   * @param reason {@link EndReason#WRONG_NUMBER}, {@link EndReason#BUSY} or {@link
   *     EndReason#UNAVAILABLE}
   */
  record Closed(EndReason reason) implements Route {}
}
