package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.verto.PageMedia.Purpose;
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
import dev.hookswitch.wire.WireJson;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that is done with a call goes over Verto (verto.md §5 to §7). */
final class VertoActs extends CallActs<VertoDialog> {
  private final PageMedia page;
  private final Supplier<VertoClient> client;

  /**
   * @param client the connection now; asked for while the line works
   */
  VertoActs(Line line, LineCalls<VertoDialog> calls, PageMedia page, Supplier<VertoClient> client) {
    super(line, calls);
    this.page = page;
    this.client = client;
  }

  CompletionStage<Outcome> makeCall(PhoneNumber target, Media media) {
    return calls.size() > 0 ? LineCalls.refused(Reason.NOT_NOW, "") : place(target, media, null);
  }

  private CompletionStage<Outcome> place(
      PhoneNumber target, Media media, @Nullable VertoDialog main) {
    if (unreachable(target)) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    if (calls.full()) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    var dialog =
        new VertoDialog(
            new CallId(UUID.randomUUID().toString()),
            CallDirection.OUT,
            self(),
            Party.of(target),
            calls.now());
    dialog.media = media;
    calls.begins(dialog, main);
    page.start(dialog.id(), dialog, Purpose.INVITE, media, null);
    return LineCalls.accepted();
  }

  @Override
  protected CompletionStage<Outcome> answer(VertoDialog call, Media media) {
    String offer = call.offer;
    if (offer == null) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    call.offer = null;
    call.media = media;
    page.start(call.id(), call, Purpose.ANSWER, media, offer);
    return LineCalls.accepted();
  }

  @Override
  protected boolean answers(VertoDialog call) {
    return call.offer == null;
  }

  @Override
  protected CompletionStage<Outcome> drop(VertoDialog call) {
    EndReason unasked = EndReason.FAILED; // it is asked for
    call.leaves(Leaving.DROPPED);
    page.stop(call.id());
    if (call.phase() == CallPhase.RINGING_THERE && !call.invited) {
      calls.end(call, call.reason(unasked));
      return LineCalls.accepted();
    }
    String cause =
        call.phase() == CallPhase.RINGING_HERE
            ? HangupCause.USER_BUSY
            : HangupCause.NORMAL_CLEARING;
    return client
        .get()
        .bye(call.id(), cause)
        .thenCompose(reply -> {
          if (reply instanceof VertoReply.Unanswered) {
            return LineCalls.refused(Reason.NOT_CONNECTED, "");
          }
          // A server that does not know the call any more has ended it.
          finish(call, call.reason(unasked));
          return LineCalls.accepted();
        });
  }

  @Override
  protected CompletionStage<Outcome> hold(VertoDialog call) {
    return modify(call, "hold", "held", () -> calls.holds(call));
  }

  @Override
  protected CompletionStage<Outcome> unhold(VertoDialog call) {
    return modify(call, "unhold", "active", () -> calls.resumes(call));
  }

  /** A hold before the answer is accepted and does nothing: the state in the reply counts. */
  private CompletionStage<Outcome> modify(
      VertoDialog call, String action, String state, Runnable done) {
    return client
        .get()
        .modify(call.id(), action)
        .thenCompose(reply ->
            done(
                reply,
                result -> {
                  if (!WireJson.text(result, "holdState").equals(state) || !call.talking()) {
                    return LineCalls.refused(Reason.NOT_NOW, "");
                  }
                  done.run();
                  follow(call);
                  return LineCalls.accepted();
                }));
  }

  @Override
  protected CompletionStage<Outcome> consult(VertoDialog main, PhoneNumber target) {
    return place(target, main.media, main);
  }

  @Override
  protected CompletionStage<Outcome> complete(VertoDialog main, VertoDialog consultation) {
    return leave(
        List.of(consultation, main),
        main,
        consultation.other().number(),
        () -> client.get().replace(consultation.id(), main.id()));
  }

  @Override
  protected CompletionStage<Outcome> transfer(VertoDialog call, PhoneNumber target) {
    return leave(List.of(call), call, target, () -> client.get().transfer(call.id(), target));
  }

  /** The server's goodbye to the calls follows its answer (verto.md §7). */
  private CompletionStage<Outcome> leave(
      List<VertoDialog> gone,
      VertoDialog main,
      PhoneNumber target,
      Supplier<CompletionStage<VertoReply>> request) {
    gone.forEach(call -> call.leaves(Leaving.TRANSFERRED));
    calls.redirects(main, target);
    return request
        .get()
        .thenCompose(reply -> {
          if (reply instanceof VertoReply.Done) {
            List<VertoDialog> left =
                gone.stream().filter(call -> call.phase() != CallPhase.OVER).toList();
            left.forEach(call -> page.stop(call.id()));
            calls.end(left, EndReason.TRANSFERRED);
          } else {
            gone.forEach(call -> call.leaves(Leaving.NOT));
            calls.redirects(main, null);
          }
          return done(reply, _ -> LineCalls.accepted());
        });
  }

  @Override
  protected CompletionStage<Outcome> dtmf(VertoDialog call, String digits) {
    return client
        .get()
        .dtmf(call.id(), digits)
        .thenCompose(reply ->
            done(
                reply,
                _ -> {
                  if (call.talking()) {
                    calls.sent(call, digits);
                  }
                  return LineCalls.accepted();
                }));
  }

  @Override
  protected CompletionStage<Outcome> video(VertoDialog call, Media media) {
    call.media = media;
    page.video(call.id(), media);
    return LineCalls.accepted();
  }

  @Override
  protected void follow(VertoDialog call) {
    page.follow(call.id());
  }

  private static CompletionStage<Outcome> done(
      VertoReply reply, Function<JsonNode, CompletionStage<Outcome>> then) {
    return switch (reply) {
      case VertoReply.Done(var result) -> then.apply(result);
      case VertoReply.Refused refused -> LineCalls.refused(Reason.FAILED, refused.message());
      case VertoReply.Unanswered _ -> LineCalls.refused(Reason.NOT_CONNECTED, "");
    };
  }

  /** A call that is over may have been ended by what the server said meanwhile. */
  void finish(VertoDialog call, EndReason reason) {
    page.stop(call.id());
    if (call.phase() != CallPhase.OVER) {
      calls.end(call, reason);
    }
  }
}
