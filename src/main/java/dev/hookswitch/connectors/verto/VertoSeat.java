package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.legs.UsualStates;
import dev.hookswitch.line.Seat;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.LineId;
import java.time.InstantSource;

/** The seat of a line on Verto, which knows no status of an agent: it is kept here. */
final class VertoSeat extends Seat<VertoDialog> {
  AgentState state = AgentState.of(UsualStates.MENU.getFirst().code());

  VertoSeat(LineId line, InstantSource clock) {
    super(line, clock);
  }
}
