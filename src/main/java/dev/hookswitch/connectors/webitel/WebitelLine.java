package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.line.LineCalls;
import dev.hookswitch.connectors.verto.HangupCause;
import dev.hookswitch.connectors.webitel.WebitelCall.Leaving;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * One opening of a Webitel line: the event server tells of calls and takes commands, the web phone,
 * where there is one, makes the media. When either is lost the line is. Everything happens on the
 * seat's desk.
 */
final class WebitelLine implements PhoneSession {
  private final Line line;
  private final WebitelSeat seat;
  private final LineCalls<WebitelCall> calls;
  private final PhoneListener listener;
  private final WebitelParameters parameters;
  private final ScheduledExecutorService timer;
  private final @Nullable WebitelWebPhone phone;
  private final WebitelActs acts;
  private @Nullable WebitelClient client;
  private boolean eventsWork;
  private boolean phoneWorks;
  private boolean works;
  private PhoneStatus status = PhoneStatus.UNKNOWN;

  /** Set at once by whoever closes; the rest follows on the desk. */
  private volatile boolean closed;

  WebitelLine(
      Line line,
      WebitelParameters parameters,
      WebitelSeat seat,
      ScheduledExecutorService timer,
      PhoneListener listener) {
    this.line = line;
    this.seat = seat;
    this.calls = seat.calls;
    this.listener = listener;
    this.parameters = parameters;
    this.timer = timer;
    this.phone =
        parameters.phone() == null
            ? null
            : new WebitelWebPhone(
                line,
                parameters.phone(),
                parameters.possible(),
                calls,
                seat.desk::post,
                timer,
                this::toPage,
                new FromPhone());
    this.acts = new WebitelActs(line, calls, phone);
  }

  /** Takes the seat; whoever had it is told so. On the desk. */
  void begin(Set<Feature> declared) {
    WebitelLine former = seat.line;
    if (former != null) {
      former.lost(Loss.CLOSED, "opened elsewhere");
    }
    seat.line = this;
    calls.heardBy(this::report, declared);
    client = WebitelClient.open(parameters.account(), seat.desk::post, timer, new FromServer());
    if (phone != null) {
      phone.connect();
    }
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

  private void leave() {
    works = false;
    if (client != null) {
      client.close();
      client = null;
    }
    if (phone != null) {
      phone.close();
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
      WebitelClient open = client;
      if (closed || !works || open == null) {
        outcome.complete(Outcome.refused(Reason.NOT_CONNECTED, ""));
      } else {
        perform(open, command).thenAccept(outcome::complete);
      }
    });
    return outcome;
  }

  private CompletionStage<Outcome> perform(WebitelClient open, CtiCommand command) {
    return switch (command) {
      case CtiCommand.MakeCall(PhoneNumber target, Media media) ->
          acts.makeCall(open, target, media);
      case CtiCommand.OnCall onCall -> acts.onCall(open, onCall);
      case CtiCommand.SetUserState(AgentState wanted) -> setState(open, wanted);
      case CtiCommand.QueryActiveCallSnapshot _ -> snapshot();
      case CtiCommand.SignalMedia(MediaSignal signal) ->
          phone == null
              ? LineCalls.refused(Reason.INVALID, "no web phone")
              : CompletableFuture.completedFuture(phone.signal(signal));
    };
  }

  private CompletionStage<Outcome> setState(WebitelClient open, AgentState wanted) {
    if (!WebitelStates.offers(wanted)) {
      return LineCalls.refused(Reason.INVALID, wanted.code());
    }
    return open.changeStatus(WebitelStates.value(wanted))
        .thenCompose(reply ->
            switch (reply) {
              case WebitelReply.Done _ -> LineCalls.accepted();
              case WebitelReply.Refused(String text) -> LineCalls.refused(Reason.FAILED, text);
              case WebitelReply.Unanswered _ -> LineCalls.refused(Reason.NOT_CONNECTED, "");
            });
  }

  private CompletionStage<Outcome> snapshot() {
    calls.snapshot();
    if (phone != null) {
      calls.all().forEach(phone::attach);
    }
    return LineCalls.accepted();
  }

  // What happens

  /**
   * Both connections stand: the calls that went on meanwhile are asked for, then the line works.
   */
  private void mayWork() {
    WebitelClient open = client;
    if (works || closed || open == null || !eventsWork || !(phoneWorks || phone == null)) {
      return;
    }
    new WebitelRecovery(line, calls)
        .run(open)
        .thenRun(() -> {
          if (!works && !closed) {
            works = true;
            calls.initialized();
            tellStatus();
          }
        });
  }

  private void tellStatus() {
    calls.tell(new CtiEvent.AgentStateChanged(line.id(), calls.now(), WebitelStates.state(status)));
  }

  private final class FromPhone implements WebitelWebPhone.Owner {
    @Override
    public void ready() {
      phoneWorks = true;
      mayWork();
    }

    @Override
    public void refused(CallId dialog, String cause) {
      calls.find(dialog).ifPresent(call -> acts.finish(call, HangupCause.reason(cause, call)));
    }

    @Override
    public void over(Loss why, String detail) {
      if (!closed) {
        lost(why, detail);
      }
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
      boolean sameCentre = status.callCentre() == self.callCentre();
      status = self;
      if (works) {
        tellStatus();
        if (!sameCentre) {
          calls.tell(
              new CtiEvent.CallCentreStateChanged(line.id(), calls.now(), self.callCentre()));
        }
      }
    }

    @Override
    public void over(Loss why, String detail) {
      if (!closed) {
        lost(why, detail);
      }
    }

    @Override
    public void event(ChannelEvent event) {
      if (!closed) {
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
        case CallFact.DisplayCall(Party other) -> acts.isWith(call, other);
        case CallFact.HoldCall _ -> {
          calls.holds(call);
          acts.follow(call);
        }
        case CallFact.UnholdCall _ -> {
          calls.resumes(call);
          acts.follow(call);
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
        another.get().legs.add(event.leg());
        return;
      }
      var call =
          new WebitelCall(
              event.call(),
              event.direction(),
              acts.self(),
              event.other(line.number()),
              calls.now());
      call.legs.add(event.leg());
      call.otherLeg = event.otherLeg();
      call.callback = !event.originate().withheld();
      acts.begins(call, event.transfers());
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
      acts.finish(call, reason(call, event, cause));
    }

    private static EndReason reason(WebitelCall call, ChannelEvent event, String cause) {
      if (call.leaving == Leaving.TRANSFERRED || event.transferConfirmed()) {
        return EndReason.TRANSFERRED;
      }
      if (call.leaving == Leaving.NOT) {
        return HangupCause.reason(cause, call);
      }
      if (call.wasAnswered()) {
        return EndReason.ENDED_BY_USER;
      }
      return call.direction() == CallDirection.IN ? EndReason.DECLINED : EndReason.CANCELLED;
    }
  }
}
