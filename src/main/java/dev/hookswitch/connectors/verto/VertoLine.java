package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.legs.UsualStates;
import dev.hookswitch.connectors.line.CallPhase;
import dev.hookswitch.connectors.line.LineCalls;
import dev.hookswitch.connectors.line.Possible;
import dev.hookswitch.connectors.verto.PageMedia.Purpose;
import dev.hookswitch.connectors.verto.VertoDialog.Leaving;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.wire.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One opening of a line on a FreeSWITCH that speaks Verto: commands become requests, what the
 * server says becomes the calls of the seat, and pages make and take the descriptions. All of it
 * happens on the seat's desk.
 */
final class VertoLine implements PhoneSession {
  private static final Logger log = LoggerFactory.getLogger(VertoLine.class);

  /** Pages that lose their media at once would sign in without end. */
  private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(1);

  private final Line line;
  private final VertoAccount account;
  private final VertoSeat seat;
  private final LineCalls<VertoDialog> calls;
  private final ScheduledExecutorService timer;
  private final PhoneListener listener;
  private final PageMedia page;
  private final Set<CallId> attached = new HashSet<>();
  private @Nullable VertoClient client;
  private int connections;
  private boolean works;
  private @Nullable Instant renewedAt;

  /** Set at once by whoever closes; the rest follows on the desk. */
  private volatile boolean closed;

  /**
   * @param possible whether this line sends and shows pictures
   */
  VertoLine(
      Line line,
      VertoAccount account,
      Media possible,
      VertoSeat seat,
      ScheduledExecutorService timer,
      PhoneListener listener) {
    this.line = line;
    this.account = account;
    this.seat = seat;
    this.calls = seat.calls;
    this.timer = timer;
    this.listener = listener;
    this.page = new PageMedia(line.id(), possible, List.of(), calls, this::toPage, new FromPage());
  }

  /** Takes the seat; whoever had it is told so. On the desk. */
  void begin() {
    VertoLine former = seat.line;
    if (former != null) {
      former.lost(Loss.CLOSED, "opened elsewhere");
    }
    seat.line = this;
    calls.heardBy(this::report);
    connect();
  }

  private void connect() {
    attached.clear();
    client = VertoClient.open(account, seat.desk::post, timer, new FromServer());
  }

  private void report(CtiEvent event) {
    if (!closed) {
      listener.event(event);
    }
  }

  private void toPage(MediaSignal signal) {
    if (!closed) {
      listener.signal(signal);
    }
  }

  @Override
  public void close() {
    closed = true;
    seat.desk.post(this::leave);
  }

  /** The server keeps answered calls for the session for a while; others end. */
  private void leave() {
    works = false;
    if (client != null) {
      client.close();
      client = null;
    }
    if (seat.line == this) {
      seat.line = null;
      calls.unheard();
    }
  }

  private void lost(Loss why, String detail) {
    report(new CtiEvent.Disconnected(line.id(), calls.now(), why, detail));
    closed = true;
    leave();
  }

  // Commands

  @Override
  public CompletionStage<Outcome> execute(CtiCommand command) {
    var outcome = new CompletableFuture<Outcome>();
    seat.desk.post(() -> {
      VertoClient open = client;
      if (closed || !works || open == null) {
        outcome.complete(Outcome.refused(Reason.NOT_CONNECTED, ""));
      } else {
        perform(open, command).thenAccept(outcome::complete);
      }
    });
    return outcome;
  }

  private CompletionStage<Outcome> perform(VertoClient open, CtiCommand command) {
    return switch (command) {
      case CtiCommand.MakeCall(PhoneNumber target, Media media) -> makeCall(target, media);
      case CtiCommand.AnswerCall c -> calls.on(c, call -> answer(open, call, c.media()));
      case CtiCommand.DropCall c -> calls.on(c, call -> drop(open, call));
      case CtiCommand.HoldCall c -> calls.on(c, call -> hold(open, call));
      case CtiCommand.UnholdCall c -> calls.on(c, call -> alone(open, call, this::unhold));
      case CtiCommand.MakeConsultCall c -> calls.on(c, call -> consult(open, call, c.target()));
      case CtiCommand.TransferCall c ->
          calls.onPair(
              c, c.consultation(), (main, consultation) -> complete(open, main, consultation));
      case CtiCommand.CancelTransfer c ->
          calls.onPair(
              c, c.consultation(), (main, consultation) -> cancel(open, main, consultation));
      case CtiCommand.SwapCalls c ->
          calls.onPair(
              c,
              c.consultation(),
              (main, consultation) ->
                  main.active()
                      ? alone(open, consultation, this::unhold)
                      : alone(open, main, this::unhold));
      case CtiCommand.BlindTransferCall c -> calls.on(c, call -> transfer(open, call, c.target()));
      case CtiCommand.SendDtmf c -> calls.on(c, call -> dtmf(open, call, c.digits()));
      case CtiCommand.MuteCall c -> calls.on(c, call -> mute(call, true));
      case CtiCommand.UnmuteCall c -> calls.on(c, call -> mute(call, false));
      case CtiCommand.SetVideoState c -> calls.on(c, call -> video(call, c.media()));
      case CtiCommand.SetUserState(AgentState wanted) -> setState(wanted);
      case CtiCommand.QueryActiveCallSnapshot _ -> snapshot();
      case CtiCommand.SignalMedia(MediaSignal signal) ->
          CompletableFuture.completedFuture(page.signal(signal));
    };
  }

  private CompletionStage<Outcome> makeCall(PhoneNumber target, Media media) {
    if (calls.size() > 0) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    return place(target, media, null);
  }

  private CompletionStage<Outcome> place(
      PhoneNumber target, Media media, @Nullable VertoDialog main) {
    if (target.withheld() || target.equals(line.number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
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

  private CompletionStage<Outcome> answer(VertoClient open, VertoDialog call, Media media) {
    String offer = call.offer;
    if (offer == null) {
      return LineCalls.refused(Reason.NOT_NOW, ""); // a page is answering already
    }
    call.offer = null;
    call.media = media;
    return alone(
        open,
        call,
        (_, alone) -> {
          if (alone.phase() == CallPhase.RINGING_HERE) {
            page.start(alone.id(), alone, Purpose.ANSWER, media, offer);
          }
          return LineCalls.accepted();
        });
  }

  private CompletionStage<Outcome> drop(VertoClient open, VertoDialog call) {
    EndReason reason =
        switch (call.phase()) {
          case RINGING_HERE -> EndReason.DECLINED;
          case RINGING_THERE -> EndReason.CANCELLED;
          case TALKING, OVER -> EndReason.ENDED_BY_USER;
        };
    boolean known = call.phase() != CallPhase.RINGING_THERE || call.invited;
    page.stop(call.id());
    if (!known) {
      calls.end(call, reason);
      return LineCalls.accepted();
    }
    call.leaving = Leaving.DROPPED;
    String cause =
        reason == EndReason.DECLINED ? HangupCause.USER_BUSY : HangupCause.NORMAL_CLEARING;
    return open.bye(call.id(), cause)
        .thenCompose(reply -> {
          if (reply instanceof VertoReply.Unanswered) {
            return LineCalls.refused(Reason.NOT_CONNECTED, "");
          }
          // A server that does not know the call any more has ended it.
          finish(call, reason);
          return LineCalls.accepted();
        });
  }

  private CompletionStage<Outcome> hold(VertoClient open, VertoDialog call) {
    return modify(open, call, "hold", "held", () -> calls.holds(call));
  }

  private CompletionStage<Outcome> unhold(VertoClient open, VertoDialog call) {
    return modify(open, call, "unhold", "active", () -> calls.resumes(call));
  }

  /** A hold before the answer is accepted and does nothing: the state in the reply counts. */
  private CompletionStage<Outcome> modify(
      VertoClient open, VertoDialog call, String action, String state, Runnable done) {
    return open.modify(call.id(), action)
        .thenCompose(reply ->
            done(
                reply,
                result -> {
                  if (!WireJson.text(result, "holdState").equals(state) || !call.talking()) {
                    return LineCalls.refused(Reason.NOT_NOW, "");
                  }
                  done.run();
                  page.follow(call.id());
                  return LineCalls.accepted();
                }));
  }

  private interface Step {
    CompletionStage<Outcome> take(VertoClient open, VertoDialog call);
  }

  /** A line talks on one call at a time: the others are put aside before the step. */
  private CompletionStage<Outcome> alone(VertoClient open, VertoDialog call, Step step) {
    CompletionStage<Outcome> before = LineCalls.accepted();
    for (VertoDialog other : calls.all()) {
      if (other != call && other.active()) {
        before = before.thenCompose(outcome -> goOn(outcome, () -> hold(open, other)));
      }
    }
    return before.thenCompose(outcome -> goOn(outcome, () -> step.take(open, call)));
  }

  private static CompletionStage<Outcome> goOn(
      Outcome before, Supplier<CompletionStage<Outcome>> next) {
    return before instanceof Outcome.Accepted
        ? next.get()
        : CompletableFuture.completedFuture(before);
  }

  private CompletionStage<Outcome> consult(VertoClient open, VertoDialog main, PhoneNumber target) {
    if (target.withheld() || target.equals(line.number()) || target.equals(main.other().number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    CompletionStage<Outcome> held = main.holding() ? LineCalls.accepted() : hold(open, main);
    return held.thenCompose(outcome ->
        goOn(
            outcome,
            () ->
                main.talking()
                    ? place(target, main.media, main)
                    : LineCalls.refused(Reason.UNKNOWN_CALL, main.id().value())));
  }

  private CompletionStage<Outcome> complete(
      VertoClient open, VertoDialog main, VertoDialog consultation) {
    if (!main.talking() || !consultation.talking()) {
      return LineCalls.refused(Reason.NOT_NOW, "");
    }
    List<VertoDialog> both = List.of(consultation, main);
    both.forEach(call -> call.leaving = Leaving.TRANSFERRED);
    calls.redirects(main, consultation.other().number());
    return open.replace(consultation.id(), main.id())
        .thenCompose(reply -> {
          if (reply instanceof VertoReply.Done) {
            transferred(both);
          } else {
            both.forEach(call -> call.leaving = Leaving.NOT);
            calls.redirects(main, null);
          }
          return done(reply, _ -> LineCalls.accepted());
        });
  }

  private CompletionStage<Outcome> cancel(
      VertoClient open, VertoDialog main, VertoDialog consultation) {
    return drop(open, consultation)
        .thenCompose(outcome ->
            goOn(
                outcome,
                () ->
                    main.talking() && main.holding() ? unhold(open, main) : LineCalls.accepted()));
  }

  private CompletionStage<Outcome> transfer(
      VertoClient open, VertoDialog call, PhoneNumber target) {
    if (target.withheld() || target.equals(line.number()) || target.equals(call.other().number())) {
      return LineCalls.refused(Reason.INVALID, target.dialled());
    }
    call.leaving = Leaving.TRANSFERRED;
    calls.redirects(call, target);
    return open.transfer(call.id(), target)
        .thenCompose(reply -> {
          if (reply instanceof VertoReply.Done) {
            transferred(List.of(call));
          } else {
            call.leaving = Leaving.NOT;
            calls.redirects(call, null);
          }
          return done(reply, _ -> LineCalls.accepted());
        });
  }

  private void transferred(List<VertoDialog> gone) {
    List<VertoDialog> left = gone.stream().filter(call -> call.phase() != CallPhase.OVER).toList();
    left.forEach(call -> page.stop(call.id()));
    calls.end(left, EndReason.TRANSFERRED);
  }

  private CompletionStage<Outcome> dtmf(VertoClient open, VertoDialog call, String digits) {
    return open.dtmf(call.id(), digits)
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

  private CompletionStage<Outcome> mute(VertoDialog call, boolean muted) {
    calls.mutes(call, muted);
    page.follow(call.id());
    return LineCalls.accepted();
  }

  private CompletionStage<Outcome> video(VertoDialog call, Media media) {
    call.media = media;
    page.video(call.id(), media);
    return LineCalls.accepted();
  }

  private CompletionStage<Outcome> setState(AgentState wanted) {
    boolean offered =
        UsualStates.MENU.stream()
            .filter(option -> option.code().equals(wanted.code()))
            .anyMatch(
                option -> wanted.reason().isEmpty() || option.reasons().contains(wanted.reason()));
    if (!offered) {
      return LineCalls.refused(Reason.INVALID, wanted.code());
    }
    seat.state = wanted;
    tellState();
    return LineCalls.accepted();
  }

  private void tellState() {
    calls.tell(new CtiEvent.AgentStateChanged(line.id(), calls.now(), seat.state));
  }

  private CompletionStage<Outcome> snapshot() {
    calls.snapshot();
    calls.all().forEach(this::attachPage);
    return LineCalls.accepted();
  }

  private static CompletionStage<Outcome> done(
      VertoReply reply, Function<JsonNode, CompletionStage<Outcome>> then) {
    return switch (reply) {
      case VertoReply.Done(var result) -> then.apply(result);
      case VertoReply.Refused refused -> LineCalls.refused(Reason.FAILED, refused.message());
      case VertoReply.Unanswered _ -> LineCalls.refused(Reason.NOT_CONNECTED, "");
    };
  }

  private Party self() {
    return new Party(line.number(), line.name());
  }

  private void finish(VertoDialog call, EndReason reason) {
    page.stop(call.id());
    if (call.phase() != CallPhase.OVER) {
      calls.end(call, reason);
    }
  }

  // Pages

  /** Hands the page an offer of the server for a call that goes on. */
  private void attachPage(VertoDialog call) {
    String offer = call.offer;
    if (call.talking() && offer != null) {
      call.offer = null;
      page.start(call.id(), call, Purpose.ATTACH, call.media, offer);
    }
  }

  /** Signs in anew: the server then offers media for each call that talks (verto.md §8). */
  private void renew() {
    Instant before = renewedAt;
    Duration age = before == null ? BETWEEN_RENEWALS : Duration.between(before, calls.now());
    if (age.compareTo(BETWEEN_RENEWALS) < 0) {
      timer.schedule(
          () -> seat.desk.post(this::renewNow),
          BETWEEN_RENEWALS.minus(age).toMillis(),
          TimeUnit.MILLISECONDS);
    } else {
      renewNow();
    }
  }

  private void renewNow() {
    boolean wanted = calls.all().stream().anyMatch(call -> call.talking() && call.withoutMedia);
    if (closed || !works || !wanted) {
      return;
    }
    renewedAt = calls.now();
    calls.all().forEach(call -> call.withoutMedia = false);
    VertoClient former = client;
    connect();
    if (former != null) {
      former.close();
    }
  }

  private final class FromPage implements PageMedia.Owner {
    @Override
    public void described(CallId dialog, Purpose purpose, String sdp) {
      VertoClient open = client;
      VertoDialog call = calls.find(dialog).orElse(null);
      if (open == null || call == null) {
        return;
      }
      switch (purpose) {
        case INVITE -> {
          call.invited = true;
          open.invite(dialog, sdp, call.other().number(), self(), call.media)
              .thenAccept(reply -> invited(call, reply));
        }
        case ANSWER ->
            open.answer(dialog, sdp, self(), call.other())
                .thenAccept(reply -> answered(call, reply));
        case ATTACH -> open.attach(dialog, sdp).thenAccept(reply -> reattached(call, reply));
      }
    }

    private void invited(VertoDialog call, VertoReply reply) {
      if (reply instanceof VertoReply.Refused refused) {
        log.info("{}: the call to {} is refused: {}", line, call.other().number(), refused);
        finish(call, HangupCause.reason(refused.cause(), call));
      }
    }

    private void answered(VertoDialog call, VertoReply reply) {
      if (reply instanceof VertoReply.Done && call.phase() == CallPhase.RINGING_HERE) {
        calls.talks(call);
      } else if (reply instanceof VertoReply.Refused refused) {
        log.info("{}: the answer to {} is refused: {}", line, call.other().number(), refused);
        finish(call, EndReason.CANCELLED);
      }
    }

    private void reattached(VertoDialog call, VertoReply reply) {
      if (reply instanceof VertoReply.Refused refused) {
        log.info("{}: call {} lost its media: {}", line, call.id(), refused);
        finish(call, EndReason.BROKEN_OFF);
      }
    }

    @Override
    public void mediaLost(CallId dialog) {
      calls
          .find(dialog)
          .ifPresent(call -> {
            call.withoutMedia = true;
            if (call.talking()) {
              renew();
            }
          });
    }
  }

  // The server

  /** Hears one connection; what a former one still says does not count. */
  private final class FromServer implements VertoClient.Listener {
    private final int number = ++connections;

    private boolean isPresent() {
      return !closed && number == connections;
    }

    @Override
    public void ready(List<CallId> told) {
      if (!isPresent()) {
        return;
      }
      attached.addAll(told);
      boolean first = !works;
      works = true;
      List<VertoDialog> gone =
          calls.all().stream()
              .filter(call -> call.talking() ? !attached.contains(call.id()) : first)
              .toList();
      gone.forEach(call -> finish(call, EndReason.BROKEN_OFF));
      if (first) {
        calls.initialized();
        tellState();
      }
    }

    @Override
    public void news(VertoNews.OfDialog news) {
      if (!isPresent()) {
        return;
      }
      switch (news) {
        case VertoNews.Invite invite -> invited(invite);
        case VertoNews.Attach attach -> attached(attach);
        case VertoNews.Media(CallId dialog, String sdp) -> page.answered(dialog, sdp);
        case VertoNews.Answer(CallId dialog, String sdp) ->
            calls.find(dialog).ifPresent(call -> answered(call, sdp));
        case VertoNews.Display(CallId dialog, Party other) ->
            calls
                .find(dialog)
                .filter(_ -> !other.number().withheld())
                .ifPresent(call -> calls.isWith(call, other));
        case VertoNews.Bye(CallId dialog, String cause) ->
            calls.find(dialog).ifPresent(call -> ended(call, cause));
      }
    }

    private void invited(VertoNews.Invite invite) {
      VertoClient open = client;
      if (open == null || calls.find(invite.dialog()).isPresent()) {
        return;
      }
      if (!takesCalls()) {
        open.bye(invite.dialog(), HangupCause.USER_BUSY);
        return;
      }
      var call =
          new VertoDialog(
              invite.dialog(), CallDirection.IN, self(), invite.parties().caller(), calls.now());
      call.offer = invite.sdp();
      calls.begins(call, null);
      if (!wantsCalls()) {
        open.bye(invite.dialog(), HangupCause.USER_BUSY);
        finish(call, EndReason.UNAVAILABLE);
      }
    }

    /** Another call may ring: none is there yet, or a single one that talks. */
    private boolean takesCalls() {
      List<VertoDialog> all = calls.all();
      return all.isEmpty() || (all.size() < Possible.MOST_CALLS && all.getFirst().talking());
    }

    private boolean wantsCalls() {
      return UsualStates.MENU.stream()
          .filter(option -> option.code().equals(seat.state.code()))
          .anyMatch(option -> option.kind() == AgentStateOption.Kind.READY);
    }

    private void attached(VertoNews.Attach attach) {
      attached.add(attach.dialog());
      VertoDialog call =
          calls
              .find(attach.dialog())
              .orElseGet(() -> {
                var unknown =
                    new VertoDialog(
                        attach.dialog(),
                        attach.direction(),
                        self(),
                        attach.parties().other(self()),
                        calls.now());
                calls.resurfaces(unknown);
                return unknown;
              });
      call.offer = attach.sdp();
      call.invited = true;
      if (works) {
        attachPage(call);
      }
    }

    private void answered(VertoDialog call, String sdp) {
      if (!sdp.isEmpty()) {
        page.answered(call.id(), sdp);
      }
      calls.talks(call);
      if (call.withoutMedia) {
        renew();
      }
    }

    private void ended(VertoDialog call, String cause) {
      finish(
          call,
          switch (call.leaving) {
            case NOT -> HangupCause.reason(cause, call);
            case TRANSFERRED -> EndReason.TRANSFERRED;
            case DROPPED ->
                call.wasAnswered()
                    ? EndReason.ENDED_BY_USER
                    : call.direction() == CallDirection.IN
                        ? EndReason.DECLINED
                        : EndReason.CANCELLED;
          });
    }

    @Override
    public void over(Loss why, String detail) {
      if (isPresent()) {
        lost(why, detail);
      }
    }
  }
}
