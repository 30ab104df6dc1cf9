package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.legs.UsualStates;
import dev.hookswitch.connectors.verto.PageMedia.Purpose;
import dev.hookswitch.line.CallPhase;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.line.Possible;
import dev.hookswitch.line.SeatedLine;
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
import dev.hookswitch.wire.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One opening of a line on a FreeSWITCH that speaks Verto: commands become requests, what the
 * server says becomes the calls of the seat, and pages make and take the descriptions. All of it
 * happens on the seat's desk.
 */
final class VertoLine extends SeatedLine<VertoDialog> {
  private static final Logger log = LoggerFactory.getLogger(VertoLine.class);

  private final VertoAccount account;
  private final VertoSeat own;
  private final Wire.Opener wires;
  private final ScheduledExecutorService timer;
  private final PageMedia page;
  private final VertoActs acts;
  private final Renewals renewals;
  private final Set<CallId> attached = new HashSet<>();
  private @Nullable VertoClient client;
  private int connections;

  /**
   * @param possible whether this line sends and shows pictures
   */
  VertoLine(
      Line line,
      VertoAccount account,
      Media possible,
      VertoSeat seat,
      Wire.Opener wires,
      ScheduledExecutorService timer,
      PhoneListener listener) {
    super(line, seat, listener);
    this.account = account;
    this.own = seat;
    this.wires = wires;
    this.timer = timer;
    this.page = new PageMedia(line.id(), possible, List.of(), calls, this::toPage, new FromPage());
    this.renewals = new Renewals(seat.desk()::post, timer, calls::now, this::renew);
    this.acts = new VertoActs(line, calls, page, () -> Objects.requireNonNull(client));
  }

  @Override
  protected void connect() {
    attached.clear();
    client = VertoClient.open(account, wires, seat.desk()::post, timer, new FromServer());
  }

  /** The server keeps answered calls for the session for a while; others end. */
  @Override
  protected void disconnect() {
    if (client != null) {
      client.close();
    }
  }

  @Override
  protected void endMedia() {
    page.stopAll();
  }

  // Commands

  @Override
  protected CompletionStage<Outcome> perform(CtiCommand command) {
    return switch (command) {
      case CtiCommand.MakeCall(PhoneNumber target, Media media) -> acts.makeCall(target, media);
      case CtiCommand.OnCall onCall -> acts.onCall(onCall);
      case CtiCommand.SetUserState(AgentState wanted) -> setState(wanted);
      case CtiCommand.ChangeCallCentreState _ -> LineCalls.refused(Reason.INVALID, "");
      case CtiCommand.PickUp _ -> LineCalls.refused(Reason.INVALID, "");
      case CtiCommand.QueryActiveCallSnapshot _ -> snapshot();
      case CtiCommand.SignalMedia(MediaSignal signal) ->
          CompletableFuture.completedFuture(page.signal(signal));
    };
  }

  private CompletionStage<Outcome> setState(AgentState wanted) {
    if (!wanted.isOfferedBy(UsualStates.MENU)) {
      return LineCalls.refused(Reason.INVALID, wanted.code());
    }
    own.state = wanted;
    tellState();
    return LineCalls.accepted();
  }

  private void tellState() {
    calls.tell(new CtiEvent.AgentStateChanged(line.id(), calls.now(), own.state));
  }

  private CompletionStage<Outcome> snapshot() {
    calls.snapshot();
    calls.all().forEach(this::attachPage);
    return LineCalls.accepted();
  }

  // Pages

  /** Hands the page an offer of the server for a call that goes on. */
  private void attachPage(VertoDialog call) {
    String offer = call.offer;
    if (call.talking() && offer != null && !calls.strange()) {
      call.offer = null;
      page.start(call.id(), call, Purpose.ATTACH, call.media, offer);
    }
  }

  private void renew() {
    boolean wanted = calls.all().stream().anyMatch(call -> call.talking() && call.withoutMedia);
    if (!works() || !wanted) {
      return;
    }
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
          open.invite(dialog, sdp, call.other().number(), acts.self(), call.media)
              .thenAccept(reply -> invited(call, reply));
        }
        case ANSWER ->
            open.answer(dialog, sdp, acts.self(), call.other())
                .thenAccept(reply -> answered(call, reply));
        case ATTACH -> open.attach(dialog, sdp).thenAccept(reply -> reattached(call, reply));
      }
    }

    private void invited(VertoDialog call, VertoReply reply) {
      if (reply instanceof VertoReply.Refused refused) {
        log.info("{}: the call to {} is refused: {}", line, call.other().number(), refused);
        acts.finish(call, HangupCause.reason(refused.cause(), call));
      }
    }

    private void answered(VertoDialog call, VertoReply reply) {
      if (reply instanceof VertoReply.Done && call.phase() == CallPhase.RINGING_HERE) {
        calls.talks(call);
      } else if (reply instanceof VertoReply.Refused refused) {
        log.info("{}: the answer to {} is refused: {}", line, call.other().number(), refused);
        acts.finish(call, EndReason.CANCELLED);
      }
    }

    private void reattached(VertoDialog call, VertoReply reply) {
      if (reply instanceof VertoReply.Refused refused) {
        log.info("{}: call {} lost its media: {}", line, call.id(), refused);
        acts.finish(call, EndReason.BROKEN_OFF);
      }
    }

    @Override
    public void mediaLost(CallId dialog) {
      calls
          .find(dialog)
          .ifPresent(call -> {
            call.withoutMedia = true;
            if (call.talking()) {
              renewals.ask();
            }
          });
    }
  }

  // The server

  /** Hears one connection; what a former one still says does not count. */
  private final class FromServer implements VertoClient.Listener {
    private final int number = ++connections;

    private boolean isPresent() {
      return !closed() && number == connections;
    }

    @Override
    public void ready(List<CallId> told) {
      if (!isPresent()) {
        return;
      }
      attached.addAll(told);
      boolean first = !works();
      List<VertoDialog> gone =
          calls.all().stream()
              .filter(call -> call.talking() ? !attached.contains(call.id()) : first)
              .toList();
      gone.forEach(call -> acts.finish(call, EndReason.BROKEN_OFF));
      if (first) {
        initialized();
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
              invite.dialog(),
              CallDirection.IN,
              acts.self(),
              invite.parties().caller(),
              calls.now());
      call.offer = invite.sdp();
      calls.begins(call, null);
      if (!wantsCalls()) {
        open.bye(invite.dialog(), HangupCause.USER_BUSY);
        acts.finish(call, EndReason.UNAVAILABLE);
      }
    }

    /** Another call may ring: none is there yet, or a single one that talks. */
    private boolean takesCalls() {
      List<VertoDialog> all = calls.all();
      return all.isEmpty() || (all.size() < Possible.MOST_CALLS && all.getFirst().talking());
    }

    private boolean wantsCalls() {
      return UsualStates.MENU.stream()
          .filter(option -> option.code().equals(own.state.code()))
          .anyMatch(option -> option.kind() == AgentStateOption.Kind.READY);
    }

    private void attached(VertoNews.Attach attach) {
      VertoDialog call = calls.find(attach.dialog()).orElse(null);
      if (call == null) {
        if (calls.full()) {
          log.warn("{}: a call beyond all others is skipped", line);
          return;
        }
        call = surfaced(attach);
      }
      attached.add(call.id());
      call.offer = attach.sdp();
      call.invited = true;
      attachPage(call);
    }

    /** Nobody here knew of it; the snapshot tells of it where there is going to be one. */
    private VertoDialog surfaced(VertoNews.Attach attach) {
      var call =
          new VertoDialog(
              attach.dialog(),
              attach.direction(),
              acts.self(),
              attach.parties().other(acts.self()),
              calls.now());
      if (calls.strange()) {
        calls.resurfaces(call, null, calls.now());
      } else {
        calls.begins(call, null);
        calls.talks(call);
      }
      return call;
    }

    private void answered(VertoDialog call, String sdp) {
      if (!sdp.isEmpty()) {
        page.answered(call.id(), sdp);
      }
      calls.talks(call);
      if (call.withoutMedia) {
        renewals.ask();
      }
    }

    private void ended(VertoDialog call, String cause) {
      acts.finish(call, call.reason(HangupCause.reason(cause, call)));
    }

    @Override
    public void over(Loss why, String detail) {
      if (isPresent()) {
        lost(why, detail);
      }
    }
  }
}
