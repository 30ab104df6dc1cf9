package dev.hookswitch.line;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand.OnCall;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one line: what its connector learns of its phone system goes in, the documented
 * events come out, in the documented order and each fact once. It outlives the sessions of the
 * line, so that a call which goes on keeps its times when the connection is lost. Used by one
 * thread at a time.
 *
 * @param <C> what the connector keeps of a call
 */
public final class LineCalls<C extends LineCall> {
  /** A phone system that tells of more calls of one line makes a mistake. */
  private static final int MOST = 20;

  private final LineId line;
  private final InstantSource clock;
  private final Map<CallId, C> calls = new LinkedHashMap<>();
  private final Map<CallId, Set<Feature>> told = new HashMap<>();
  private Set<Feature> declared = Set.of();
  private Consumer<CtiEvent> listener = _ -> {};
  private @Nullable C current;
  private boolean toldIdle;

  /** Whoever listens does not know yet which calls there are. */
  private boolean strange;

  public LineCalls(LineId line, InstantSource clock) {
    this.line = line;
    this.clock = clock;
  }

  // Who listens

  /**
   * From now on this one is told, and what it knows of a former session is nothing.
   *
   * @param declared what the line can do in principle
   */
  public void heardBy(Consumer<CtiEvent> listener, Set<Feature> declared) {
    this.listener = listener;
    this.declared = Set.copyOf(declared);
    told.clear();
    toldIdle = false;
    strange = true;
  }

  /** Nobody is told; the calls are kept. */
  public void unheard() {
    listener = _ -> {};
  }

  /** Tells that the line works. Of calls that are there already only the snapshot tells. */
  public void initialized() {
    tell(new CtiEvent.Initialized(line, clock.instant()));
    strange = !calls.isEmpty();
    settle();
  }

  public void snapshot() {
    strange = false;
    calls.values().forEach(call -> told.put(call.id, possible(call)));
    tell(
        new CtiEvent.ActiveCallSnapshot(
            line,
            clock.instant(),
            calls.values().stream().map(LineCall::call).toList(),
            current == null ? null : current.id));
    settle();
  }

  /** Whether whoever listens does not know yet which calls there are. */
  public boolean strange() {
    return strange;
  }

  // What is there

  public List<C> all() {
    return List.copyOf(calls.values());
  }

  public Optional<C> find(CallId id) {
    return Optional.ofNullable(calls.get(id));
  }

  public int size() {
    return calls.size();
  }

  /** Whether one more call is a mistake of the phone system, to be passed over. */
  public boolean full() {
    return calls.size() >= MOST;
  }

  @Nullable LineCall consultationOf(LineCall main) {
    return calls.values().stream().filter(call -> call.parent == main).findFirst().orElse(null);
  }

  Set<Feature> possible(LineCall call) {
    return Possible.now(call, declared);
  }

  /** Runs the step with the command's call, if the line has it and it can do that now. */
  public CompletionStage<Outcome> on(OnCall command, Function<C, CompletionStage<Outcome>> step) {
    C call = calls.get(command.call());
    if (call == null) {
      return refused(Reason.UNKNOWN_CALL, command.call().value());
    }
    boolean possible = command.needs().map(possible(call)::contains).orElse(true);
    return possible ? step.apply(call) : refused(Reason.NOT_NOW, "");
  }

  /**
   * The same for a command about a call and its consultation.
   *
   * @param step gets the main call first, whichever of the two the command is about
   */
  public CompletionStage<Outcome> onPair(
      OnCall command, CallId second, BiFunction<C, C, CompletionStage<Outcome>> step) {
    C other = calls.get(second);
    if (other == null) {
      return refused(Reason.UNKNOWN_CALL, second.value());
    }
    return on(
        command,
        call -> {
          if (call.parent == other) {
            return step.apply(other, call);
          }
          return other.parent == call ? step.apply(call, other) : refused(Reason.NOT_NOW, "");
        });
  }

  public static CompletionStage<Outcome> refused(Reason reason, String detail) {
    return CompletableFuture.completedFuture(Outcome.refused(reason, detail));
  }

  public static CompletionStage<Outcome> accepted() {
    return CompletableFuture.completedFuture(Outcome.ACCEPTED);
  }

  // What happens

  /**
   * A call begins to ring, here or there.
   *
   * @param parent the call that it consults about; null when it is none
   */
  public void begins(C call, @Nullable C parent) {
    enters(call);
    call.parent = parent;
    toldIdle = false;
    tell(new CtiEvent.CallStarted(line, clock.instant(), call.call()));
    settle();
  }

  /**
   * A call that began before anybody listened: the snapshot will tell of it.
   *
   * @param parent the call that it consults about; null when it is none
   * @param answeredAt since when somebody talks; null while it rings
   */
  public void resurfaces(C call, @Nullable C parent, @Nullable Instant answeredAt) {
    enters(call);
    call.parent = parent;
    if (answeredAt != null) {
      call.phase = CallPhase.TALKING;
      call.answeredAt = answeredAt;
    }
  }

  private void enters(C call) {
    call.line = this;
    calls.put(call.id, call);
    if (current == null) {
      current = call;
    }
  }

  /** The conversation begins, or goes on with somebody else after a transfer. */
  public void talks(C call) {
    talks(call, clock.instant());
  }

  /**
   * The same, learnt late.
   *
   * @param since when it began, by the clock of this server
   */
  public void talks(C call, Instant since) {
    if (call.phase == CallPhase.TALKING || call.phase == CallPhase.OVER) {
      return;
    }
    call.phase = CallPhase.TALKING;
    if (call.answeredAt == null) {
      call.answeredAt = since;
    }
    tell(new CtiEvent.CommutationStarted(line, clock.instant(), call.call()));
    makeCurrent(call);
    settle();
  }

  public void holds(C call) {
    if (!call.holding && call.phase != CallPhase.OVER) {
      call.holding = true;
      tell(new CtiEvent.Hold(line, clock.instant(), call.call()));
      settle();
    }
  }

  public void resumes(C call) {
    if (call.holding && call.phase != CallPhase.OVER) {
      call.holding = false;
      tell(new CtiEvent.Unhold(line, clock.instant(), call.call()));
      makeCurrent(call);
      settle();
    }
  }

  public void mutes(C call, boolean muted) {
    call.muted = muted;
    settle();
  }

  /** Whether what is said is kept. */
  public void records(C call, boolean recorded) {
    if (call.recorded != recorded) {
      call.recorded = recorded;
      settle();
    }
  }

  /** The other side is, or is called, somebody else. */
  public void isWith(C call, Party other) {
    if (!call.other.equals(other) && call.phase != CallPhase.OVER) {
      call.other = other;
      tellInfo(call);
    }
  }

  /** The call is known under another id from now on, unless another call has that. */
  public void isNamed(C call, CallId id) {
    CallId former = call.id;
    if (calls.containsKey(id) || call.phase == CallPhase.OVER) {
      return;
    }
    calls.remove(former);
    told.remove(former);
    call.id = id;
    calls.put(id, call);
    tell(new CtiEvent.CallInfoChanged(line, clock.instant(), former, call.call()));
    settle();
  }

  /** Where the line sends the other side, or has parked it; null takes it back. */
  public void redirects(C call, @Nullable PhoneNumber target) {
    call.redirection = target;
  }

  /** Digits were sent. */
  public void sent(C call, String digits) {
    tell(
        new CtiEvent.DtmfEntered(
            line, clock.instant(), call.id, digits, CtiEvent.DtmfEntered.Origin.SENT));
  }

  /** Calls end together, so that none of them becomes the current one in between. */
  public void end(List<C> ended, EndReason reason) {
    for (C call : ended) {
      if (reason == EndReason.BUSY && call.direction() == CallDirection.OUT) {
        tell(new CtiEvent.CallBusy(line, clock.instant(), call.call(CallState.BUSY)));
      }
      call.phase = CallPhase.OVER;
      call.holding = false;
      call.endReason = reason;
    }
    for (C call : ended) {
      calls.remove(call.id);
      told.remove(call.id);
      tell(new CtiEvent.CallFinished(line, clock.instant(), call.call()));
    }
    boolean currentEnded = current != null && current.phase == CallPhase.OVER;
    boolean consultationEnded = ended.stream().anyMatch(call -> call.parent != null);
    for (C left : calls.values()) {
      if (left.parent != null && left.parent.phase == CallPhase.OVER) {
        left.parent = null;
        tellInfo(left);
      }
    }
    if (calls.isEmpty()) {
      current = null;
    } else if (currentEnded || consultationEnded) {
      current = null;
      makeCurrent(calls.values().iterator().next());
    }
    settle();
  }

  public void end(C call, EndReason reason) {
    end(List.of(call), reason);
  }

  private void tellInfo(C call) {
    tell(new CtiEvent.CallInfoChanged(line, clock.instant(), call.id, call.call()));
  }

  private void makeCurrent(C call) {
    if (current != call) {
      current = call;
      tell(new CtiEvent.CurrentCallChanged(line, clock.instant(), call.id));
    }
  }

  /** Anything that the connector has to say besides. */
  public void tell(CtiEvent event) {
    boolean ofCall =
        event instanceof CtiEvent.CallEvent
            || event instanceof CtiEvent.LineStateChanged features && features.callId() != null;
    if (!(strange && ofCall)) {
      listener.accept(event);
    }
  }

  /** Features that changed follow what changed them. */
  private void settle() {
    for (C call : calls.values()) {
      Set<Feature> features = possible(call);
      if (!features.equals(told.put(call.id, features))) {
        tell(new CtiEvent.LineStateChanged(line, clock.instant(), features, call.id));
      }
    }
    if (calls.isEmpty() && !toldIdle && !strange) {
      toldIdle = true;
      tell(new CtiEvent.LineStateChanged(line, clock.instant(), Possible.idle(declared), null));
    }
  }

  public Instant now() {
    return clock.instant();
  }
}
