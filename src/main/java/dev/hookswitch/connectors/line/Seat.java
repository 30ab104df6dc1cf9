package dev.hookswitch.connectors.line;

import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.LineId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a line keeps while its connection is lost: its calls. Everything of a line happens on the
 * desk of its seat, one thing after the other.
 *
 * @param <C> what the connector keeps of a call
 */
public class Seat<C extends LineCall> {
  private final Mailbox desk;
  private final LineCalls<C> calls;

  /** The present opening of the line. */
  @Nullable SeatedLine<C> line;

  public Seat(LineId line, InstantSource clock) {
    this.desk = new Mailbox("line " + line);
    this.calls = new LineCalls<>(line, clock);
  }

  public Mailbox desk() {
    return desk;
  }

  public LineCalls<C> calls() {
    return calls;
  }
}
