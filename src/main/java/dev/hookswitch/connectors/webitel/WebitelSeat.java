package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.line.LineCalls;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.LineId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a line keeps while its connections are lost: its calls. Everything of a line happens on the
 * desk of its seat.
 */
final class WebitelSeat {
  final Mailbox desk;
  final LineCalls<WebitelCall> calls;

  /** The present opening of the line. */
  @Nullable WebitelLine line;

  WebitelSeat(LineId line, InstantSource clock) {
    this.desk = new Mailbox("webitel line " + line);
    this.calls = new LineCalls<>(line, clock);
  }
}
