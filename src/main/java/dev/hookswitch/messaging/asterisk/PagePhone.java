package dev.hookswitch.messaging.asterisk;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.WebRtcDestroyed;
import dev.hookswitch.phone.CtiEvent.WebRtcStarted;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.MediaConfig.Gathering;
import dev.hookswitch.phone.MediaConfig.Role;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Audio.Flow;
import dev.hookswitch.phone.MediaSignal.Report;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The phone of a line that a page of its user is. It rings like any phone of the PBX, and answers
 * when it is told to: by the agent, or because it was this side that had it called. A channel is a
 * media session of the page, found there by the Call-ID of its invitation (asterisk.md §3). Used on
 * the link's desk.
 */
final class PagePhone {
  private static final MediaConfig CONFIG =
      new MediaConfig(
          Role.INVITED, Media.AUDIO, Media.AUDIO, Gathering.BEFORE_DESCRIPTION, List.of());

  private static final String SOURCE = "webphone";
  private static final String NO_MICROPHONE = "noMicrophone";

  private static final class Session {
    AsteriskCall call;

    /** Null while Asterisk is asked. */
    @Nullable MediaSessionId id;

    /** What the page was told of its microphone; null before. */
    @Nullable Flow flow;

    /** The page has no sound for it any more; its channel is about to end. */
    boolean lost;

    Session(AsteriskCall call) {
      this.call = call;
    }
  }

  private final Line line;
  private final LineCalls<AsteriskCall> calls;
  private final Pbx pbx;
  private final ChannelActions channels;
  private final Comeback comeback;
  private final Map<Channel, Session> sessions = new LinkedHashMap<>();
  private Consumer<MediaSignal> page = _ -> {};

  PagePhone(
      Line line,
      String device,
      LineCalls<AsteriskCall> calls,
      Pbx pbx,
      LineWatch watch,
      LineWatch.Helper helper) {
    this.line = line;
    this.calls = calls;
    this.pbx = pbx;
    this.channels = new ChannelActions(pbx);
    this.comeback = new Comeback(device, calls, pbx, watch, helper);
  }

  /** From now on this one passes on what is for the page. */
  void page(Consumer<MediaSignal> now) {
    page = now;
  }

  // What the line's calls ask

  /** Whether the channel is one that was ordered to go on with calls. */
  boolean takes(Channel own) {
    return comeback.takes(own);
  }

  /** Whether the call goes on although its channel has ended: the phone is on its way back. */
  boolean keeps(AsteriskCall call) {
    return comeback.keeps(call);
  }

  /** The call is about to end. Its channel may go on with the other one that shares it. */
  void leaves(AsteriskCall call) {
    sessions.forEach((leg, session) -> {
      if (session.call == call && leg.alive()) {
        on(leg).stream()
            .filter(other -> other != call)
            .findFirst()
            .ifPresent(other -> {
              session.call = other;
              tell(session);
            });
      }
    });
  }

  /** Something about the line's channels or calls has changed. */
  void look() {
    if (calls.strange()) {
      return; // nobody would hear of it
    }
    sessions.keySet().removeIf(leg -> !leg.alive());
    for (AsteriskCall call : calls.all()) {
      Channel leg = call.leg();
      boolean answers = leg.up() || leg.ringing() && wasOrdered(call);
      if (leg.alive() && answers && !sessions.containsKey(leg)) {
        begin(call, leg);
      }
    }
    comeback.look();
    sessions.values().forEach(this::tellFlow);
  }

  private boolean wasOrdered(AsteriskCall call) {
    return call.callback || call.taken != null || call.answering || comeback.keeps(call);
  }

  /** Whoever listens knows now which calls there are. */
  void heardAnew() {
    sessions.values().forEach(this::tell);
    look();
  }

  // Answering

  /** The agent answers. */
  CompletionStage<Outcome> answer(AsteriskCall call) {
    return begin(call, call.leg());
  }

  /** Whether it is on its way already. */
  boolean answers(AsteriskCall call) {
    return call.answering || sessions.containsKey(call.leg());
  }

  private CompletionStage<Outcome> begin(AsteriskCall call, Channel leg) {
    var session = new Session(call);
    sessions.put(leg, session);
    return pbx.send(
            AmiAction.of("Getvar")
                .with("Channel", leg.name())
                .with("Variable", "CHANNEL(pjsip,call-id)"))
        .thenApply(reply -> {
          if (reply instanceof AmiReply.Done(AmiMessage response, _)
              && !response.get("Value").isEmpty()) {
            session.id = new MediaSessionId(response.get("Value"));
            tell(session);
          } else if (reply instanceof AmiReply.Unanswered) {
            sessions.remove(leg, session);
          }
          return reply.outcome();
        });
  }

  private void tell(Session session) {
    MediaSessionId id = session.id;
    if (id != null && !session.lost && session.call.phase() != CallPhase.OVER) {
      calls.tell(new WebRtcStarted(line.id(), calls.now(), session.call.id(), id, CONFIG));
      session.flow = null;
      tellFlow(session);
    }
  }

  // What may be heard

  /** Follows hold and mute. */
  private void tellFlow(Session session) {
    Flow flow = flow(session);
    if (session.id != null && !session.lost && flow != session.flow) {
      session.flow = flow;
      page.accept(new MediaSignal.Audio(session.id, flow));
    }
  }

  /** Tones and voices of the network are heard before anybody answers, too. */
  private Flow flow(Session session) {
    List<AsteriskCall> here = on(session.call.leg());
    for (AsteriskCall call : here) {
      if (call.active()) {
        return call.muted() ? Flow.MUTED : Flow.OPEN;
      }
    }
    return here.stream().allMatch(AsteriskCall::holding) ? Flow.HELD : Flow.OPEN;
  }

  private List<AsteriskCall> on(Channel leg) {
    return calls.all().stream().filter(call -> call.legs.contains(leg)).toList();
  }

  // What the page says

  CompletionStage<Outcome> signal(MediaSignal signal) {
    for (Map.Entry<Channel, Session> entry : Map.copyOf(sessions).entrySet()) {
      if (signal.session().equals(entry.getValue().id)) {
        return completedFuture(said(entry.getKey(), entry.getValue(), signal));
      }
    }
    return LineCalls.refused(Reason.UNKNOWN_CALL, "");
  }

  private Outcome said(Channel leg, Session session, MediaSignal signal) {
    if (!(signal instanceof Report report)) {
      return Outcome.refused(Reason.INVALID, signal.getClass().getSimpleName());
    }
    switch (report.outcome()) {
      case CONNECTED, VIDEO_PRESENT -> {}
      case NO_MICROPHONE -> withoutMicrophone(leg, session);
      case LOST -> lost(leg, session);
    }
    return Outcome.ACCEPTED;
  }

  private void withoutMicrophone(Channel leg, Session session) {
    calls.tell(
        new CtiEvent.Error(line.id(), calls.now(), ErrorType.GENERAL, NO_MICROPHONE, SOURCE));
    if (session.call.phase() == CallPhase.RINGING_HERE && session.id != null) {
      sessions.remove(leg); // it rings on, and may be answered with one
      calls.tell(new WebRtcDestroyed(line.id(), calls.now(), session.call.id(), session.id));
    } else {
      channels.hangUp(leg, Causes.NORMAL);
    }
  }

  /** The page that was the phone is gone, or has no way for its sound any more. */
  private void lost(Channel leg, Session session) {
    if (session.lost || !leg.alive()) {
      return;
    }
    session.lost = true;
    if (leg.up()) {
      comeback.begin(leg, on(leg));
    } else if (session.call.phase() == CallPhase.RINGING_HERE) {
      ringAnew(session.call, leg);
    } else {
      channels.hangUp(leg, Causes.NORMAL);
    }
  }

  /** Another page is the phone by now, which this call has never reached. */
  private void ringAnew(AsteriskCall call, Channel leg) {
    Channel caller = call.far;
    boolean movable = caller != null && caller.alive() && !caller.local() && leg.queue.isEmpty();
    if (caller == null || !movable || !pbx.has(Dialplan.ANSWER)) {
      channels.hangUp(leg, Causes.BUSY);
      return;
    }
    call.answering = true;
    channels
        .setvar(caller, "CTI_DEVICE", leg.device())
        .thenAccept(_ -> channels.redirect(caller, Dialplan.ANSWER, line.number().dialled()));
  }
}
