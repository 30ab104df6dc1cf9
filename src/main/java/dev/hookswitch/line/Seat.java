package dev.hookswitch.line;

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

  /** With a desk of its own. */
  public Seat(LineId line, InstantSource clock) {
    this(line, clock, new Mailbox("line " + line));
  }

  /**
   * @param desk shared with whatever else happens on the connection of the line
   */
  public Seat(LineId line, InstantSource clock, Mailbox desk) {
    this.desk = desk;
    this.calls = new LineCalls<>(line, clock);
  }

  public Mailbox desk() {
    return desk;
  }

  public LineCalls<C> calls() {
    return calls;
  }
}
