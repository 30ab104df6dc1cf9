package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.verto.HangupCause;
import dev.hookswitch.connectors.webitel.WebitelClient.WebPhone;
import dev.hookswitch.line.CallActs;
import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.LineCall.Leaving;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
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
final class WebitelActs extends CallActs<WebitelCall> {
  private final @Nullable WebitelWebPhone phone;
  private final Supplier<WebitelClient> client;

  /** What has been asked of the user's own phone, and whose leg has not been created yet. */
  private @Nullable Ordered ordered;

  /**
   * @param main the call that is consulted about; null for a call to a number
   */
  private record Ordered(@Nullable WebitelCall main, CompletableFuture<Outcome> outcome) {}

  /**
   * @param client the connection now; asked for while the line works
   */
  WebitelActs(
      Line line,
      LineCalls<WebitelCall> calls,
      @Nullable WebitelWebPhone phone,
      Supplier<WebitelClient> client) {
    super(line, calls);
    this.phone = phone;
    this.client = client;
  }

  CompletionStage<Outcome> makeCall(PhoneNumber target, Media media) {
    if (calls.size() > 0 || ordered != null) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    if (unreachable(target)) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    if (phone == null) {
      return order(null, client.get().call(target));
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
    return calls.all().stream().filter(call -> call.isKnownAs(id)).findFirst().orElse(null);
  }

  @Override
  protected CompletionStage<Outcome> answer(WebitelCall call, Media media) {
    if (phone == null) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    phone.answer(call, media);
    return LineCalls.accepted();
  }

  @Override
  protected boolean answers(WebitelCall call) {
    return phone != null && phone.answers(call);
  }

  @Override
  protected CompletionStage<Outcome> drop(WebitelCall call) {
    String cause =
        switch (call.phase()) {
          case RINGING_HERE -> HangupCause.USER_BUSY;
          case RINGING_THERE -> "ORIGINATOR_CANCEL";
          case TALKING, OVER -> HangupCause.NORMAL_CLEARING;
        };
    call.leaves(Leaving.DROPPED);
    CompletionStage<Outcome> gone = LineCalls.accepted();
    for (String leg : List.copyOf(call.legs)) {
      gone = client.get().hangup(leg, cause).thenCombine(gone, (reply, _) -> dropped(call, reply));
    }
    return gone;
  }

  /** A leg that the server does not know is over, or was never made. */
  private Outcome dropped(WebitelCall call, WebitelReply reply) {
    if (reply instanceof WebitelReply.Unanswered) {
      return Outcome.refused(Reason.NOT_CONNECTED, "");
    }
    if (reply instanceof WebitelReply.Refused) {
      finish(call, call.reason(EndReason.FAILED));
    }
    return Outcome.ACCEPTED;
  }

  /** A web phone's leg has to be held over Verto (webitel.md §4). */
  @Override
  protected CompletionStage<Outcome> hold(WebitelCall call) {
    return phone == null
        ? done(client.get().hold(call.leg()))
        : then(
            phone.hold(call),
            () -> {
              calls.holds(call);
              follow(call);
              return LineCalls.accepted();
            });
  }

  @Override
  protected CompletionStage<Outcome> unhold(WebitelCall call) {
    return phone == null
        ? done(client.get().unhold(call.leg()))
        : then(
            phone.unhold(call),
            () -> {
              calls.resumes(call);
              follow(call);
              return LineCalls.accepted();
            });
  }

  @Override
  protected CompletionStage<Outcome> consult(WebitelCall main, PhoneNumber target) {
    return ordered != null
        ? LineCalls.refused(Reason.NOT_NOW, "")
        : order(
            main,
            client
                .get()
                .consult(
                    main.leg(), main.id(), target, phone == null ? WebPhone.NO : WebPhone.YES));
  }

  @Override
  protected CompletionStage<Outcome> complete(WebitelCall main, WebitelCall consultation) {
    return main.otherLeg.isEmpty() || consultation.otherLeg.isEmpty()
        ? LineCalls.refused(Reason.NOT_NOW, "")
        : leave(
            List.of(main, consultation),
            main,
            consultation.other().number(),
            () ->
                client
                    .get()
                    .bridge(main.leg(), main.otherLeg, consultation.otherLeg, consultation.leg()));
  }

  @Override
  protected CompletionStage<Outcome> transfer(WebitelCall call, PhoneNumber target) {
    return call.otherLeg.isEmpty()
        ? LineCalls.refused(Reason.NOT_NOW, "")
        : leave(List.of(call), call, target, () -> client.get().transfer(call.otherLeg, target));
  }

  /** The ends of the calls are told by events. */
  private CompletionStage<Outcome> leave(
      List<WebitelCall> gone,
      WebitelCall main,
      PhoneNumber target,
      Supplier<CompletionStage<WebitelReply>> request) {
    gone.forEach(call -> call.leaves(Leaving.TRANSFERRED));
    calls.redirects(main, target);
    return request
        .get()
        .thenCompose(reply -> {
          if (!(reply instanceof WebitelReply.Done)) {
            gone.forEach(call -> call.leaves(Leaving.NOT));
            calls.redirects(main, null);
          }
          return outcome(reply);
        });
  }

  @Override
  protected CompletionStage<Outcome> dtmf(WebitelCall call, String digits) {
    return done(client.get().dtmf(call.leg(), digits));
  }

  @Override
  protected CompletionStage<Outcome> video(WebitelCall call, Media media) {
    if (phone != null) {
      phone.video(call, media);
    }
    return LineCalls.accepted();
  }

  @Override
  protected void follow(WebitelCall call) {
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

  /** What a reply means to whoever gave the command. */
  static CompletionStage<Outcome> outcome(WebitelReply reply) {
    return switch (reply) {
      case WebitelReply.Done _ -> LineCalls.accepted();
      case WebitelReply.Refused(String text) -> LineCalls.refused(Reason.FAILED, text);
      case WebitelReply.Unanswered _ -> LineCalls.refused(Reason.NOT_CONNECTED, "");
    };
  }
}
