package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.MediaSignal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one transition has to tell, in order, and which lines it concerned. */
final class Outbox {
  /** Something for whoever listened to the line at the moment it happened. */
  sealed interface Letter {
    LineSession to();

    record Fact(LineSession to, CtiEvent event) implements Letter {}

    record Signal(LineSession to, MediaSignal signal) implements Letter {}
  }

  private final List<Letter> letters = new ArrayList<>();
  private final Set<Seat> concerned = new LinkedHashSet<>();

  /** A line on which nobody listens is told nothing: its next session asks for a snapshot. */
  void tell(Seat seat, CtiEvent event) {
    concern(seat);
    if (seat.session != null) {
      letters.add(new Letter.Fact(seat.session, event));
    }
  }

  void signal(Seat seat, MediaSignal signal) {
    if (seat.session != null) {
      letters.add(new Letter.Signal(seat.session, signal));
    }
  }

  /** Its features may be others now. */
  void concern(Seat seat) {
    concerned.add(seat);
  }

  List<Seat> takeConcerned() {
    List<Seat> taken = List.copyOf(concerned);
    concerned.clear();
    return taken;
  }

  List<Letter> take() {
    List<Letter> taken = List.copyOf(letters);
    letters.clear();
    return taken;
  }
}
