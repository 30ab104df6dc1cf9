package dev.hookswitch.connectors.legs;

import dev.hookswitch.line.Possible;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line's place in the exchange: its calls, its agent's status and who listens. It outlives
 * sessions. Changed only under the exchange's lock.
 */
final class Seat {
  /** In the order in which they came. */
  final List<Leg> legs = new ArrayList<>();

  final Set<Feature> declared;
  Line line;
  AgentState state;

  /** Whether calls to the call centre may ring here, if the exchange has one. */
  CallCentre callCentre = CallCentre.OUT;

  /** Since when it waits for a call of the call centre. */
  Instant waitingSince = Instant.MIN;

  @Nullable LineSession session;
  @Nullable Leg current;

  /** The line knows that it may dial. */
  boolean toldIdle;

  /** The session is new and its pages know nothing of the media that runs. */
  boolean strangeToMedia;

  Seat(Line line, AgentState state, Set<Feature> declared) {
    this.line = line;
    this.state = state;
    this.declared = declared;
  }

  LineId id() {
    return line.id();
  }

  Party party() {
    return new Party(line.number(), line.name());
  }

  boolean signedIn() {
    return session != null;
  }

  Optional<Leg> leg(CallId id) {
    return legs.stream().filter(leg -> leg.id.equals(id)).findFirst();
  }

  Optional<Leg> consultationOf(Leg main) {
    return legs.stream().filter(leg -> leg.parent == main).findFirst();
  }

  /** Whether another call may ring here: none is there yet, or a single one that talks. */
  boolean takesCalls() {
    return legs.isEmpty() || (legs.size() < Possible.MOST_CALLS && legs.getFirst().talking());
  }

  void add(Leg leg) {
    legs.add(leg);
    toldIdle = false;
    if (current == null) {
      current = leg;
    }
  }
}
