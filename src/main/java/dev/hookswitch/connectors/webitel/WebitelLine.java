package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.verto.HangupCause;
import dev.hookswitch.connectors.verto.VertoAccount;
import dev.hookswitch.line.LineCalls;
import dev.hookswitch.line.SeatedLine;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One opening of a Webitel line: the event server tells of calls and takes commands, the web phone,
 * where there is one, makes the media. When either is lost the line is; but who talks while the
 * event server alone is lost goes on talking. Everything happens on the seat's desk.
 */
final class WebitelLine extends SeatedLine<WebitelCall> {
  private static final Logger log = LoggerFactory.getLogger(WebitelLine.class);

  private final WebitelParameters parameters;
  private final WebitelSeat own;
  private final Wire.Opener wires;
  private final ScheduledExecutorService timer;
  private @Nullable WebitelWebPhone phone;
  private @Nullable WebitelActs acts;
  private @Nullable WebitelClient client;
  private boolean eventsWork;
  private PhoneStatus status = PhoneStatus.UNKNOWN;

  WebitelLine(
      Line line,
      WebitelParameters parameters,
      WebitelSeat seat,
      Wire.Opener wires,
      ScheduledExecutorService timer,
      PhoneListener listener) {
    super(line, seat, listener);
    this.parameters = parameters;
    this.own = seat;
    this.wires = wires;
    this.timer = timer;
  }

  /** There from the first attempt to connect on. */
  private WebitelActs acts() {
    return Objects.requireNonNull(acts);
  }

  private WebitelClient open() {
    return Objects.requireNonNull(client);
  }

  @Override
  protected void connect() {
    client =
        WebitelClient.open(parameters.account(), wires, seat.desk()::post, timer, new FromServer());
    phone = connectedPhone();
    acts = new WebitelActs(line, calls, phone, this::open);
  }

  private @Nullable WebitelWebPhone connectedPhone() {
    VertoAccount account = parameters.phone();
    if (account == null) {
      return null;
    }
    Optional<WebitelWebPhone> kept = own.take(line);
    if (kept.isPresent()) {
      kept.get().tells(new FromPhone());
      return kept.get();
    }
    var opened =
        new WebitelWebPhone(
            line,
            account,
            parameters.possible(),
            calls,
            wires,
            seat.desk()::post,
            timer,
            new FromPhone());
    opened.connect();
    return opened;
  }

  @Override
  protected void disconnect() {
    if (client != null) {
      client.close();
    }
    if (phone != null) {
      phone.close();
    }
  }

  @Override
  protected void endMedia() {
    if (phone != null) {
      phone.endMedia();
    }
  }

  // Commands

  @Override
  protected CompletionStage<Outcome> perform(CtiCommand command) {
    return switch (command) {
      case CtiCommand.MakeCall(PhoneNumber target, Media media) -> acts().makeCall(target, media);
      case CtiCommand.OnCall onCall -> acts().onCall(onCall);
      case CtiCommand.SetUserState(AgentState wanted) -> setState(wanted);
      case CtiCommand.ChangeCallCentreState(CallCentre wanted) -> setCallCentre(wanted);
      case CtiCommand.PickUp _ -> LineCalls.refused(Reason.INVALID, "");
      case CtiCommand.QueryActiveCallSnapshot _ -> snapshot();
      case CtiCommand.SignalMedia(MediaSignal signal) ->
          phone == null
              ? LineCalls.refused(Reason.INVALID, "no web phone")
              : CompletableFuture.completedFuture(phone.signal(signal));
    };
  }

  private CompletionStage<Outcome> setState(AgentState wanted) {
    if (!wanted.isOfferedBy(WebitelStates.MENU)) {
      return LineCalls.refused(Reason.INVALID, wanted.code());
    }
    return open().changeStatus(WebitelStates.value(wanted)).thenCompose(WebitelActs::outcome);
  }

  private CompletionStage<Outcome> setCallCentre(CallCentre wanted) {
    CallCentre now = status.callCentre();
    if (now == null) {
      return LineCalls.refused(Reason.NOT_NOW, "no agent");
    }
    if (now == wanted) {
      tellCallCentre();
      return LineCalls.accepted();
    }
    CompletionStage<WebitelReply> reply =
        switch (wanted) {
          case IN -> open().enterCallCentre();
          case OUT -> open().leaveCallCentre();
        };
    return reply.thenCompose(WebitelActs::outcome);
  }

  private CompletionStage<Outcome> snapshot() {
    calls.snapshot();
    if (phone != null) {
      calls.all().forEach(phone::known);
    }
    return LineCalls.accepted();
  }

  // What happens

  /**
   * Both connections stand: the calls that went on meanwhile are asked for, then the line works.
   */
  private void mayWork() {
    if (works() || closed() || !eventsWork || phone != null && !phone.works()) {
      return;
    }
    new WebitelRecovery(line, calls)
        .run(open())
        .thenRun(() -> {
          if (!works() && !closed()) {
            initialized();
            tellStatus();
            tellCallCentre();
          }
        });
  }

  private void tellStatus() {
    calls.tell(new CtiEvent.AgentStateChanged(line.id(), calls.now(), WebitelStates.state(status)));
  }

  private void tellCallCentre() {
    CallCentre now = status.callCentre();
    if (now != null) {
      calls.tell(new CtiEvent.CallCentreStateChanged(line.id(), calls.now(), now));
    }
  }

  private final class FromPhone implements WebitelWebPhone.Owner {
    @Override
    public void ready() {
      mayWork();
    }

    @Override
    public void refused(CallId dialog, String cause) {
      calls.find(dialog).ifPresent(call -> acts().finish(call, HangupCause.reason(cause, call)));
    }

    @Override
    public void toPage(MediaSignal signal) {
      WebitelLine.this.toPage(signal);
    }

    @Override
    public void over(Loss why, String detail) {
      lost(why, detail);
    }
  }

  private final class FromServer implements WebitelClient.Listener {
    @Override
    public void ready(PhoneStatus self) {
      status = self;
      eventsWork = true;
      mayWork();
    }

    @Override
    public void status(PhoneStatus self) {
      PhoneStatus former = status;
      status = self;
      if (works()) {
        if (!self.sameButCallCentre(former)) {
          tellStatus();
        }
        if (self.callCentre() != former.callCentre()) {
          tellCallCentre();
        }
      }
    }

    @Override
    public void over(Loss why, String detail) {
      WebitelWebPhone talking = phone;
      if (talking != null && talking.talks() && why.retry()) {
        phone = null;
        lost(why, detail);
        own.keep(talking, timer);
      } else {
        lost(why, detail);
      }
    }

    @Override
    public void event(ChannelEvent event) {
      if (!closed()) {
        ChannelRules.fact(event, line.number()).ifPresent(fact -> happened(event, fact));
      }
    }

    private void happened(ChannelEvent event, CallFact fact) {
      Optional<WebitelCall> known = callOf(event.leg());
      if (fact instanceof CallFact.NewCall) {
        created(event, known);
        return;
      }
      known.ifPresent(call -> {
        if (!event.otherLeg().isEmpty()) {
          call.otherLeg = event.otherLeg();
        }
        follows(call, event, fact);
      });
    }

    private void follows(WebitelCall call, ChannelEvent event, CallFact fact) {
      switch (fact) {
        case CallFact.NewCall _ -> {}
        case CallFact.AcceptCall _ -> accepted(call, event);
        case CallFact.BridgeCall(String otherLeg) -> {
          call.otherLeg = otherLeg.isEmpty() ? call.otherLeg : otherLeg;
          calls.talks(call);
        }
        case CallFact.DisplayCall(Party other) -> acts().isWith(call, other);
        case CallFact.HoldCall _ -> {
          calls.holds(call);
          acts().follow(call);
        }
        case CallFact.UnholdCall _ -> {
          calls.resumes(call);
          acts().follow(call);
        }
        case CallFact.DtmfCall(String digit) -> calls.sent(call, digit);
        case CallFact.HangupCall(String cause, CallId lastId) -> hungUp(call, event, cause, lastId);
      }
    }

    private Optional<WebitelCall> callOf(String leg) {
      return calls.all().stream().filter(call -> call.legs.contains(leg)).findFirst();
    }

    private void created(ChannelEvent event, Optional<WebitelCall> own) {
      if (own.isPresent()) {
        calls.isNamed(own.get(), event.call()); // this side made it, and named its leg
        return;
      }
      Optional<WebitelCall> another = calls.find(event.call());
      if (another.isPresent()) {
        another.get().gains(event.leg());
        return;
      }
      if (calls.full()) {
        log.warn("{}: a call beyond all others is skipped", line);
        return;
      }
      var call =
          new WebitelCall(
              event.call(),
              event.direction(),
              acts().self(),
              event.other(line.number()),
              calls.now());
      call.legs.add(event.leg());
      call.otherLeg = event.otherLeg();
      call.callback = !event.originate().withheld();
      acts().begins(call, event.transfers());
    }

    /** Of several phones of the user, the one that answered is left. */
    private void accepted(WebitelCall call, ChannelEvent event) {
      call.legs.removeIf(leg -> !leg.equals(event.leg()) && !call.talking());
      call.legs.add(event.leg());
      if (!call.callback) {
        calls.talks(call);
      }
    }

    private void hungUp(WebitelCall call, ChannelEvent event, String cause, CallId lastId) {
      if (call.legs.size() > 1) {
        call.legs.remove(event.leg());
        return;
      }
      if (cause.equals(HangupCause.NORMAL_CLEARING) && calls.find(lastId).isEmpty()) {
        calls.isNamed(call, lastId);
      }
      acts()
          .finish(
              call,
              event.transferConfirmed()
                  ? EndReason.TRANSFERRED
                  : call.reason(HangupCause.reason(cause, call)));
    }
  }
}
