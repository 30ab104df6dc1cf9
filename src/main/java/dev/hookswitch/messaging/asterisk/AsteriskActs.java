package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.CallActs;
import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.LineCall.Leaving;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a line does with its calls when it is told to (asterisk.md §6). An action that Asterisk took
 * is accepted; what comes of it is in the events.
 */
final class AsteriskActs extends CallActs<AsteriskCall> {
  private static final Pattern DIALLABLE = Pattern.compile("[0-9+*#]{1,40}");
  private static final Duration BETWEEN_TONES = Duration.ofMillis(260);

  private final LineParameters parameters;
  private final LineWatch watch;
  private final Pbx pbx;
  private final ChannelActions channels;
  private final ClickToCall clickToCall;

  /** The page that is the phone; null for any other phone. */
  private final @Nullable PagePhone page;

  AsteriskActs(
      Line line,
      LineParameters parameters,
      LineCalls<AsteriskCall> calls,
      LineWatch watch,
      @Nullable PagePhone page,
      Pbx pbx) {
    super(line, calls);
    this.page = page;
    this.parameters = parameters;
    this.watch = watch;
    this.pbx = pbx;
    this.channels = new ChannelActions(pbx);
    this.clickToCall = new ClickToCall(line, parameters, watch, pbx);
  }

  private static CompletionStage<Outcome> notNow() {
    return LineCalls.refused(Reason.NOT_NOW, "");
  }

  // Calling

  CompletionStage<Outcome> makeCall(PhoneNumber target) {
    return calls.size() > 0 || clickToCall.underWay()
        ? notNow()
        : reachable(target, () -> clickToCall.to(target));
  }

  /**
   * Takes a call that rings at another phone.
   *
   * @param ringing that phone; empty when nobody calls it
   */
  CompletionStage<Outcome> pickUp(PhoneNumber at, Optional<Channel> ringing) {
    if (unreachable(at)) {
      return LineCalls.refused(Reason.INVALID, at.dialled());
    }
    return calls.size() > 0 || clickToCall.underWay()
        ? notNow()
        : ringing
            .map(clickToCall::takes)
            .orElseGet(() -> LineCalls.refused(Reason.UNKNOWN_CALL, at.dialled()));
  }

  private CompletionStage<Outcome> reachable(
      PhoneNumber target, Supplier<CompletionStage<Outcome>> step) {
    return unreachable(target) || !DIALLABLE.matcher(target.dialled()).matches()
        ? LineCalls.refused(Reason.INVALID, target.dialled())
        : then(channels.known(target.dialled()), step);
  }

  @Override
  protected CompletionStage<Outcome> answer(AsteriskCall call, Media media) {
    Channel leg = call.leg();
    if (page != null) {
      return page.answer(call);
    }
    if (parameters.notified(pbx.settings())) {
      return channels.notify(leg, "talk");
    }
    Channel caller = call.far;
    if (caller == null || !caller.alive() || caller.local() || !leg.queue.isEmpty()) {
      return notNow(); // it would lose its place in the queue
    }
    return pbx.has(Dialplan.ANSWER)
        ? then(
            channels.setvar(caller, "CTI_DEVICE", parameters.device()),
            () -> channels.redirect(caller, Dialplan.ANSWER, line.number().dialled()))
        : LineCalls.refused(Reason.FAILED, Dialplan.ANSWER);
  }

  @Override
  protected boolean answers(AsteriskCall call) {
    // It is being rung anew, or the page is told to.
    return !call.hasLegs() || page != null && page.answers(call);
  }

  // Ending

  @Override
  protected CompletionStage<Outcome> drop(AsteriskCall call) {
    call.leaves(Leaving.DROPPED);
    boolean sharesLeg = call.main != null || calls.all().stream().anyMatch(c -> c.main == call);
    Channel far = call.far;
    if (sharesLeg) {
      Channel other = far != null && far.alive() ? far : call.asked;
      return other == null ? notNow() : channels.hangUp(other, Causes.NORMAL);
    }
    if (call.farWaits() && far != null) {
      return then(
          channels.hangUp(far, Causes.NORMAL), () -> channels.hangUp(call.leg(), Causes.NORMAL));
    }
    int cause = call.phase() == CallPhase.RINGING_HERE ? Causes.BUSY : Causes.NORMAL;
    CompletionStage<Outcome> gone = LineCalls.accepted();
    for (Channel leg : List.copyOf(call.legs)) {
      gone = then(gone, () -> channels.hangUp(leg, cause));
    }
    return gone;
  }

  // Putting aside

  /** Whatever follows finds it put aside: that is waited for. */
  @Override
  protected CompletionStage<Outcome> hold(AsteriskCall call) {
    if (!pbx.has(Dialplan.HOLD) || !pbx.has(Dialplan.WAIT)) {
      return parameters.notified(pbx.settings())
          ? channels.notify(call.leg(), "hold")
          : LineCalls.refused(Reason.FAILED, Dialplan.HOLD);
    }
    return whenDirect(
        call,
        () -> {
          Channel far = call.far;
          Channel leg = call.leg();
          if (far == null || !direct(call)) {
            return notNow(); // nobody is there whom music would help
          }
          return then(
              then(
                  channels.setvar(far, Dialplan.HELD_BY, leg.id),
                  () -> channels.putAside(far, leg)),
              () -> channels.until(() -> !call.active() || !far.alive()));
        });
  }

  /** Both are in one bridge, and no Local channel is between them. */
  private static boolean direct(AsteriskCall call) {
    Channel far = call.far;
    return far != null && far.alive() && !far.local() && far.bridge == call.leg().bridge;
  }

  /** A Local channel takes itself out of a conversation some moments after its beginning. */
  private CompletionStage<Outcome> whenDirect(
      AsteriskCall call, Supplier<CompletionStage<Outcome>> step) {
    return then(channels.until(() -> call.far == null || !call.active() || direct(call)), step);
  }

  @Override
  protected CompletionStage<Outcome> unhold(AsteriskCall call) {
    Channel far = call.far;
    if (far != null && far.waits()) {
      return channels.bridge(call.leg(), far);
    }
    return parameters.notified(pbx.settings())
        ? channels.notify(call.leg(), "talk")
        : notNow(); // the phone holds, and the phone has to resume
  }

  // Passing on

  @Override
  protected CompletionStage<Outcome> consult(AsteriskCall main, PhoneNumber target) {
    if (calls.size() > 1 || !main.holding() || !pbx.has(Dialplan.CONSULT)) {
      return notNow();
    }
    Channel leg = main.leg();
    String id = "hookswitch-" + UUID.randomUUID();
    return then(
        reachable(target, () -> channels.setvar(leg, Dialplan.CONSULTATION, id)),
        () -> {
          leg.consultation = id;
          return channels.redirect(leg, Dialplan.CONSULT, target.dialled());
        });
  }

  @Override
  protected CompletionStage<Outcome> complete(AsteriskCall main, AsteriskCall consultation) {
    return whenDirect(
        consultation,
        () -> {
          Channel first = main.far;
          Channel second = consultation.far;
          return first == null || second == null || !first.alive() || !second.alive()
              ? notNow()
              : leave(
                  List.of(main, consultation),
                  consultation.other().number(),
                  () -> joined(main, consultation, first, second));
        });
  }

  private CompletionStage<Outcome> joined(
      AsteriskCall main, AsteriskCall consultation, Channel first, Channel second) {
    return then(
        channels.bridge(first, second),
        () -> {
          if (consultation.main == main) {
            channels.hangUp(main.leg(), Causes.NORMAL); // it waits in the dial plan
          }
          return LineCalls.accepted();
        });
  }

  @Override
  protected CompletionStage<Outcome> transfer(AsteriskCall call, PhoneNumber target) {
    Channel far = call.far;
    if (far == null || !far.alive()) {
      return notNow();
    }
    return reachable(
        target, () -> leave(List.of(call), target, () -> passOn(call.leg(), far, target)));
  }

  /** Who waits is fetched from there; the phone has nothing to wait for any more. */
  private CompletionStage<Outcome> passOn(Channel leg, Channel far, PhoneNumber target) {
    String context = pbx.settings().context();
    return far.waits()
        ? then(
            channels.redirect(far, context, target.dialled()),
            () -> {
              channels.hangUp(leg, Causes.NORMAL);
              return LineCalls.accepted();
            })
        : channels.blindTransfer(leg, context, target.dialled());
  }

  @Override
  protected CompletionStage<Outcome> park(AsteriskCall call) {
    return whenDirect(
        call,
        () -> {
          Channel far = call.far;
          return far == null || !far.alive()
              ? notNow() // an application does not wait
              : park(call, far);
        });
  }

  private CompletionStage<Outcome> park(AsteriskCall call, Channel far) {
    call.parking = true;
    return then(channels.park(far, parameters.device()), () -> leavesParked(call.leg(), far))
        .thenApply(outcome -> {
          call.parking = false;
          watch.look(); // its end may have waited for that
          return outcome;
        });
  }

  /** The phone would hear nothing for some seconds, or wait in the dial plan. */
  private CompletionStage<Outcome> leavesParked(Channel leg, Channel far) {
    return then(
        channels.until(() -> far.parked || !far.alive()),
        () -> far.parked ? channels.hangUp(leg, Causes.NORMAL) : LineCalls.accepted());
  }

  /** The ends of the calls are told by events. */
  private CompletionStage<Outcome> leave(
      List<AsteriskCall> gone, PhoneNumber target, Supplier<CompletionStage<Outcome>> request) {
    gone.forEach(call -> call.leaves(Leaving.TRANSFERRED));
    calls.redirects(gone.getFirst(), target);
    return request
        .get()
        .thenApply(outcome -> {
          if (!(outcome instanceof Outcome.Accepted)) {
            gone.forEach(call -> call.leaves(Leaving.NOT));
            calls.redirects(gone.getFirst(), null);
          }
          return outcome;
        });
  }

  // While talking

  /** One after the other, as a finger would: Asterisk takes one digit per action. */
  @Override
  protected CompletionStage<Outcome> dtmf(AsteriskCall call, String digits) {
    return then(
        tone(call, digits.charAt(0)),
        () -> {
          rest(call, digits.substring(1));
          return LineCalls.accepted();
        });
  }

  private void rest(AsteriskCall call, String digits) {
    if (!digits.isEmpty()) {
      pbx.later(
          BETWEEN_TONES,
          () ->
              tone(call, digits.charAt(0))
                  .thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Accepted) {
                      rest(call, digits.substring(1));
                    }
                  }));
    }
  }

  /** To the other side; an application gets it as if the agent had pressed the key. */
  private CompletionStage<Outcome> tone(AsteriskCall call, char digit) {
    Channel far = call.far;
    if (!call.active() || far != null && !far.alive()) {
      return notNow();
    }
    return far == null
        ? channels.presses(call.leg(), digit)
        : then(
            channels.hears(far, digit),
            () -> {
              if (call.talking()) {
                calls.sent(call, String.valueOf(digit)); // no event tells of it
              }
              return LineCalls.accepted();
            });
  }

  @Override
  protected CompletionStage<Outcome> video(AsteriskCall call, Media media) {
    return notNow();
  }

  /** On the own channel: it ends with this line's part of the call. */
  @Override
  protected CompletionStage<Outcome> startRecording(AsteriskCall call) {
    Channel leg = call.leg();
    String known = call.file();
    if (ArchivedRecordings.continues(known)) {
      return channels.record(leg, known); // a call has one file
    }
    return channels
        .global("ASTSPOOLDIR")
        .thenCompose(spool ->
            spool.isEmpty()
                ? LineCalls.refused(Reason.FAILED, "ASTSPOOLDIR")
                : channels.record(
                    leg, ArchivedRecordings.file(spool, line.number().dialled() + "_" + leg.id)));
  }

  @Override
  protected CompletionStage<Outcome> stopRecording(AsteriskCall call) {
    CompletionStage<Outcome> stopped = LineCalls.accepted();
    for (Channel recorded : call.recordedSides()) {
      stopped = then(stopped, () -> channels.stopRecording(recorded));
    }
    return stopped.thenApply(outcome -> {
      calls.records(call, !call.recordedSides().isEmpty());
      return outcome;
    });
  }

  /** Asterisk keeps the microphone's sound from the other side, where the phone is no page. */
  @Override
  protected void follow(AsteriskCall call) {
    if (page != null) {
      page.look();
    } else if (call.silenced != call.muted()) {
      call.silenced = call.muted();
      channels.mute(call.leg(), call.muted());
    }
  }
}
