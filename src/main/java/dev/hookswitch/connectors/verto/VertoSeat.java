package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.legs.UsualStates;
import dev.hookswitch.connectors.line.LineCalls;
import dev.hookswitch.mailbox.Mailbox;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.LineId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a line keeps while its connection is lost: its calls and its agent's status. Everything of a
 * line happens on the desk of its seat.
 */
final class VertoSeat {
  final Mailbox desk;
  final LineCalls<VertoDialog> calls;

  /** Verto knows no status of an agent: it is kept here, and incoming calls are refused by it. */
  AgentState state = AgentState.of(UsualStates.MENU.getFirst().code());

  /** The present opening of the line. */
  @Nullable VertoLine line;

  VertoSeat(LineId line, InstantSource clock) {
    this.desk = new Mailbox("verto line " + line);
    this.calls = new LineCalls<>(line, clock);
  }
}
