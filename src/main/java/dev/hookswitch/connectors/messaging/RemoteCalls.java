package dev.hookswitch.connectors.messaging;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.tms.TmsCall;
import dev.hookswitch.tms.TmsEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a line at a Messaging Service elsewhere: what it tells goes in, the documented
 * events come out in the documented order. What an existing service does not say, such as why a
 * call is over, is concluded from what this side asked for. Used by one thread at a time.
 */
final class RemoteCalls {
  /** A service that tells of more calls of one line is out of its mind. */
  private static final int MOST_CALLS = 50;

  private final Line line;
  private final CallsTold reading;
  private final InstantSource clock;
  private final Consumer<CtiEvent> listener;
  private final Map<CallId, Call> calls = new LinkedHashMap<>();
  private final RemoteEndings endings = new RemoteEndings();
  private final Map<CallId, Set<Feature>> featuresTold = new HashMap<>();
  private final Map<String, CallId> saved = new HashMap<>();

  private @Nullable CallId current;
  private @Nullable Set<Feature> idle;
  private @Nullable Set<Feature> idleTold;
  private @Nullable AgentState agent;
  private @Nullable CallCentre callCentre;

  /** The service says all that the panel knows, and the rest is not concluded. */
  private boolean complete;

  private boolean works;

  /** Whoever listens does not know yet which calls there are. */
  private boolean strange;

  RemoteCalls(Line line, Set<Feature> declared, InstantSource clock, Consumer<CtiEvent> listener) {
    this.line = line;
    this.reading = new CallsTold(declared, clock);
    this.clock = clock;
    this.listener = listener;
  }

  /** The service is one of ours. */
  void complete() {
    complete = true;
  }

  /** The line works, and its calls are known; of those that are there only the snapshot tells. */
  void initialized() {
    works = true;
    strange = !calls.isEmpty();
    tell(new CtiEvent.Initialized(line.id(), now()));
    if (agent != null) {
      tell(new CtiEvent.AgentStateChanged(line.id(), now(), agent));
    }
    if (callCentre != null) {
      tellCallCentre(callCentre);
    }
    if (calls.isEmpty()) {
      tellIdle(idle == null ? Set.of(Feature.DIAL) : idle);
    }
  }

  Optional<Call> find(CallId call) {
    return Optional.ofNullable(calls.get(call));
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** This side asks for something, which may be why a call ends. */
  void asked(CtiCommand command) {
    endings.asked(command, calls.keySet());
  }

  /** What it asked for is not done. */
  void refused(CtiCommand command) {
    endings.refused(command);
  }

  // What the service tells

  void heard(TmsEvent event) {
    switch (event) {
      case TmsEvent.OfCall(var what, TmsCall call, var formerId) -> heard(what, call, formerId);
      case TmsEvent.ActiveCallSnapshot snapshot -> snapshot(snapshot);
      case TmsEvent.LineStateChanged(var features, CallId call) -> features(features, call);
      case TmsEvent.AgentStateChanged(AgentState state) -> {
        agent = state;
        if (works) {
          tell(new CtiEvent.AgentStateChanged(line.id(), now(), state));
        }
      }
      case TmsEvent.CurrentCallChanged(CallId call) -> {
        if (calls.containsKey(call)) {
          makeCurrent(call);
        }
      }
      case TmsEvent.CallCentreStateChanged(CallCentre state) -> {
        callCentre = state;
        if (works) {
          tellCallCentre(state);
        }
      }
      case TmsEvent.DtmfEntered entered -> {
        CallId call = entered.call().orElse(current);
        if (call != null && calls.containsKey(call)) {
          ofCall(
              new CtiEvent.DtmfEntered(line.id(), now(), call, entered.digits(), entered.origin()));
        }
      }
      case TmsEvent.RawData(String text) -> {
        if (works && complete) { // what others send may hold secrets
          tell(new CtiEvent.RawMessage(line.id(), now(), text));
        }
      }
      case TmsEvent.Failed failed -> {
        if (works) {
          tell(
              new CtiEvent.Error(line.id(), now(), failed.error(), failed.data(), failed.source()));
        }
      }
      case TmsEvent.LibraryInitialized _,
          TmsEvent.ConnectionCreated _,
          TmsEvent.CommandInfo _,
          TmsEvent.Disconnected _ -> {}
    }
  }

  private void heard(TmsEvent.Happening what, TmsCall told, Optional<CallId> formerId) {
    if (endings.isOver(told.id())) {
      return;
    }
    CallId former = what == TmsEvent.Happening.CALL_INFO_CHANGED ? renamed(told, formerId) : null;
    saved(told);
    Call known = calls.get(told.id());
    switch (what) {
      case RING_STARTED -> {
        if (known == null) {
          begins(told);
        }
      }
      case RING_FINISHED -> {
        if (known != null) {
          ends(known, told);
        }
      }
      case COMMUTATION_STARTED -> {
        Call call = known(told, CallState.CONNECTED);
        if (call != null) {
          ofCall(new CtiEvent.CommutationStarted(line.id(), now(), call));
        }
      }
      case PUT_HOLD_ACTION -> {
        Call call = known(told, CallState.HOLDED);
        if (call != null) {
          ofCall(new CtiEvent.Hold(line.id(), now(), call));
        }
      }
      case END_HOLD_ACTION -> {
        Call call = known(told, CallState.CONNECTED);
        if (call != null) {
          ofCall(new CtiEvent.Unhold(line.id(), now(), call));
        }
      }
      case ABONENT_BUSY -> {
        Call call = known(told, CallState.BUSY);
        if (call != null) {
          endings.busy(call.id());
          ofCall(new CtiEvent.CallBusy(line.id(), now(), call));
        }
      }
      case CALL_SAVED_IN_DB -> {} // this side has a database of its own
      case CALL_INFO_CHANGED -> {
        Call call = known(told, told.state());
        if (call != null) {
          ofCall(
              new CtiEvent.CallInfoChanged(
                  line.id(), now(), former == null ? told.id() : former, call));
        }
      }
    }
  }

  private void saved(TmsCall told) {
    if (!told.databaseUId().isEmpty() && calls.containsKey(told.id())) {
      saved.values().remove(told.id());
      saved.put(told.databaseUId(), told.id());
    }
  }

  /**
   * Follows ids: an existing service names a call again by its row (creatio-cti.md §2.2).
   *
   * @return the id under which the call was known; null when it has none but the present one
   */
  private @Nullable CallId renamed(TmsCall told, Optional<CallId> formerId) {
    CallId former = formerId.isPresent() ? formerId.get() : saved.get(told.databaseUId());
    if (former == null || former.equals(told.id()) || calls.containsKey(told.id())) {
      return null;
    }
    Call call = calls.remove(former);
    if (call == null) {
      return null;
    }
    calls.put(told.id(), call);
    featuresTold.remove(former);
    saved.values().remove(former);
    endings.renamed(former, told.id());
    if (former.equals(current)) {
      current = told.id();
    }
    return former;
  }

  private void begins(TmsCall told) {
    if (calls.size() >= MOST_CALLS) {
      return;
    }
    Call call = call(told, null, told.state());
    calls.put(call.id(), call);
    if (current == null) {
      current = call.id();
    }
    idle = null;
    ofCall(new CtiEvent.CallStarted(line.id(), now(), call));
  }

  /** A call that nobody told of begins with what is told of it. Null when there are too many. */
  private @Nullable Call known(TmsCall told, CallState state) {
    if (!calls.containsKey(told.id())) {
      begins(told);
    }
    Call before = calls.get(told.id());
    if (before == null) {
      return null;
    }
    Call call = call(told, before, told.more().isPresent() ? told.state() : state);
    calls.put(call.id(), call);
    return call;
  }

  private void ends(Call known, TmsCall told) {
    Call last = call(told, known, CallState.NONE);
    EndReason reason = last.endReason();
    Call ended = last.ended(reason == null ? endings.reason(known) : reason);
    calls.remove(known.id());
    featuresTold.remove(known.id());
    saved.values().remove(known.id());
    endings.ended(known.id());
    ofCall(new CtiEvent.CallFinished(line.id(), now(), ended));
    afterwards(known.id());
  }

  private void afterwards(CallId ended) {
    if (calls.isEmpty()) {
      strange = false;
      if (!complete && works) {
        tellIdle(Set.of(Feature.DIAL));
      }
    }
    if (ended.equals(current)) {
      current = null;
      if (!calls.isEmpty()) {
        CallId left = calls.keySet().iterator().next();
        if (complete) {
          current = left; // the service says so itself when it is so
        } else {
          makeCurrent(left);
        }
      }
    }
  }

  private void makeCurrent(CallId call) {
    if (!call.equals(current)) {
      current = call;
      ofCall(new CtiEvent.CurrentCallChanged(line.id(), now(), call));
    }
  }

  private void snapshot(TmsEvent.ActiveCallSnapshot snapshot) {
    Map<CallId, Call> before = new HashMap<>(calls);
    calls.clear();
    featuresTold.clear();
    for (TmsCall one : snapshot.calls()) {
      if (calls.size() < MOST_CALLS && !endings.isOver(one.id())) {
        Call call = call(one, before.get(one.id()), one.state());
        calls.put(call.id(), call);
        featuresTold.put(call.id(), call.features());
      }
    }
    saved.values().retainAll(calls.keySet());
    before.keySet().stream().filter(call -> !calls.containsKey(call)).forEach(endings::ended);
    endings.keepOnly(calls.keySet());
    current =
        snapshot.current() != null && calls.containsKey(snapshot.current())
            ? snapshot.current()
            : calls.keySet().stream().findFirst().orElse(null);
    if (works) {
      strange = false;
      tell(new CtiEvent.ActiveCallSnapshot(line.id(), now(), List.copyOf(calls.values()), current));
    }
  }

  private void features(Set<Feature> features, @Nullable CallId of) {
    CallId call = of == null && !calls.isEmpty() ? current : of;
    if (call == null) {
      idle = reading.possible(features);
      if (works) {
        tellIdle(idle);
      }
      return;
    }
    Call known = calls.get(call);
    if (known == null) {
      return;
    }
    Set<Feature> now = reading.possible(features);
    calls.put(call, known.withFeatures(now));
    if (!now.equals(featuresTold.put(call, now))) {
      ofCall(new CtiEvent.LineStateChanged(line.id(), now(), now, call));
    }
  }

  private void tellIdle(Set<Feature> features) {
    Set<Feature> now = reading.possible(features);
    if (!now.equals(idleTold)) {
      idleTold = now;
      tell(new CtiEvent.LineStateChanged(line.id(), now(), now, null));
    }
  }

  private void tellCallCentre(CallCentre state) {
    tell(new CtiEvent.CallCentreStateChanged(line.id(), now(), state));
  }

  private Call call(TmsCall one, @Nullable Call known, CallState state) {
    return reading.call(one, known, state, parent(one.id(), known));
  }

  /** A second call is the consultation of the first (creatio-cti.md §2.1). */
  private @Nullable CallId parent(CallId call, @Nullable Call known) {
    if (known != null) {
      return known.parent() != null && calls.containsKey(known.parent()) ? known.parent() : null;
    }
    return current != null && !current.equals(call) ? current : null;
  }

  private void ofCall(CtiEvent event) {
    if (works && !strange) {
      tell(event);
    }
  }

  private void tell(CtiEvent event) {
    if (event instanceof CtiEvent.CallStarted) {
      idleTold = null;
    }
    listener.accept(event);
  }

  Instant now() {
    return clock.instant();
  }
}
