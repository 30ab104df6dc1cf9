package dev.hookswitch.connectors.legs;

import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.Possible;
import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand.OnCall;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.DtmfEntered.Origin;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of an exchange. Every method is one transition: it changes seats and legs and
 * leaves what is to be told in the {@link Outbox}. It knows no threads: {@link Exchange} calls it
 * under its lock.
 */
final class Switchboard {
  /** Makes the session through which somebody listens to a seat. */
  interface Joining extends BiFunction<Seat, Function<PhoneSession, PhoneListener>, LineSession> {}

  private static final String VISITORS = "visitor";

  private final Map<LineId, Seat> seats = new HashMap<>();
  private final ExchangeRules rules;
  private final InstantSource clock;
  private final Alarms alarms;
  private final Outbox outbox;
  private final Joining joining;
  private final MediaDesk media;

  Switchboard(
      ExchangeRules rules, InstantSource clock, Alarms alarms, Outbox outbox, Joining joining) {
    this.rules = rules;
    this.clock = clock;
    this.alarms = alarms;
    this.outbox = outbox;
    this.joining = joining;
    this.media = new MediaDesk(rules.media(), clock, alarms, outbox);
  }

  // Lines

  /** A new session takes the place of an older one and keeps its calls. */
  LineSession signOn(Line line, PhoneListener listener) {
    Seat seat = seats.computeIfAbsent(line.id(), _ -> newSeat(line));
    lose(seat, Loss.CLOSED, "opened elsewhere");
    seat.line = line;
    LineSession session = joining.apply(seat, _ -> listener);
    seat.session = session;
    seat.toldIdle = false;
    seat.strangeToMedia = !seat.legs.isEmpty();
    outbox.tell(seat, new CtiEvent.Initialized(seat.id(), now()));
    outbox.tell(seat, new CtiEvent.AgentStateChanged(seat.id(), now(), seat.state));
    if (hasCallCentre()) {
      tellCallCentre(seat);
    }
    if (seat.legs.isEmpty()) {
      settle(seat);
    }
    // Calls that are there already come with the snapshot, and not a word about them before it.
    outbox.takeConcerned();
    return session;
  }

  /** Whoever listened is told why and hears nothing more; the calls go on. */
  void lose(Seat seat, Loss why, String detail) {
    if (seat.session != null) {
      outbox.tell(seat, new CtiEvent.Disconnected(seat.id(), now(), why, detail));
      seat.session = null;
    }
  }

  /** Ends the calls of a line whose user leaves. */
  void signOff(Seat seat) {
    seat.session = null;
    seat.callCentre = CallCentre.OUT;
    for (Leg leg : List.copyOf(seat.legs)) {
      switch (leg.phase) {
        case RINGING_HERE -> inVain(leg, EndReason.UNAVAILABLE);
        case RINGING_THERE, TALKING -> drop(leg);
        case OVER -> {}
      }
    }
    settle();
  }

  Optional<Seat> signedIn(PhoneNumber number) {
    return seats.values().stream()
        .filter(seat -> seat.signedIn() && seat.line.number().equals(number))
        .findFirst();
  }

  Outcome setState(Seat seat, AgentState wanted) {
    if (!wanted.isOfferedBy(rules.agentStates())) {
      return Outcome.refused(Reason.INVALID, wanted.code());
    }
    seat.state = wanted;
    outbox.tell(seat, new CtiEvent.AgentStateChanged(seat.id(), now(), wanted));
    return Outcome.ACCEPTED;
  }

  Outcome setCallCentre(Seat seat, CallCentre wanted) {
    if (!hasCallCentre()) {
      return Outcome.refused(Reason.INVALID, "");
    }
    seat.callCentre = wanted;
    seat.waitingSince = now();
    tellCallCentre(seat);
    return Outcome.ACCEPTED;
  }

  private boolean hasCallCentre() {
    return rules.capabilities().includes(AgentFeature.CALL_CENTRE);
  }

  private void tellCallCentre(Seat seat) {
    outbox.tell(seat, new CtiEvent.CallCentreStateChanged(seat.id(), now(), seat.callCentre));
  }

  Outcome snapshot(Seat seat) {
    List<Call> calls = seat.legs.stream().map(Leg::call).toList();
    seat.legs.forEach(leg -> leg.told = leg.possible());
    outbox.tell(
        seat,
        new CtiEvent.ActiveCallSnapshot(
            seat.id(), now(), calls, seat.current == null ? null : seat.current.id));
    if (seat.strangeToMedia) {
      seat.strangeToMedia = false;
      seat.legs.forEach(media::renew);
    }
    return Outcome.ACCEPTED;
  }

  // Commands

  Outcome makeCall(Seat caller, PhoneNumber target, Media wanted, Route route) {
    if (!caller.legs.isEmpty()) {
      return Outcome.refused(Reason.NOT_NOW, "");
    }
    if (leadsTo(route, caller)) {
      return Outcome.refused(Reason.INVALID, target.dialled());
    }
    place(caller, wanted, null, callee(target, route));
    return done();
  }

  /** Somebody from outside calls a line. A refusal says what the caller meets there. */
  Outcome visit(Route.Visitor visitor, Seat called) {
    Callee callee = callee(called.line.number(), new Route.Known(called.line));
    place(welcome(visitor), Media.AUDIO, null, callee);
    Outcome outcome =
        switch (callee) {
          case Callee.Free _ -> Outcome.ACCEPTED;
          case Callee.Closed closed -> refusal(closed);
        };
    settle();
    return outcome;
  }

  /** Somebody from outside calls the call centre: whoever of its agents waits longest gets it. */
  Outcome visitCallCentre(Route.Visitor visitor) {
    Optional<Seat> agent =
        seats.values().stream()
            .filter(this::waitsForCentreCalls)
            .min(Comparator.comparing(seat -> seat.waitingSince));
    if (agent.isEmpty()) {
      return Outcome.refused(Reason.UNAVAILABLE, "");
    }
    agent.get().waitingSince = now();
    return visit(visitor, agent.get());
  }

  /** A call centre gives nobody a second call. */
  private boolean waitsForCentreCalls(Seat seat) {
    return seat.callCentre == CallCentre.IN
        && seat.legs.isEmpty()
        && callee(seat) instanceof Callee.Free;
  }

  /** Runs the step with the command's leg, if the line has it and it can do that now. */
  Outcome onCall(Seat seat, OnCall command, Function<Leg, Outcome> step) {
    Optional<Leg> leg = seat.leg(command.call());
    if (leg.isEmpty()) {
      return Outcome.refused(Reason.UNKNOWN_CALL, command.call().value());
    }
    boolean possible = command.needs().map(leg.get().possible()::contains).orElse(true);
    return possible ? step.apply(leg.get()) : Outcome.refused(Reason.NOT_NOW, "");
  }

  /** The same for a command about two calls. */
  Outcome onPair(Seat seat, OnCall command, CallId second, BiFunction<Leg, Leg, Outcome> step) {
    Optional<Leg> other = seat.leg(second);
    return other.isEmpty()
        ? Outcome.refused(Reason.UNKNOWN_CALL, second.value())
        : onCall(seat, command, leg -> step.apply(leg, other.get()));
  }

  Outcome answer(Leg leg, Media with) {
    leg.media = with;
    holdOthers(leg);
    connect(leg);
    return done();
  }

  /** Takes the call that rings at another line: here it is answered as it begins. */
  Outcome pickUp(Seat picker, PhoneNumber at) {
    if (!picker.legs.isEmpty()) {
      return Outcome.refused(Reason.NOT_NOW, "");
    }
    if (at.equals(picker.line.number())) {
      return Outcome.refused(Reason.INVALID, at.dialled());
    }
    Optional<Leg> ringing =
        signedIn(at).stream()
            .flatMap(seat -> seat.legs.stream())
            .filter(leg -> leg.phase == CallPhase.RINGING_HERE)
            .findFirst();
    if (ringing.isEmpty()) {
      return Outcome.refused(Reason.UNKNOWN_CALL, at.dialled());
    }
    Leg rung = ringing.get();
    Leg from = rung.peer();
    end(rung, EndReason.ANSWERED_ELSEWHERE);
    Leg taken = incoming(from, picker, rung.redirecting);
    from.other = picker.party();
    tellInfo(from);
    connect(taken);
    return done();
  }

  Outcome drop(Leg leg) {
    switch (leg.phase) {
      case RINGING_HERE -> inVain(leg, EndReason.DECLINED);
      case RINGING_THERE -> {
        boolean neverAnswered = leg.answeredAt == null;
        end(leg, neverAnswered ? EndReason.CANCELLED : EndReason.ENDED_BY_USER);
        end(leg.peer(), EndReason.CANCELLED);
      }
      case TALKING -> {
        end(leg, EndReason.ENDED_BY_USER);
        end(leg.peer(), EndReason.ENDED_BY_OTHER);
      }
      case OVER -> {}
    }
    return done();
  }

  Outcome hold(Leg leg) {
    putAside(leg);
    return done();
  }

  /** A line talks on one call at a time: the other one is put aside. */
  Outcome unhold(Leg leg) {
    holdOthers(leg);
    takeUp(leg);
    makeCurrent(leg);
    return done();
  }

  Outcome mute(Leg leg) {
    return muted(leg, true);
  }

  Outcome unmute(Leg leg) {
    return muted(leg, false);
  }

  private Outcome muted(Leg leg, boolean muted) {
    leg.muted = muted;
    media.sendFlow(leg);
    outbox.concern(leg.seat);
    return done();
  }

  Outcome dtmf(Leg leg, String digits) {
    outbox.tell(
        leg.seat, new CtiEvent.DtmfEntered(leg.seat.id(), now(), leg.id, digits, Origin.SENT));
    media.sendTones(leg, digits);
    Leg peer = leg.peer();
    outbox.tell(
        peer.seat,
        new CtiEvent.DtmfEntered(peer.seat.id(), now(), peer.id, digits, Origin.RECEIVED));
    return done();
  }

  Outcome video(Leg leg, Media wanted) {
    leg.media = wanted;
    media.sendVideo(leg);
    return done();
  }

  Outcome consult(Leg main, PhoneNumber target, Route route) {
    if (leadsTo(route, main.seat) || leadsTo(route, main.peer().seat)) {
      return Outcome.refused(Reason.INVALID, target.dialled());
    }
    if (!main.holding) {
      putAside(main);
    }
    place(main.seat, main.media, main, callee(target, route));
    return done();
  }

  /**
   * Joins the far ends of a call and its consultation.
   *
   * @param one either of the two
   */
  Outcome completeTransfer(Leg one, Leg other) {
    if (!consultPair(one, other)) {
      return Outcome.refused(Reason.NOT_NOW, "");
    }
    Leg main = one.parent == other ? other : one;
    Leg consultation = main == one ? other : one;
    Leg stays = main.peer();
    Leg joins = consultation.peer();
    if (stays.seat == joins.seat) {
      return Outcome.refused(Reason.NOT_NOW, "");
    }
    main.redirection = consultation.other.number();
    end(main.seat, List.of(consultation, main), EndReason.TRANSFERRED);
    joins.redirecting = main.self.number();
    join(stays, joins);
    tellInfo(stays);
    tellInfo(joins);
    settle();
    media.start(stays, joins);
    return Outcome.ACCEPTED;
  }

  /** Ends the consultation, even one that rings, and takes the main call up again. */
  Outcome cancelTransfer(Leg one, Leg other) {
    if (one.parent != other && other.parent != one) {
      return Outcome.refused(Reason.NOT_NOW, "");
    }
    Leg main = one.parent == other ? other : one;
    drop(main == one ? other : one);
    if (main.talking() && main.holding) {
      takeUp(main);
    }
    return done();
  }

  Outcome swap(Leg one, Leg other) {
    if (!consultPair(one, other) || one.active() == other.active()) {
      return Outcome.refused(Reason.NOT_NOW, "");
    }
    Leg talks = one.active() ? one : other;
    Leg waits = talks == one ? other : one;
    putAside(talks);
    takeUp(waits);
    makeCurrent(waits);
    return done();
  }

  Outcome blindTransfer(Leg leg, PhoneNumber target, Route route) {
    Leg stays = leg.peer();
    if (leadsTo(route, leg.seat) || leadsTo(route, stays.seat)) {
      return Outcome.refused(Reason.INVALID, target.dialled());
    }
    return switch (callee(target, route)) {
      case Callee.Closed closed -> refusal(closed);
      case Callee.Free free -> {
        leg.redirection = target;
        end(leg, EndReason.TRANSFERRED);
        stays.wayBack = new Leg.WayBack(leg.seat, target);
        ringAgain(stays, free, leg.self.number());
        yield done();
      }
    };
  }

  Outcome signal(Seat seat, MediaSignal signal) {
    return media.signal(seat, signal);
  }

  // Steps

  private void place(Seat caller, Media wanted, @Nullable Leg main, Callee callee) {
    Leg leg =
        new Leg(
            caller,
            CallDirection.OUT,
            CallPhase.RINGING_THERE,
            callee.party(),
            Ids.linkage(),
            now());
    leg.media = wanted;
    leg.parent = main;
    caller.add(leg);
    outbox.tell(caller, new CtiEvent.CallStarted(caller.id(), now(), leg.call()));
    switch (callee) {
      case Callee.Free free -> ring(leg, free.seat(), null);
      case Callee.Closed closed -> {
        if (closed.missed() != null) {
          Leg missed = incoming(leg, closed.missed(), null);
          end(missed, closed.why().end());
        }
        if (closed.why() == Callee.Why.BUSY) {
          outbox.tell(caller, new CtiEvent.CallBusy(caller.id(), now(), leg.call(CallState.BUSY)));
        }
        end(leg, closed.why().end());
      }
    }
  }

  private void ring(Leg from, Seat called, @Nullable PhoneNumber redirecting) {
    Leg rung = incoming(from, called, redirecting);
    alarms.in(
        rules.ringFor(),
        () -> {
          if (rung.phase == CallPhase.RINGING_HERE) {
            inVain(rung, EndReason.NO_ANSWER);
            settle();
          }
        });
  }

  private Leg incoming(Leg from, Seat called, @Nullable PhoneNumber redirecting) {
    Leg rung =
        new Leg(called, CallDirection.IN, CallPhase.RINGING_HERE, from.self, from.linkage, now());
    rung.redirecting = redirecting;
    from.pairWith(rung);
    called.add(rung);
    outbox.tell(called, new CtiEvent.CallStarted(called.id(), now(), rung.call()));
    return rung;
  }

  /** A leg that talked waits for somebody else to answer. */
  private void ringAgain(Leg stays, Callee.Free callee, PhoneNumber redirecting) {
    stays.phase = CallPhase.RINGING_THERE;
    stays.other = callee.party();
    ring(stays, callee.seat(), redirecting);
    tellInfo(stays);
  }

  private void connect(Leg rung) {
    Leg from = rung.peer();
    from.wayBack = null;
    for (Leg leg : List.of(rung, from)) {
      leg.phase = CallPhase.TALKING;
      if (leg.answeredAt == null) {
        leg.answeredAt = now();
      }
      outbox.tell(leg.seat, new CtiEvent.CommutationStarted(leg.seat.id(), now(), leg.call()));
    }
    makeCurrent(rung);
    boolean talksElsewhere = from.seat.legs.stream().anyMatch(leg -> leg != from && leg.active());
    if (talksElsewhere && !from.holding) {
      putAside(from);
    }
    settle();
    media.start(from, rung);
  }

  /** Nobody answered: the call goes back to who transferred it, or ends. */
  private void inVain(Leg rung, EndReason reason) {
    Leg from = rung.peer();
    end(rung, reason);
    Leg.WayBack back = from.wayBack;
    from.wayBack = null;
    if (back != null
        && callee(back.transferrer()) instanceof Callee.Free free
        && free.seat().legs.isEmpty()) {
      ringAgain(from, free, back.target());
    } else {
      end(from, reason);
    }
  }

  private void join(Leg stays, Leg joins) {
    stays.pairWith(joins);
    stays.other = joins.self;
    joins.other = stays.self;
    joins.linkage = stays.linkage;
  }

  private void end(Leg leg, EndReason reason) {
    end(leg.seat, List.of(leg), reason);
  }

  /** Ends legs of one line together, so that none of them becomes the current call in between. */
  private void end(Seat seat, List<Leg> legs, EndReason reason) {
    legs.forEach(media::stop);
    for (Leg leg : legs) {
      leg.phase = CallPhase.OVER;
      leg.holding = false;
      leg.endReason = reason;
      seat.legs.remove(leg);
    }
    for (Leg leg : legs) {
      outbox.tell(seat, new CtiEvent.CallFinished(seat.id(), now(), leg.call()));
    }
    for (Leg left : seat.legs) {
      if (left.parent != null && legs.contains(left.parent)) {
        left.parent = null;
        tellInfo(left);
      }
    }
    if (seat.legs.isEmpty()) {
      seat.current = null;
    } else if (legs.stream().anyMatch(leg -> leg == seat.current || leg.parent != null)) {
      seat.current = null;
      makeCurrent(seat.legs.getFirst());
    }
  }

  private void holdOthers(Leg leg) {
    leg.seat.legs.stream().filter(other -> other != leg && other.active()).forEach(this::putAside);
  }

  private void putAside(Leg leg) {
    leg.holding = true;
    outbox.tell(leg.seat, new CtiEvent.Hold(leg.seat.id(), now(), leg.call()));
    media.sendFlows(leg);
  }

  private void takeUp(Leg leg) {
    leg.holding = false;
    outbox.tell(leg.seat, new CtiEvent.Unhold(leg.seat.id(), now(), leg.call()));
    media.sendFlows(leg);
  }

  private void makeCurrent(Leg leg) {
    if (leg.seat.current != leg) {
      leg.seat.current = leg;
      outbox.tell(leg.seat, new CtiEvent.CurrentCallChanged(leg.seat.id(), now(), leg.id));
    }
  }

  private void tellInfo(Leg leg) {
    outbox.tell(leg.seat, new CtiEvent.CallInfoChanged(leg.seat.id(), now(), leg.id, leg.call()));
  }

  // Who is called

  private static boolean leadsTo(Route route, Seat seat) {
    return route instanceof Route.Known(Line line) && line.id().equals(seat.id());
  }

  private Callee callee(PhoneNumber target, Route route) {
    return switch (route) {
      case Route.Visitor visitor -> new Callee.Free(visitor.party(), welcome(visitor));
      case Route.Closed(EndReason reason) ->
          new Callee.Closed(
              Party.of(target),
              switch (reason) {
                case BUSY -> Callee.Why.BUSY;
                case UNAVAILABLE -> Callee.Why.SIGNED_OUT;
                default -> Callee.Why.NO_SUCH_NUMBER;
              },
              null);
      case Route.Known(Line line) -> {
        Seat seat = seats.get(line.id());
        yield seat == null
            ? new Callee.Closed(new Party(target, line.name()), Callee.Why.SIGNED_OUT, null)
            : callee(seat);
      }
    };
  }

  private Callee callee(Seat seat) {
    if (!seat.signedIn()) {
      return new Callee.Closed(seat.party(), Callee.Why.SIGNED_OUT, null);
    }
    return switch (kind(seat.state)) {
      case DO_NOT_DISTURB -> new Callee.Closed(seat.party(), Callee.Why.DO_NOT_DISTURB, seat);
      case AWAY, DIVERTED -> new Callee.Closed(seat.party(), Callee.Why.AWAY, seat);
      case UNREACHABLE -> new Callee.Closed(seat.party(), Callee.Why.SIGNED_OUT, null);
      case READY, BUSY ->
          seat.takesCalls()
              ? new Callee.Free(seat.party(), seat)
              : new Callee.Closed(seat.party(), Callee.Why.BUSY, null);
    };
  }

  private AgentStateOption.Kind kind(AgentState state) {
    return rules.agentStates().stream()
        .filter(option -> option.code().equals(state.code()))
        .map(AgentStateOption::kind)
        .findFirst()
        .orElse(AgentStateOption.Kind.READY);
  }

  private static Outcome refusal(Callee.Closed closed) {
    return Outcome.refused(closed.why().refusal(), closed.party().number().dialled());
  }

  private Seat newSeat(Line line) {
    return new Seat(
        line, AgentState.of(rules.agentStates().getFirst().code()), rules.capabilities().call());
  }

  /** A seat that nobody can dial: it lives as long as its call. */
  private Seat welcome(Route.Visitor visitor) {
    Party party = visitor.party();
    Seat seat =
        newSeat(
            new Line(
                new LineId(UUID.randomUUID()), VISITORS, party.number(), party.name(), Map.of()));
    seat.session = joining.apply(seat, visitor.script());
    return seat;
  }

  private static boolean consultPair(Leg one, Leg other) {
    return (one.parent == other || other.parent == one) && one.talking() && other.talking();
  }

  // What is possible now

  private Outcome done() {
    settle();
    return Outcome.ACCEPTED;
  }

  /** Tells every concerned line the features that are others than it was told last. */
  private void settle() {
    outbox.takeConcerned().forEach(this::settle);
    outbox.takeConcerned();
  }

  private void settle(Seat seat) {
    for (Leg leg : seat.legs) {
      Set<Feature> features = leg.possible();
      if (!features.equals(leg.told)) {
        leg.told = features;
        outbox.tell(seat, new CtiEvent.LineStateChanged(seat.id(), now(), features, leg.id));
      }
    }
    if (seat.legs.isEmpty() && !seat.toldIdle) {
      seat.toldIdle = true;
      outbox.tell(
          seat,
          new CtiEvent.LineStateChanged(seat.id(), now(), Possible.idle(seat.declared), null));
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
