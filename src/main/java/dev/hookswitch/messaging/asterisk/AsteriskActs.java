package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.line.CallActs;
import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.LineCall.Leaving;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.line.PeerText;
import dev.hookswitch.messaging.asterisk.LineWatch.Expected;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a line does with its calls when it is told to (asterisk.md §6). An action that Asterisk took
 * is accepted; what comes of it is in the events.
 */
final class AsteriskActs extends CallActs<AsteriskCall> {
  private static final Pattern DIALLABLE = Pattern.compile("[0-9+*#]{1,40}");
  private static final Duration TONE = Duration.ofMillis(160);
  private static final Duration BETWEEN_TONES = Duration.ofMillis(260);

  /** Between the order and the first event of the phone's channel. */
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(8);

  /** For what comes about by itself in a moment. */
  private static final Duration WAIT = Duration.ofMillis(100);

  private static final int MOST_WAITS = 20;

  private final LineParameters parameters;
  private final LineWatch watch;
  private final Pbx pbx;

  AsteriskActs(
      Line line,
      LineParameters parameters,
      LineCalls<AsteriskCall> calls,
      LineWatch watch,
      Pbx pbx) {
    super(line, calls);
    this.parameters = parameters;
    this.watch = watch;
    this.pbx = pbx;
  }

  // Calling

  CompletionStage<Outcome> makeCall(PhoneNumber target) {
    if (calls.size() > 0 || watch.expected() != null) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    return reachable(target, () -> originate(target));
  }

  /** The dial plan has the number: for one that it lacks, some actions cut the caller off. */
  private CompletionStage<Outcome> reachable(
      PhoneNumber target, Supplier<CompletionStage<Outcome>> step) {
    if (unreachable(target) || !DIALLABLE.matcher(target.dialled()).matches()) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    return pbx.send(
            AmiAction.of("Getvar")
                .with(
                    "Variable",
                    "VALID_EXTEN(%s,%s)".formatted(pbx.settings().context(), target.dialled())))
        .thenCompose(reply ->
            reply instanceof AmiReply.Done(AmiMessage response, _)
                    && response.get("Value").equals("0")
                ? LineCalls.refused(Reason.WRONG_NUMBER, target.dialled())
                : step.get());
  }

  private CompletionStage<Outcome> originate(PhoneNumber target) {
    String channel = "hookswitch-" + UUID.randomUUID();
    var outcome = new CompletableFuture<Outcome>();
    watch.expects(new Expected(channel, target, () -> outcome.complete(Outcome.ACCEPTED)));
    Runnable notRung =
        () -> notBegun(channel, outcome, Reason.UNAVAILABLE, line.number().dialled());
    pbx.originate(call(channel, target), channel, notRung)
        .thenAccept(reply -> {
          if (reply instanceof AmiReply.Refused(String text)) {
            notBegun(channel, outcome, Reason.FAILED, PeerText.words(text));
          } else if (reply instanceof AmiReply.Unanswered) {
            notBegun(channel, outcome, Reason.NOT_CONNECTED, "");
          }
        });
    pbx.later(BEGINS_WITHIN, () -> notBegun(channel, outcome, Reason.FAILED, ""));
    return outcome;
  }

  private void notBegun(
      String channel, CompletableFuture<Outcome> outcome, Reason reason, String detail) {
    if (outcome.complete(Outcome.refused(reason, detail))) {
      Expected order = watch.expected();
      if (order != null && order.channel().equals(channel)) {
        watch.expects(null);
      }
    }
  }

  /** Never synchronous: the whole connection would stand still until the phone answers. */
  private AmiAction call(String channel, PhoneNumber target) {
    boolean own = pbx.has(Dialplan.DIAL);
    AmiAction action =
        AmiAction.of("Originate")
            .with("Channel", parameters.device())
            .with("Context", own ? Dialplan.DIAL : pbx.settings().context())
            .with("Exten", target.dialled())
            .with("Priority", "1")
            .with("Timeout", String.valueOf(pbx.settings().ringSeconds() * 1000L))
            .with("Async", "true")
            .with("ChannelId", channel);
    if (own) { // what the agent's phone shows; the dial plan puts the agent's own number back
      action
          .with("CallerID", "<%s>".formatted(target.dialled()))
          .variable("CTI_NUMBER", line.number().dialled())
          .variable("CTI_NAME", oneLine(line.name()));
    }
    if (parameters.answersByHeader() && parameters.device().startsWith("PJSIP/")) {
      action
          .variable("PJSIP_HEADER(add,Call-Info)", "<sip:pbx>;answer-after=0")
          .variable("PJSIP_HEADER(add,Alert-Info)", "<http://pbx>;info=alert-autoanswer");
    }
    return action;
  }

  private static String oneLine(String name) {
    return name.replaceAll("[\\p{Cntrl}\"<>]", " ");
  }

  @Override
  protected CompletionStage<Outcome> answer(AsteriskCall call, Media media) {
    Channel leg = call.leg();
    if (parameters.notified(pbx.settings())) {
      return done(notify(leg, "talk"));
    }
    Channel caller = call.far;
    if (caller == null || !caller.alive() || caller.local() || !leg.queue.isEmpty()) {
      return LineCalls.refused(Reason.NOT_NOW, ""); // it would lose its place in the queue
    }
    return pbx.has(Dialplan.ANSWER)
        ? then(
            done(setvar(caller, "CTI_DEVICE", parameters.device())),
            () ->
                done(
                    moves(
                        caller,
                        redirect(caller, Dialplan.ANSWER, line.number().dialled()),
                        MOST_WAITS)))
        : LineCalls.refused(Reason.FAILED, Dialplan.ANSWER);
  }

  @Override
  protected boolean answers(AsteriskCall call) {
    return !call.hasLegs(); // it is being rung anew
  }

  // Ending

  @Override
  protected CompletionStage<Outcome> drop(AsteriskCall call) {
    call.leaves(Leaving.DROPPED);
    boolean sharesLeg = call.main != null || calls.all().stream().anyMatch(c -> c.main == call);
    Channel far = call.far;
    if (sharesLeg) {
      Channel other = far != null && far.alive() ? far : call.asked;
      return other == null ? LineCalls.refused(Reason.NOT_NOW, "") : hangUp(other, Causes.NORMAL);
    }
    if (call.farWaits() && far != null) {
      return then(hangUp(far, Causes.NORMAL), () -> hangUp(call.leg(), Causes.NORMAL));
    }
    int cause = call.phase() == CallPhase.RINGING_HERE ? Causes.BUSY : Causes.NORMAL;
    CompletionStage<Outcome> gone = LineCalls.accepted();
    for (Channel leg : List.copyOf(call.legs)) {
      gone = then(gone, () -> hangUp(leg, cause));
    }
    return gone;
  }

  /** A channel that is not there any more has hung up already, which its event will tell. */
  private CompletionStage<Outcome> hangUp(Channel channel, int cause) {
    return pbx.send(
            AmiAction.of("Hangup")
                .with("Channel", channel.name())
                .with("Cause", String.valueOf(cause)))
        .thenApply(reply ->
            reply instanceof AmiReply.Unanswered
                ? Outcome.refused(Reason.NOT_CONNECTED, "")
                : Outcome.ACCEPTED);
  }

  // Putting aside

  @Override
  protected CompletionStage<Outcome> hold(AsteriskCall call) {
    if (!pbx.has(Dialplan.HOLD) || !pbx.has(Dialplan.WAIT)) {
      return parameters.notified(pbx.settings())
          ? done(notify(call.leg(), "hold"))
          : LineCalls.refused(Reason.FAILED, Dialplan.HOLD);
    }
    return whenDirect(
        call,
        MOST_WAITS,
        () -> {
          Channel far = call.far;
          Channel leg = call.leg();
          if (far == null || !direct(call)) {
            return LineCalls.refused(Reason.NOT_NOW, ""); // nobody is there whom music would help
          }
          return then(
              done(setvar(far, Dialplan.HELD_BY, leg.id)),
              () ->
                  done(
                      moves(
                          far,
                          redirect(far, Dialplan.HOLD, Dialplan.START)
                              .with("ExtraChannel", leg.name())
                              .with("ExtraContext", Dialplan.WAIT)
                              .with("ExtraExten", Dialplan.START)
                              .with("ExtraPriority", "1"),
                          MOST_WAITS)));
        });
  }

  /** Both are in one bridge, and no Local channel is between them. */
  private static boolean direct(AsteriskCall call) {
    Channel far = call.far;
    return far != null && far.alive() && !far.local() && far.bridge == call.leg().bridge;
  }

  /** A Local channel takes itself out of a conversation some moments after its beginning. */
  private CompletionStage<Outcome> whenDirect(
      AsteriskCall call, int tries, Supplier<CompletionStage<Outcome>> step) {
    if (tries == 0 || call.far == null || !call.active() || direct(call)) {
      return step.get();
    }
    var outcome = new CompletableFuture<Outcome>();
    pbx.later(WAIT, () -> whenDirect(call, tries - 1, step).thenAccept(outcome::complete));
    return outcome;
  }

  @Override
  protected CompletionStage<Outcome> unhold(AsteriskCall call) {
    Channel far = call.far;
    if (far != null && far.waits()) {
      return done(bridge(far, call.leg()));
    }
    return parameters.notified(pbx.settings())
        ? done(notify(call.leg(), "talk"))
        : LineCalls.refused(Reason.NOT_NOW, ""); // the phone holds, and the phone has to resume
  }

  // Passing on

  @Override
  protected CompletionStage<Outcome> consult(AsteriskCall main, PhoneNumber target) {
    if (calls.size() > 1 || !pbx.has(Dialplan.CONSULT)) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    Channel leg = main.leg();
    String id = "hookswitch-" + UUID.randomUUID();
    return then(
        reachable(target, () -> done(setvar(leg, Dialplan.CONSULTATION, id))),
        () -> {
          leg.consultation = id;
          return done(moves(leg, redirect(leg, Dialplan.CONSULT, target.dialled()), MOST_WAITS));
        });
  }

  @Override
  protected CompletionStage<Outcome> complete(AsteriskCall main, AsteriskCall consultation) {
    return whenDirect(
        consultation,
        MOST_WAITS,
        () -> {
          Channel first = main.far;
          Channel second = consultation.far;
          return first == null || second == null || !first.alive() || !second.alive()
              ? LineCalls.refused(Reason.NOT_NOW, "")
              : leave(
                  List.of(main, consultation),
                  consultation.other().number(),
                  () -> joined(main, consultation, first, second));
        });
  }

  private CompletionStage<AmiReply> joined(
      AsteriskCall main, AsteriskCall consultation, Channel first, Channel second) {
    return bridge(first, second)
        .thenApply(reply -> {
          if (reply instanceof AmiReply.Done && consultation.main == main) {
            hangUp(main.leg(), Causes.NORMAL); // it waits in the dial plan
          }
          return reply;
        });
  }

  @Override
  protected CompletionStage<Outcome> transfer(AsteriskCall call, PhoneNumber target) {
    Channel far = call.far;
    Channel leg = call.leg();
    if (far == null || !far.alive()) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    String context = pbx.settings().context();
    return reachable(
        target,
        () ->
            leave(
                List.of(call),
                target,
                () ->
                    far.waits()
                        ? moves(far, redirect(far, context, target.dialled()), MOST_WAITS)
                            .thenApply(reply -> {
                              hangUp(leg, Causes.NORMAL);
                              return reply;
                            })
                        : pbx.send(
                            AmiAction.of("BlindTransfer")
                                .with("Channel", leg.name())
                                .with("Context", context)
                                .with("Exten", target.dialled()))));
  }

  /** The ends of the calls are told by events. */
  private CompletionStage<Outcome> leave(
      List<AsteriskCall> gone, PhoneNumber target, Supplier<CompletionStage<AmiReply>> request) {
    gone.forEach(call -> call.leaves(Leaving.TRANSFERRED));
    calls.redirects(gone.getFirst(), target);
    return done(request.get())
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
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    AmiAction action =
        AmiAction.of("PlayDTMF")
            .with("Channel", far == null ? call.leg().name() : far.name())
            .with("Digit", String.valueOf(digit))
            .with("Duration", String.valueOf(TONE.toMillis()));
    if (far == null) {
      return done(pbx.send(action.with("Receive", "true")));
    }
    return then(
        done(pbx.send(action)),
        () -> {
          if (call.talking()) {
            calls.sent(call, String.valueOf(digit)); // no event tells of it
          }
          return LineCalls.accepted();
        });
  }

  @Override
  protected CompletionStage<Outcome> video(AsteriskCall call, Media media) {
    return LineCalls.refused(Reason.NOT_NOW, "");
  }

  /** Asterisk keeps the microphone's sound from the other side. */
  @Override
  protected void follow(AsteriskCall call) {
    if (call.silenced != call.muted()) {
      call.silenced = call.muted();
      pbx.send(
          AmiAction.of("MuteAudio")
              .with("Channel", call.leg().name())
              .with("Direction", "in")
              .with("State", call.muted() ? "on" : "off"));
    }
  }

  // Actions

  private CompletionStage<AmiReply> notify(Channel leg, String event) {
    return pbx.send(
        AmiAction.of("PJSIPNotify").with("Channel", leg.name()).with("Variable", "Event=" + event));
  }

  private CompletionStage<AmiReply> setvar(Channel channel, String variable, String value) {
    return pbx.send(
        AmiAction.of("Setvar")
            .with("Channel", channel.name())
            .with("Variable", variable)
            .with("Value", value));
  }

  private static AmiAction redirect(Channel channel, String context, String extension) {
    return AmiAction.of("Redirect")
        .with("Channel", channel.name())
        .with("Context", context)
        .with("Exten", extension)
        .with("Priority", "1");
  }

  /** A channel that is on its way to another place is "not up" for some moments. */
  private CompletionStage<AmiReply> moves(Channel channel, AmiAction redirection, int tries) {
    return pbx.send(redirection)
        .thenCompose(reply -> {
          boolean again =
              reply instanceof AmiReply.Refused(String text)
                  && text.contains("not up")
                  && channel.alive()
                  && tries > 0;
          var later = new CompletableFuture<AmiReply>();
          if (again) {
            pbx.later(
                WAIT, () -> moves(channel, redirection, tries - 1).thenAccept(later::complete));
          } else {
            later.complete(reply);
          }
          return later;
        });
  }

  private CompletionStage<AmiReply> bridge(Channel one, Channel two) {
    return pbx.send(
        AmiAction.of("Bridge")
            .with("Channel1", one.name())
            .with("Channel2", two.name())
            .with("Tone", "no"));
  }

  private static CompletionStage<Outcome> done(CompletionStage<AmiReply> reply) {
    return reply.thenApply(said ->
        switch (said) {
          case AmiReply.Done _ -> Outcome.ACCEPTED;
          case AmiReply.Refused(String text) ->
              Outcome.refused(Reason.FAILED, PeerText.words(text));
          case AmiReply.Unanswered _ -> Outcome.refused(Reason.NOT_CONNECTED, "");
        });
  }
}
