package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a link keeps of its lines, and which of them watch which phone. Of a line that nobody has
 * open only the calls are kept that go on. Used on the link's desk, but for {@link #of}.
 */
final class AsteriskSeats {
  private final Map<LineId, AsteriskSeat> seats = new ConcurrentHashMap<>();

  /** By phone: whoever opens the line next finds the status that the agent chose. */
  private final Map<String, AgentWatch> agents = new ConcurrentHashMap<>();

  private final Map<LineId, AsteriskSeat> current = new HashMap<>();
  private final Map<String, Set<AsteriskSeat>> byDevice = new HashMap<>();

  private final Maker maker;

  /** Makes a new seat for a line whose agent is at that phone. */
  interface Maker {
    AsteriskSeat seat(Line line, LineParameters parameters, AgentWatch agent);
  }

  AsteriskSeats(Maker maker) {
    this.maker = maker;
  }

  /** The seat of a line. One that moved to another phone begins anew. On any thread. */
  AsteriskSeat of(Line line, LineParameters parameters) {
    return seats.compute(
        line.id(),
        (_, there) ->
            there != null && there.serves(line, parameters)
                ? there
                : maker.seat(
                    line,
                    parameters,
                    agents.computeIfAbsent(parameters.device(), AgentWatch::new)));
  }

  /** Somebody has the line open; who had it at another phone has not any more. */
  void opened(AsteriskSeat seat, AsteriskLine line) {
    seat.opening(line);
    seats.putIfAbsent(seat.id(), seat); // it may have been forgotten a moment ago
    AsteriskSeat former = current.put(seat.id(), seat);
    if (former != null && former != seat) {
      AsteriskLine there = former.opening();
      if (there != null) {
        there.ends(Loss.CLOSED, "opened elsewhere");
      }
      unwatch(former);
    }
  }

  /** Nobody has it open any more. */
  void left(AsteriskSeat seat) {
    seat.opening(null);
    forgetIfIdle(seat);
  }

  /** Calls at that phone may have ended. */
  void forgetIdleAt(String device) {
    Set<AsteriskSeat> there = at(device);
    if (!there.isEmpty()) { // of most channels it is nobody's phone
      List.copyOf(there).forEach(this::forgetIfIdle);
    }
  }

  private void forgetIfIdle(AsteriskSeat seat) {
    if (seat.opening() == null && seat.calls().size() == 0) {
      seats.remove(seat.id(), seat);
      current.remove(seat.id(), seat);
      unwatch(seat);
    }
  }

  /** From now on events of its phone are its business. */
  void watch(AsteriskSeat seat) {
    byDevice.computeIfAbsent(seat.device(), _ -> new LinkedHashSet<>()).add(seat);
  }

  private void unwatch(AsteriskSeat seat) {
    byDevice.computeIfPresent(
        seat.device(),
        (_, there) -> {
          there.remove(seat);
          return there.isEmpty() ? null : there;
        });
  }

  boolean watches(AsteriskSeat seat) {
    return at(seat.device()).contains(seat);
  }

  /** Those whose phone that is; mostly one. */
  Set<AsteriskSeat> at(String device) {
    return byDevice.getOrDefault(device, Set.of());
  }

  Collection<AgentWatch> agents() {
    return agents.values();
  }

  /** Who is at that phone; empty when no line ever was. */
  Optional<AgentWatch> agentAt(String device) {
    return Optional.ofNullable(agents.get(device));
  }
}
