package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.line.CallPhase;
import dev.hookswitch.connectors.line.LineCalls;
import dev.hookswitch.connectors.verto.HangupCause;
import dev.hookswitch.connectors.webitel.WebitelCall.Leaving;
import dev.hookswitch.connectors.webitel.WebitelClient.WebPhone;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a line does with its calls when it is told to. A command that the server took is accepted;
 * what comes of it is in the events.
 */
final class WebitelActs {
  private final Line line;
  private final LineCalls<WebitelCall> calls;
  private final @Nullable WebitelWebPhone phone;

  /** What has been asked of the user's own phone, and whose leg has not been created yet. */
  private @Nullable Ordered ordered;

  /**
   * @param main the call that is consulted about; null for a call to a number
   */
  private record Ordered(@Nullable WebitelCall main, CompletableFuture<Outcome> outcome) {}

  WebitelActs(Line line, LineCalls<WebitelCall> calls, @Nullable WebitelWebPhone phone) {
    this.line = line;
    this.calls = calls;
    this.phone = phone;
  }

  Party self() {
    return new Party(line.number(), line.name());
  }

  CompletionStage<Outcome> onCall(WebitelClient open, CtiCommand.OnCall command) {
    return switch (command) {
      case CtiCommand.AnswerCall c -> calls.on(c, call -> answer(open, call, c.media()));
      case CtiCommand.DropCall c -> calls.on(c, call -> drop(open, call));
      case CtiCommand.HoldCall c -> calls.on(c, call -> hold(open, call));
      case CtiCommand.UnholdCall c -> calls.on(c, call -> alone(open, call, this::unhold));
      case CtiCommand.MakeConsultCall c -> calls.on(c, call -> consult(open, call, c.target()));
      case CtiCommand.TransferCall c ->
          calls.onPair(c, c.consultation(), (main, second) -> complete(open, main, second));
      case CtiCommand.CancelTransfer c ->
          calls.onPair(c, c.consultation(), (main, second) -> cancel(open, main, second));
      case CtiCommand.SwapCalls c ->
          calls.onPair(
              c,
              c.consultation(),
              (main, second) -> alone(open, main.active() ? second : main, this::unhold));
      case CtiCommand.BlindTransferCall c -> calls.on(c, call -> transfer(open, call, c.target()));
      case CtiCommand.SendDtmf c -> calls.on(c, call -> done(open.dtmf(call.leg(), c.digits())));
      case CtiCommand.MuteCall c -> calls.on(c, call -> mute(call, true));
      case CtiCommand.UnmuteCall c -> calls.on(c, call -> mute(call, false));
      case CtiCommand.SetVideoState c -> calls.on(c, call -> video(call, c.media()));
    };
  }

  CompletionStage<Outcome> makeCall(WebitelClient open, PhoneNumber target, Media media) {
    if (calls.size() > 0 || ordered != null) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    if (target.withheld() || target.equals(line.number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    if (phone == null) {
      return order(null, open.call(target));
    }
    String leg = UUID.randomUUID().toString();
    var call =
        new WebitelCall(new CallId(leg), CallDirection.OUT, self(), Party.of(target), calls.now());
    call.legs.add(leg);
    calls.begins(call, null);
    phone.dial(call, media);
    return LineCalls.accepted();
  }

  /** The own phone's leg is the sign that it works; an error without one says why it does not. */
  private CompletionStage<Outcome> order(
      @Nullable WebitelCall main, CompletionStage<WebitelReply> reply) {
    var order = new Ordered(main, new CompletableFuture<>());
    ordered = order;
    reply.thenAccept(said -> {
      if (ordered == order) {
        ordered = null;
      }
      order
          .outcome()
          .complete(
              switch (said) {
                case WebitelReply.Done _ -> Outcome.ACCEPTED;
                case WebitelReply.Refused(String cause) ->
                    Outcome.refused(
                        switch (cause) {
                          case "USER_NOT_REGISTERED", "SUBSCRIBER_ABSENT" -> Reason.UNAVAILABLE;
                          case HangupCause.USER_BUSY, "CALL_REJECTED" -> Reason.BUSY;
                          default -> Reason.FAILED;
                        },
                        line.number().dialled());
                case WebitelReply.Unanswered _ -> Outcome.refused(Reason.NOT_CONNECTED, "");
              });
    });
    return order.outcome();
  }

  /**
   * A leg of this user's phone was created.
   *
   * @param transfers id of the call that it consults about; empty when it does not
   */
  void begins(WebitelCall call, String transfers) {
    Ordered order = ordered;
    WebitelCall main = transfers.isEmpty() ? null : about(transfers);
    if (order != null && call.callback) {
      ordered = null;
      main = main == null ? order.main() : main;
    }
    calls.begins(call, main);
    if (order != null && call.callback) {
      order.outcome().complete(Outcome.ACCEPTED);
    }
    if (phone != null && call.callback) {
      phone.answer(call, main == null ? Media.AUDIO : main.media); // the page asked to be called
    }
  }

  private @Nullable WebitelCall about(String id) {
    return calls.all().stream()
        .filter(call -> call.id().value().equals(id) || call.legs.contains(id))
        .findFirst()
        .orElse(null);
  }

  private CompletionStage<Outcome> answer(WebitelClient open, WebitelCall call, Media media) {
    if (phone == null || phone.answers(call)) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    WebitelWebPhone page = phone;
    return alone(
        open,
        call,
        (_, ringing) -> {
          if (ringing.phase() == CallPhase.RINGING_HERE) {
            page.answer(ringing, media);
          }
          return LineCalls.accepted();
        });
  }

  private CompletionStage<Outcome> drop(WebitelClient open, WebitelCall call) {
    String cause =
        switch (call.phase()) {
          case RINGING_HERE -> HangupCause.USER_BUSY;
          case RINGING_THERE -> "ORIGINATOR_CANCEL";
          case TALKING, OVER -> HangupCause.NORMAL_CLEARING;
        };
    call.leaving = Leaving.DROPPED;
    CompletionStage<Outcome> gone = LineCalls.accepted();
    for (String leg : List.copyOf(call.legs)) {
      gone = open.hangup(leg, cause).thenCombine(gone, (reply, _) -> dropped(call, reply));
    }
    return gone;
  }

  /** A leg that the server does not know is over, or was never made. */
  private Outcome dropped(WebitelCall call, WebitelReply reply) {
    switch (reply) {
      case WebitelReply.Done _ -> {}
      case WebitelReply.Unanswered _ -> {
        return Outcome.refused(Reason.NOT_CONNECTED, "");
      }
      case WebitelReply.Refused _ ->
          finish(
              call,
              call.direction() == CallDirection.IN ? EndReason.DECLINED : EndReason.CANCELLED);
    }
    return Outcome.ACCEPTED;
  }

  /** A web phone's leg has to be held over Verto (webitel.md §4). */
  private CompletionStage<Outcome> hold(WebitelClient open, WebitelCall call) {
    return phone == null
        ? done(open.hold(call.leg()))
        : then(
            phone.hold(call),
            () -> {
              calls.holds(call);
              follow(call);
              return LineCalls.accepted();
            });
  }

  private CompletionStage<Outcome> unhold(WebitelClient open, WebitelCall call) {
    return phone == null
        ? done(open.unhold(call.leg()))
        : then(
            phone.unhold(call),
            () -> {
              calls.resumes(call);
              follow(call);
              return LineCalls.accepted();
            });
  }

  private interface Step {
    CompletionStage<Outcome> take(WebitelClient open, WebitelCall call);
  }

  /** A line talks on one call at a time: the others are put aside before the step. */
  private CompletionStage<Outcome> alone(WebitelClient open, WebitelCall call, Step step) {
    CompletionStage<Outcome> before = LineCalls.accepted();
    for (WebitelCall other : calls.all()) {
      if (other != call && other.active()) {
        before = then(before, () -> hold(open, other));
      }
    }
    return then(before, () -> step.take(open, call));
  }

  private CompletionStage<Outcome> consult(
      WebitelClient open, WebitelCall main, PhoneNumber target) {
    if (target.withheld() || target.equals(line.number()) || target.equals(main.other().number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    if (ordered != null) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    CompletionStage<Outcome> held = main.holding() ? LineCalls.accepted() : hold(open, main);
    return then(
        held,
        () ->
            main.talking()
                ? order(
                    main,
                    open.consult(
                        main.leg(), main.id(), target, phone == null ? WebPhone.NO : WebPhone.YES))
                : LineCalls.refused(Reason.UNKNOWN_CALL, main.id().value()));
  }

  private CompletionStage<Outcome> complete(
      WebitelClient open, WebitelCall main, WebitelCall consultation) {
    if (main.otherLeg.isEmpty() || consultation.otherLeg.isEmpty()) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    main.leaving = Leaving.TRANSFERRED;
    consultation.leaving = Leaving.TRANSFERRED;
    calls.redirects(main, consultation.other().number());
    return open.bridge(main.leg(), main.otherLeg, consultation.otherLeg, consultation.leg())
        .thenCompose(reply -> {
          if (!(reply instanceof WebitelReply.Done)) {
            main.leaving = Leaving.NOT;
            consultation.leaving = Leaving.NOT;
            calls.redirects(main, null);
          }
          return outcome(reply);
        });
  }

  private CompletionStage<Outcome> cancel(
      WebitelClient open, WebitelCall main, WebitelCall consultation) {
    return then(
        drop(open, consultation),
        () -> main.talking() && main.holding() ? unhold(open, main) : LineCalls.accepted());
  }

  private CompletionStage<Outcome> transfer(
      WebitelClient open, WebitelCall call, PhoneNumber target) {
    if (target.withheld() || target.equals(line.number()) || target.equals(call.other().number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    if (call.otherLeg.isEmpty()) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    call.leaving = Leaving.TRANSFERRED;
    calls.redirects(call, target);
    return open.transfer(call.otherLeg, target)
        .thenCompose(reply -> {
          if (!(reply instanceof WebitelReply.Done)) {
            call.leaving = Leaving.NOT;
            calls.redirects(call, null);
          }
          return outcome(reply);
        });
  }

  private CompletionStage<Outcome> mute(WebitelCall call, boolean muted) {
    calls.mutes(call, muted);
    follow(call);
    return LineCalls.accepted();
  }

  private CompletionStage<Outcome> video(WebitelCall call, Media media) {
    if (phone != null) {
      phone.video(call, media);
    }
    return LineCalls.accepted();
  }

  /** The page follows hold and mute. */
  void follow(WebitelCall call) {
    if (phone != null) {
      phone.follow(call);
    }
  }

  /** The name that is known stays where the number is the same. */
  void isWith(WebitelCall call, Party other) {
    boolean same = other.number().equals(call.other().number());
    if (!same || !other.name().isEmpty()) {
      calls.isWith(call, other);
    }
  }

  void finish(WebitelCall call, EndReason reason) {
    if (phone != null) {
      phone.over(call);
    }
    if (call.phase() != CallPhase.OVER) {
      calls.end(call, reason);
    }
  }

  private static CompletionStage<Outcome> done(CompletionStage<WebitelReply> reply) {
    return reply.thenCompose(WebitelActs::outcome);
  }

  private static CompletionStage<Outcome> outcome(WebitelReply reply) {
    return switch (reply) {
      case WebitelReply.Done _ -> LineCalls.accepted();
      case WebitelReply.Refused(String text) -> LineCalls.refused(Reason.FAILED, text);
      case WebitelReply.Unanswered _ -> LineCalls.refused(Reason.NOT_CONNECTED, "");
    };
  }

  private static CompletionStage<Outcome> then(
      CompletionStage<Outcome> before, Supplier<CompletionStage<Outcome>> next) {
    return before.thenCompose(outcome ->
        outcome instanceof Outcome.Accepted
            ? next.get()
            : CompletableFuture.completedFuture(outcome));
  }
}
