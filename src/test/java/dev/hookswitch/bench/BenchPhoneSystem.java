package dev.hookswitch.bench;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiCommand.QueryActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A phone system that only rings, when told to, and notes the moment. */
final class BenchPhoneSystem implements PhoneSystem {
  static final String ID = "bench";

  private final Map<String, PhoneListener> listeners = new ConcurrentHashMap<>();
  private final Map<String, LineId> lines = new ConcurrentHashMap<>();

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Capabilities capabilities(Line line) {
    return new Capabilities(Set.of(Feature.DIAL, Feature.ANSWER, Feature.DROP), Set.of());
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return List.of(new AgentStateOption("ready", AgentStateOption.Kind.READY, List.of()));
  }

  @Override
  public PhoneSession open(Line line, PhoneListener listener) {
    listeners.put(line.number().dialled(), listener);
    lines.put(line.number().dialled(), line.id());
    listener.event(new CtiEvent.Initialized(line.id(), Instant.now()));
    listener.event(
        new CtiEvent.AgentStateChanged(line.id(), Instant.now(), AgentState.of("ready")));
    return new PhoneSession() {
      @Override
      public CompletionStage<Outcome> execute(CtiCommand command) {
        if (command instanceof QueryActiveCallSnapshot) {
          listener.event(
              new CtiEvent.ActiveCallSnapshot(line.id(), Instant.now(), List.of(), null));
        }
        return CompletableFuture.completedFuture(Outcome.ACCEPTED);
      }

      @Override
      public void close() {
        listeners.remove(line.number().dialled(), listener);
      }
    };
  }

  int open() {
    return listeners.size();
  }

  /** A call as the line would see it. */
  static Call ringing(String caller, String line, Instant at) {
    return new Call(
        new CallId("bench-" + caller),
        CallDirection.IN,
        CallState.ALERTING,
        new Party(new PhoneNumber(caller), "Caller " + caller),
        Party.of(new PhoneNumber(line)),
        null,
        null,
        null,
        Set.of(),
        at,
        null,
        null,
        "");
  }

  /** Rings a line as a provider does: the call, then what can be done with it. */
  void ring(String line, Call call) {
    PhoneListener listener = listeners.get(line);
    LineId id = lines.get(line);
    listener.event(new CtiEvent.CallStarted(id, call.startedAt(), call));
    listener.event(
        new CtiEvent.LineStateChanged(
            id, call.startedAt(), Set.of(Feature.ANSWER, Feature.DROP), call.id()));
  }

  void giveUp(String line, Call call) {
    Call over =
        new Call(
            call.id(),
            call.direction(),
            CallState.NONE,
            call.caller(),
            call.called(),
            null,
            null,
            null,
            Set.of(),
            call.startedAt(),
            null,
            EndReason.CANCELLED,
            "");
    listeners.get(line).event(new CtiEvent.CallFinished(lines.get(line), Instant.now(), over));
  }
}
