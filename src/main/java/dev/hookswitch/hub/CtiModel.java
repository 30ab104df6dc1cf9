package dev.hookswitch.hub;

import static java.util.stream.Collectors.toCollection;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.ActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent.AgentStateChanged;
import dev.hookswitch.phone.CtiEvent.CallBusy;
import dev.hookswitch.phone.CtiEvent.CallCentreStateChanged;
import dev.hookswitch.phone.CtiEvent.CallChange;
import dev.hookswitch.phone.CtiEvent.CallEvent;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallInfoChanged;
import dev.hookswitch.phone.CtiEvent.CallSaved;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.CtiEvent.CurrentCallChanged;
import dev.hookswitch.phone.CtiEvent.Disconnected;
import dev.hookswitch.phone.CtiEvent.DtmfEntered;
import dev.hookswitch.phone.CtiEvent.Hold;
import dev.hookswitch.phone.CtiEvent.Initialized;
import dev.hookswitch.phone.CtiEvent.LineStateChanged;
import dev.hookswitch.phone.CtiEvent.RawMessage;
import dev.hookswitch.phone.CtiEvent.Unhold;
import dev.hookswitch.phone.CtiEvent.WebRtcDestroyed;
import dev.hookswitch.phone.CtiEvent.WebRtcStarted;
import dev.hookswitch.phone.CtiEvent.WebRtcVideoStarted;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Loss;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of one line as a fold over its events (creatio-cti.md §2.1, §2.2), without threads,
 * clocks or I/O.
 *
 * <pre>
 *   CONNECTING ──initialized──► CONNECTED ──disconnected──► LOST ──initialized──► CONNECTED
 *        └──────disconnected──────────────────────────────────┘     (then activeCallSnapshot)
 * </pre>
 *
 * A line that its user opens by hand is UNOPENED before it is CONNECTING.
 *
 * <ul>
 *   <li>The current call is the first to appear; it changes by {@code currentCallChanged}, by a
 *       snapshot, or when it goes while others stay.
 *   <li>A call of which an event comes without its {@code callStarted} is begun first, if the event
 *       says what the call is; after {@code callFinished} nothing of it counts.
 *   <li>A call that takes the id of another one becomes that call: it ends as broken off, and the
 *       other goes on with the new facts.
 *   <li>Calls survive a lost connection without anything being possible; the snapshot afterwards
 *       adds, keeps or ends them. A call whose end nobody saw ends as broken off, at the time the
 *       line was lost. When the line does not come back by itself its calls end so at once; one
 *       that the snapshot has when a person brought the line back begins anew.
 * </ul>
 *
 * @param lostAt when the connection was lost; kept until the snapshot after it, through further
 *     losses, null otherwise
 * @param lossReason why; null while the line is not lost
 * @param features what the line can do while it has no call
 * @param calls in the order of their appearance
 * @param current null when there is no call
 * @param callCentre whether the agent is in the call centre; null when he is no agent of one, and
 *     while the line is not connected
 * @param finished ids of the last calls that ended, oldest first, bounded
 */
public record CtiModel(
    Connection connection,
    @Nullable Instant lostAt,
    @Nullable Loss lossReason,
    Set<Feature> features,
    Map<CallId, TrackedCall> calls,
    @Nullable CallId current,
    @Nullable AgentState agentState,
    @Nullable Instant agentStateSince,
    @Nullable CallCentre callCentre,
    Set<CallId> finished) {

  /** Whether the line has its phone system. */
  public enum Connection {
    /** Nobody has asked for it yet. */
    UNOPENED,
    CONNECTING,
    CONNECTED,
    LOST
  }

  /**
   * One event that counted.
   *
   * @param call the call of the event as it is after it; null when the event is not about a call
   */
  public record Change(CtiEvent event, @Nullable TrackedCall call) {
    private Change with(UUID record, CallOrigin origin) {
      return call != null && call.record().equals(record)
          ? new Change(event, call.from(origin))
          : this;
    }
  }

  /**
   * @param model the state after the event
   * @param changes what happened, in order; empty when the event did not count
   */
  public record Step(CtiModel model, List<Change> changes) {
    /** The same step; the call comes from there. */
    Step with(UUID record, CallOrigin origin) {
      return new Step(
          model.calls.values().stream()
              .filter(call -> call.record().equals(record))
              .findFirst()
              .map(call -> model.put(call.from(origin)))
              .orElse(model),
          changes.stream().map(change -> change.with(record, origin)).toList());
    }

    private Step and(Step later) {
      return new Step(
          later.model, Stream.concat(changes.stream(), later.changes.stream()).toList());
    }
  }

  /** More late events than this about calls that ended would begin them anew. */
  private static final int FINISHED_KEPT = 256;

  static final CtiModel INITIAL =
      new CtiModel(
          Connection.CONNECTING, null, null, Set.of(), Map.of(), null, null, null, null, Set.of());

  /** Of a line that is opened when its user asks for it. */
  static final CtiModel UNOPENED = INITIAL.connection(Connection.UNOPENED, null, null);

  public Optional<TrackedCall> currentCall() {
    return Optional.ofNullable(current).map(calls::get);
  }

  /** What can be done now: with the current call, or else with the line (Creatio: LineFeatures). */
  public Set<Feature> lineFeatures() {
    return currentCall().map(call -> call.call().features()).orElse(features);
  }

  /** Any active call that is not the current one: the consultation, or a second call. */
  public List<TrackedCall> otherCalls() {
    return calls.values().stream().filter(call -> !call.call().id().equals(current)).toList();
  }

  /**
   * The next state.
   *
   * @param newRecord gives the id of the row of a call that begins
   */
  Step after(CtiEvent event, Function<Call, UUID> newRecord) {
    return switch (event) {
      case Initialized _ ->
          told(
              event, connection(Connection.CONNECTED, lostAt, null).features(Set.of(Feature.DIAL)));
      case Disconnected lost -> disconnected(lost, newRecord);
      case ActiveCallSnapshot snapshot -> recovered(snapshot, newRecord);
      case AgentStateChanged changed -> told(event, agentState(changed.state(), changed.at()));
      case CallCentreStateChanged changed -> told(event, callCentre(changed.state()));
      case CtiEvent.Error _, RawMessage _ -> told(event, this);
      case LineStateChanged changed -> featuresChanged(changed);
      case CallStarted started -> started(started, newRecord);
      case CallFinished gone -> finished(gone, newRecord);
      case CallInfoChanged changed -> infoChanged(changed, newRecord);
      case CommutationStarted change -> changed(change, newRecord);
      case CallBusy change -> changed(change, newRecord);
      case Hold change -> changed(change, newRecord);
      case Unhold change -> changed(change, newRecord);
      case CurrentCallChanged changed ->
          about(changed, call -> told(changed, call, current(call.call().id())));
      case DtmfEntered tones ->
          about(
              tones,
              call -> {
                var after = call.withDigits(tones.digits(), tones.origin());
                return told(tones, after, put(after));
              });
      case CallSaved _, WebRtcStarted _, WebRtcVideoStarted _, WebRtcDestroyed _ ->
          about((CallEvent) event, call -> told(event, call, this));
    };
  }

  private Step disconnected(Disconnected lost, Function<Call, UUID> newRecord) {
    Instant since = lostAt == null ? lost.at() : lostAt;
    var calm = new LinkedHashMap<CallId, TrackedCall>();
    calls.forEach((id, call) -> calm.put(id, call.with(call.call().withFeatures(Set.of()), since)));
    Step step =
        told(
            lost,
            connection(Connection.LOST, since, lost.why())
                .features(Set.of())
                .callCentre(null)
                .calls(calm, current));
    return lost.why().retry() ? step : step.and(step.model.endAll(lost, since, newRecord));
  }

  /** Ends every call as broken off: the line will not come back to say what became of them. */
  private Step endAll(CtiEvent because, Instant at, Function<Call, UUID> newRecord) {
    Step step = new Step(this, List.of());
    for (TrackedCall call : calls.values()) {
      var end = new CallFinished(because.line(), at, call.call().brokenOff());
      step = step.and(step.model.after(end, newRecord));
    }
    return step;
  }

  private Step recovered(ActiveCallSnapshot snapshot, Function<Call, UUID> newRecord) {
    var alive =
        snapshot.activeCalls().stream().map(Call::id).collect(toCollection(LinkedHashSet::new));
    var derived = new ArrayList<CtiEvent>();
    for (TrackedCall known : calls.values()) {
      if (!alive.contains(known.call().id())) {
        Instant end = lostAt == null ? snapshot.at() : lostAt;
        derived.add(new CallFinished(snapshot.line(), end, known.call().brokenOff()));
      }
    }
    for (Call call : snapshot.activeCalls()) {
      var known = calls.get(call.id());
      if (known == null) {
        derived.add(new CallStarted(snapshot.line(), snapshot.at(), call));
      } else if (!known.call().equals(call)) {
        derived.add(new CallInfoChanged(snapshot.line(), snapshot.at(), call.id(), call));
      }
    }
    Step step = new Step(lostAt == null ? this : without(alive), List.of());
    for (CtiEvent event : derived) {
      step = step.and(step.model.after(event, newRecord));
    }
    CtiModel after = step.model.connection(connection, null, null);
    CallId main = snapshot.currentCall();
    return step.and(
        told(
            snapshot, main != null && after.calls.containsKey(main) ? after.current(main) : after));
  }

  private Step featuresChanged(LineStateChanged changed) {
    CallId id = changed.callId();
    if (id == null) {
      return told(changed, features(changed.features()));
    }
    return about(
        changed,
        id,
        call -> {
          var after = call.with(call.call().withFeatures(changed.features()), call.times().since());
          return told(changed, after, put(after));
        });
  }

  private Step started(CallStarted event, Function<Call, UUID> newRecord) {
    if (calls.containsKey(event.callId())) {
      return changed(event, newRecord);
    }
    if (finished.contains(event.callId())) {
      return ignored();
    }
    var call = TrackedCall.of(newRecord.apply(event.call()), event.call(), event.at());
    CtiModel after = put(call);
    return told(event, call, current == null ? after.current(event.callId()) : after);
  }

  private Step changed(CallChange event, Function<Call, UUID> newRecord) {
    if (finished.contains(event.callId())) {
      return ignored();
    }
    TrackedCall known = calls.get(event.callId());
    if (known == null) {
      Step begun = started(new CallStarted(event.line(), event.at(), event.call()), newRecord);
      return begun.and(begun.model.changed(event, newRecord));
    }
    if (known.call().equals(event.call()) && event instanceof CallStarted) {
      return ignored();
    }
    var after = known.with(event.call(), event.at());
    return told(event, after, put(after));
  }

  private Step infoChanged(CallInfoChanged event, Function<Call, UUID> newRecord) {
    TrackedCall known = calls.get(event.formerId());
    if (known == null
        || event.formerId().equals(event.callId())
        || finished.contains(event.callId())) {
      return changed(event, newRecord);
    }
    if (calls.containsKey(event.callId())) {
      return joined(event, known, newRecord);
    }
    var rekeyed = new LinkedHashMap<CallId, TrackedCall>();
    var after = known.with(event.call(), event.at());
    calls.forEach((id, call) -> {
      if (id.equals(event.formerId())) {
        rekeyed.put(event.callId(), after);
      } else {
        rekeyed.put(id, call);
      }
    });
    CallId main = event.formerId().equals(current) ? event.callId() : current;
    return told(event, after, calls(rekeyed, main));
  }

  private Step joined(CallInfoChanged event, TrackedCall former, Function<Call, UUID> newRecord) {
    var end = new CallFinished(event.line(), event.at(), former.call().brokenOff());
    Step ended = finished(end, newRecord);
    CtiModel left =
        event.formerId().equals(current) ? ended.model.current(event.callId()) : ended.model;
    var news = new CallInfoChanged(event.line(), event.at(), event.callId(), event.call());
    return new Step(left, ended.changes).and(left.changed(news, newRecord));
  }

  private Step finished(CallFinished event, Function<Call, UUID> newRecord) {
    if (!calls.containsKey(event.callId()) && !finished.contains(event.callId())) {
      Step begun = started(new CallStarted(event.line(), event.at(), event.call()), newRecord);
      return begun.and(begun.model.finished(event, newRecord));
    }
    return about(
        event,
        call -> {
          var over = call.with(event.call(), event.at());
          var left = new LinkedHashMap<>(calls);
          left.remove(event.callId());
          CallId main = event.callId().equals(current) ? null : current;
          if (main == null && !left.isEmpty()) {
            main = left.keySet().iterator().next();
          }
          return told(event, over, calls(left, main).remember(event.callId()));
        });
  }

  private interface Move {
    Step of(TrackedCall call);
  }

  private Step about(CallEvent event, Move move) {
    return about(event, event.callId(), move);
  }

  private Step about(CtiEvent event, CallId id, Move move) {
    TrackedCall call = calls.get(id);
    return call == null ? ignored() : move.of(call);
  }

  private Step ignored() {
    return new Step(this, List.of());
  }

  private static Step told(CtiEvent event, CtiModel after) {
    return new Step(after, List.of(new Change(event, null)));
  }

  private static Step told(CtiEvent event, TrackedCall call, CtiModel after) {
    return new Step(after, List.of(new Change(event, call)));
  }

  private CtiModel put(TrackedCall call) {
    var next = new LinkedHashMap<>(calls);
    next.put(call.call().id(), call);
    return calls(next, current);
  }

  private CtiModel remember(CallId id) {
    var next = new LinkedHashSet<>(finished);
    next.add(id);
    if (next.size() > FINISHED_KEPT) {
      next.removeFirst();
    }
    return finished(next);
  }

  /** What ended here while the line was lost may go on over there. */
  private CtiModel without(Set<CallId> alive) {
    var next = new LinkedHashSet<>(finished);
    next.removeAll(alive);
    return finished(next);
  }

  private CtiModel finished(Set<CallId> next) {
    return new CtiModel(
        connection,
        lostAt,
        lossReason,
        features,
        calls,
        current,
        agentState,
        agentStateSince,
        callCentre,
        next);
  }

  private CtiModel calls(Map<CallId, TrackedCall> next, @Nullable CallId main) {
    return new CtiModel(
        connection,
        lostAt,
        lossReason,
        features,
        Collections.unmodifiableMap(next),
        main,
        agentState,
        agentStateSince,
        callCentre,
        finished);
  }

  private CtiModel current(CallId main) {
    return calls(calls, main);
  }

  private CtiModel features(Set<Feature> next) {
    return new CtiModel(
        connection,
        lostAt,
        lossReason,
        next,
        calls,
        current,
        agentState,
        agentStateSince,
        callCentre,
        finished);
  }

  private CtiModel connection(Connection next, @Nullable Instant since, @Nullable Loss why) {
    return new CtiModel(
        next,
        since,
        why,
        features,
        calls,
        current,
        agentState,
        agentStateSince,
        callCentre,
        finished);
  }

  private CtiModel agentState(AgentState next, Instant at) {
    return new CtiModel(
        connection,
        lostAt,
        lossReason,
        features,
        calls,
        current,
        next,
        next.equals(agentState) ? agentStateSince : at,
        callCentre,
        finished);
  }

  private CtiModel callCentre(@Nullable CallCentre next) {
    return new CtiModel(
        connection,
        lostAt,
        lossReason,
        features,
        calls,
        current,
        agentState,
        agentStateSince,
        next,
        finished);
  }
}
