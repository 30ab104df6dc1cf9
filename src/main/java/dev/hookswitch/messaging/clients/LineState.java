package dev.hookswitch.messaging.clients;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.ActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent.AgentStateChanged;
import dev.hookswitch.phone.CtiEvent.CallCentreStateChanged;
import dev.hookswitch.phone.CtiEvent.CallChange;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallInfoChanged;
import dev.hookswitch.phone.CtiEvent.CurrentCallChanged;
import dev.hookswitch.phone.CtiEvent.LineStateChanged;
import dev.hookswitch.phone.LineId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a line: a fold over its events. */
final class LineState {
  private final LineId line;
  private final Map<CallId, Call> calls = new LinkedHashMap<>();
  private @Nullable CallId current;
  private @Nullable LineStateChanged idle;
  private @Nullable AgentStateChanged agent;
  private @Nullable CallCentreStateChanged callCentre;

  LineState(LineId line) {
    this.line = line;
  }

  void apply(CtiEvent event) {
    switch (event) {
      case CallFinished finished -> remove(finished.callId());
      case CallInfoChanged changed -> {
        if (changed.formerId().equals(current)) {
          current = changed.callId();
        }
        if (!changed.formerId().equals(changed.callId())) {
          calls.remove(changed.formerId());
        }
        keep(changed.call());
      }
      case CallChange change -> keep(change.call());
      case CurrentCallChanged changed -> current = changed.callId();
      case ActiveCallSnapshot snapshot -> {
        calls.clear();
        current = null;
        snapshot.activeCalls().forEach(this::keep);
        current = snapshot.currentCall();
      }
      case LineStateChanged changed -> features(changed);
      case AgentStateChanged changed -> agent = changed;
      case CallCentreStateChanged changed -> callCentre = changed;
      case CtiEvent.Initialized _,
          CtiEvent.Disconnected _,
          CtiEvent.DtmfEntered _,
          CtiEvent.Error _,
          CtiEvent.RawMessage _,
          CtiEvent.CallSaved _,
          CtiEvent.WebRtcStarted _,
          CtiEvent.WebRtcVideoStarted _,
          CtiEvent.WebRtcDestroyed _ -> {}
    }
  }

  private void keep(Call call) {
    calls.put(call.id(), call);
    if (current == null) {
      current = call.id();
    }
  }

  private void remove(CallId call) {
    calls.remove(call);
    if (call.equals(current)) {
      current = calls.isEmpty() ? null : calls.keySet().iterator().next();
    }
  }

  private void features(LineStateChanged changed) {
    CallId of = changed.callId();
    if (of == null) {
      idle = changed;
    } else {
      calls.computeIfPresent(of, (_, call) -> call.withFeatures(changed.features()));
    }
  }

  Optional<Call> find(CallId call) {
    return Optional.ofNullable(calls.get(call));
  }

  ActiveCallSnapshot snapshot(Instant now) {
    return new ActiveCallSnapshot(line, now, List.copyOf(calls.values()), current);
  }

  /** What can be done now, with each call or without any. */
  List<LineStateChanged> features(Instant now) {
    List<LineStateChanged> all = new ArrayList<>();
    calls
        .values()
        .forEach(call -> all.add(new LineStateChanged(line, now, call.features(), call.id())));
    if (all.isEmpty() && idle != null) {
      all.add(idle);
    }
    return all;
  }

  Optional<AgentStateChanged> agent() {
    return Optional.ofNullable(agent);
  }

  Optional<CallCentreStateChanged> callCentre() {
    return Optional.ofNullable(callCentre);
  }
}
