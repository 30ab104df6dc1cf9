package dev.hookswitch.panel;

import dev.hookswitch.hub.CtiModel;
import dev.hookswitch.hub.CtiModel.Connection;
import dev.hookswitch.hub.HubState;
import dev.hookswitch.hub.HubState.CallOnLine;
import dev.hookswitch.hub.LineState;
import dev.hookswitch.hub.LineState.Effort;
import dev.hookswitch.hub.MediaState;
import dev.hookswitch.hub.MediaState.Holder;
import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.hub.Registration;
import dev.hookswitch.panel.CallView.Camera;
import dev.hookswitch.panel.CallView.Control;
import dev.hookswitch.panel.CallView.Kind;
import dev.hookswitch.panel.CallView.Sound;
import dev.hookswitch.panel.PanelState.LineView;
import dev.hookswitch.panel.PanelState.Status;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what the panel shows; knows no component and no thread. */
public final class PanelPresenter {
  private PanelPresenter() {}

  /**
   * The panel of one page.
   *
   * @param page which media are the page's own
   * @param chosenLine the line the agent wants to call from; null lets the panel choose
   * @param over the call that ended last, while its card still stands; null otherwise
   * @param callers who is on the other side, by record of the call; those not looked up are missing
   */
  public static PanelState of(
      HubState hub,
      Holder page,
      @Nullable LineId chosenLine,
      @Nullable CallOnLine over,
      Map<UUID, Caller> callers) {
    List<CallOnLine> calls = new ArrayList<>(hub.calls().toList());
    Optional<CallOnLine> main = main(calls);
    main.ifPresent(calls::remove);
    List<CallView> held =
        calls.stream()
            .filter(call -> !rings(call))
            .map(call -> view(call, hub, page, callers))
            .toList();
    List<CallView> waiting =
        calls.stream()
            .filter(PanelPresenter::rings)
            .map(call -> view(call, hub, page, callers))
            .toList();
    CallView stage =
        main.map(call -> view(call, hub, page, callers))
            .orElseGet(() -> over == null ? null : ended(over, callers));
    LineState dialLine = dialLine(hub, chosenLine);
    return new PanelState(
        status(hub),
        hub.lines().stream().map(line -> line(line, hub)).toList(),
        dialLine == null ? null : dialLine.line().id(),
        dial(hub, dialLine),
        pickUp(hub, dialLine),
        stage,
        held,
        waiting);
  }

  /** Who talks comes first, then whom we call, then who rings, then who waits on hold. */
  private static Optional<CallOnLine> main(List<CallOnLine> calls) {
    return calls.stream()
        .filter(call -> kind(call) == Kind.TALKING)
        .findFirst()
        .or(() ->
            calls.stream().filter(c -> state(c) == CallState.ALERTING && !rings(c)).findFirst())
        .or(() -> calls.stream().filter(PanelPresenter::rings).findFirst())
        .or(() -> calls.stream().findFirst());
  }

  private static CallState state(CallOnLine call) {
    return call.call().call().state();
  }

  /** A call that came and was never answered; one that waits for a transfer rings elsewhere. */
  private static boolean rings(CallOnLine on) {
    Call call = on.call().call();
    return call.state() == CallState.ALERTING
        && call.direction() != CallDirection.OUT
        && call.answeredAt() == null;
  }

  private static CallView view(
      CallOnLine on, HubState hub, Holder page, Map<UUID, Caller> callers) {
    Caller caller = caller(on, callers);
    Call call = on.call().call();
    Kind kind = kind(on);
    MediaState media = hub.media().get(call.id());
    boolean consulting = consulting(on);
    return new CallView(
        on.line().line().id(),
        call.id(),
        on.call().record(),
        kind,
        Text.of(stateKey(kind, consulting)),
        name(call.peer(), caller),
        initials(named(call.peer(), caller)),
        call.peer().number().dialled(),
        second(on, caller),
        via(on),
        kind == Kind.RINGING || kind == Kind.CALLING
            ? on.call().times().startedAt()
            : Objects.requireNonNullElse(
                on.call().times().connectedAt(), on.call().times().startedAt()),
        kind == Kind.HELD ? on.call().times().since() : null,
        media == null ? Quality.UNKNOWN : media.quality(),
        call.muted(),
        call.recorded(),
        sound(media, page),
        media != null && media.camera() == Media.AUDIO_AND_VIDEO ? Camera.ON : Camera.OFF,
        on.call().sent(),
        on.call().received(),
        actions(kind, call, consulting, on.line()),
        null,
        caller);
  }

  private static Kind kind(CallOnLine call) {
    return switch (state(call)) {
      case ALERTING -> rings(call) ? Kind.RINGING : Kind.CALLING;
      case CONNECTED, CONFERENCED, UNKNOWN -> Kind.TALKING;
      case HOLDED -> Kind.HELD;
      case BUSY -> Kind.FAILED;
      case NONE -> Kind.ENDED;
    };
  }

  private static boolean consulting(CallOnLine on) {
    Call call = on.call().call();
    return call.parent() != null && on.line().model().calls().containsKey(call.parent());
  }

  private static String stateKey(Kind kind, boolean consulting) {
    return switch (kind) {
      case RINGING -> "state.ringing";
      case CALLING -> "state.calling";
      case TALKING -> consulting ? "state.consult" : "state.talking";
      case HELD -> "state.hold";
      case ENDED -> "state.ended";
      case FAILED -> "state.busy";
    };
  }

  private static Sound sound(@Nullable MediaState media, Holder page) {
    if (media == null) {
      return Sound.NONE;
    }
    if (media.holder().equals(page)) {
      return Sound.HERE;
    }
    return media.holder().equals(Holder.NOBODY) ? Sound.NOWHERE : Sound.OTHER_PAGE;
  }

  private static Map<Action, Control> actions(
      Kind kind, Call call, boolean consulting, LineState line) {
    var actions = new EnumMap<Action, Control>(Action.class);
    Capabilities declared = line.capabilities();
    boolean online = connected(line);
    switch (kind) {
      case RINGING -> {
        actions.put(Action.ANSWER, possible(call, Feature.ANSWER, online, "why.desk"));
        actions.put(Action.DECLINE, possible(call, Feature.DROP, online, "why.cannot"));
      }
      case CALLING, TALKING, HELD -> {
        boolean talks = kind == Kind.TALKING;
        String notNow = kind == Kind.CALLING ? "why.notYet" : "why.onHold";
        actions.put(
            call.muted() ? Action.UNMUTE : Action.MUTE,
            possible(
                call,
                call.muted() ? Feature.UNMUTE : Feature.MUTE,
                online,
                talks ? "why.cannot" : notNow));
        if (kind == Kind.HELD) {
          actions.put(Action.RESUME, possible(call, Feature.UNHOLD, online, "why.transferOpen"));
        } else {
          actions.put(
              Action.HOLD, possible(call, Feature.HOLD, online, talks ? "why.noHold" : notNow));
        }
        actions.put(
            Action.KEYPAD, possible(call, Feature.DTMF, online, talks ? "why.noDigits" : notNow));
        boolean records =
            declared.includes(Feature.START_RECORDING) || declared.includes(Feature.STOP_RECORDING);
        if (records) {
          actions.put(
              call.recorded() ? Action.STOP_RECORDING : Action.RECORD,
              possible(
                  call,
                  call.recorded() ? Feature.STOP_RECORDING : Feature.START_RECORDING,
                  online,
                  talks ? "why.noRecording" : notNow));
        }
        boolean transferring =
            call.can(Feature.COMPLETE_TRANSFER)
                || call.can(Feature.CANCEL_COMPLETE_TRANSFER)
                || consulting;
        if (transferring) {
          actions.put(Action.SWAP, possible(call, Feature.SWAP, online, "why.notYet"));
          actions.put(
              Action.COMPLETE_TRANSFER,
              possible(call, Feature.COMPLETE_TRANSFER, online, "why.notYet"));
          actions.put(
              Action.CANCEL_TRANSFER,
              possible(call, Feature.CANCEL_COMPLETE_TRANSFER, online, "why.notYet"));
        } else {
          if (!records || declared.includes(Feature.VIDEO)) { // else it has its place
            actions.put(
                Action.VIDEO,
                possible(call, Feature.VIDEO, online, talks ? "why.noVideo" : notNow));
          }
          if (declared.includes(Feature.PARK)) {
            actions.put(
                Action.PARK,
                possible(call, Feature.PARK, online, kind == Kind.CALLING ? notNow : "why.cannot"));
          }
          boolean transferable =
              call.can(Feature.BLIND_TRANSFER) || call.can(Feature.MAKE_CONSULT_CALL);
          actions.put(
              Action.TRANSFER,
              online
                  ? Control.unless(transferable, kind == Kind.CALLING ? "why.notYet" : "why.cannot")
                  : offline());
          actions.put(Action.END, possible(call, Feature.DROP, online, "why.cannot"));
        }
      }
      // The far end is busy, but the line still has the call.
      case FAILED -> actions.put(Action.END, possible(call, Feature.DROP, online, "why.cannot"));
      case ENDED -> actions.put(Action.CLOSE, Control.POSSIBLE);
    }
    return actions;
  }

  private static Control possible(Call call, Feature feature, boolean online, String reason) {
    return online ? Control.unless(call.can(feature), reason) : offline();
  }

  private static Control offline() {
    return Control.unless(false, "why.offline");
  }

  /** The card of a call that is over: why, and what to do next. */
  private static CallView ended(CallOnLine on, Map<UUID, Caller> callers) {
    Caller caller = caller(on, callers);
    Call call = on.call().call();
    var actions = new EnumMap<Action, Control>(Action.class);
    Trouble trouble = Trouble.of(call);
    if (trouble.repeatable()) {
      actions.put(Action.CALL_AGAIN, Control.POSSIBLE);
    }
    if (trouble.parked()) {
      actions.put(Action.FETCH, Control.POSSIBLE);
    }
    actions.put(Action.CLOSE, Control.POSSIBLE);
    return new CallView(
        on.line().line().id(),
        call.id(),
        on.call().record(),
        trouble.kind(),
        Text.of(trouble.state()),
        name(call.peer(), caller),
        initials(named(call.peer(), caller)),
        call.peer().number().dialled(),
        trouble.calm() ? trouble.sentence() : second(on, caller),
        via(on),
        null,
        null,
        Quality.UNKNOWN,
        false,
        false,
        Sound.NONE,
        Camera.OFF,
        on.call().sent(),
        on.call().received(),
        actions,
        trouble.calm() ? null : trouble.sentence(),
        caller);
  }

  private static Caller caller(CallOnLine on, Map<UUID, Caller> callers) {
    return callers.getOrDefault(on.call().record(), new Caller.Unasked());
  }

  /** The name in the directory counts before the one that the phone system shows. */
  private static String named(Party party, Caller caller) {
    return caller instanceof Caller.One one ? one.record().name() : party.name();
  }

  private static Text name(Party party, Caller caller) {
    String name = named(party, caller);
    if (!name.isBlank()) {
      return Text.of("say.literal", name);
    }
    return party.number().withheld()
        ? Text.of("who.withheld")
        : Text.of("say.literal", party.number().dialled());
  }

  static String initials(String name) {
    var initials = new StringBuilder();
    for (String word : name.strip().split("\\s+")) {
      if (!word.isEmpty() && initials.codePoints().count() < 2) {
        initials.appendCodePoint(word.codePointAt(0));
      }
    }
    return initials.toString().toUpperCase(Locale.ROOT);
  }

  private static Text second(CallOnLine on, Caller caller) {
    PhoneNumber redirecting = on.call().call().redirecting();
    if (redirecting != null) {
      return redirecting.equals(on.line().line().number())
          ? Text.of("who.fromParking")
          : Text.of("who.transferredBy", redirecting.dialled());
    }
    Text system = Text.of("system." + on.line().line().system());
    return switch (caller) {
      case Caller.One one when !one.record().second().isBlank() ->
          Text.of("say.literal", one.record().second());
      case Caller.Nobody _, Caller.Several _ -> Text.of("say.both", system, via(on));
      case Caller.One _, Caller.Unasked _, Caller.Withheld _ -> system;
    };
  }

  private static Text via(CallOnLine on) {
    String number = on.line().line().number().dialled();
    return on.call().call().direction() == CallDirection.OUT
        ? Text.of("who.from", number)
        : Text.of("who.to", number);
  }

  private static @Nullable LineState dialLine(HubState hub, @Nullable LineId chosen) {
    return hub.lines().stream()
        .filter(line -> line.line().id().equals(chosen))
        .findFirst()
        .or(() -> hub.lines().stream().filter(PanelPresenter::connected).findFirst())
        .or(() -> hub.lines().stream().findFirst())
        .orElse(null);
  }

  private static boolean connected(LineState line) {
    return line.model().connection() == Connection.CONNECTED;
  }

  private static Control dial(HubState hub, @Nullable LineState line) {
    if (line == null) {
      return Control.unless(false, "why.noLine");
    }
    if (!connected(line)) {
      return offline();
    }
    if (!hub.hasPhone(line.line().id())) {
      return Control.unless(false, "why.phone");
    }
    boolean busy = hub.calls().anyMatch(call -> state(call) != CallState.HOLDED);
    boolean idle = line.model().calls().isEmpty();
    return busy
        ? Control.unless(false, "why.oneCall")
        : Control.unless(
            line.model().lineFeatures().contains(Feature.DIAL),
            idle ? "why.noDial" : "why.oneCall");
  }

  private static @Nullable Control pickUp(HubState hub, @Nullable LineState line) {
    if (line == null || !line.capabilities().includes(Feature.PICK_UP)) {
      return null;
    }
    Control dial = dial(hub, line);
    return dial.possible()
        ? Control.unless(line.model().lineFeatures().contains(Feature.PICK_UP), "why.cannot")
        : dial;
  }

  private static Status status(HubState hub) {
    List<LineState> withStates =
        hub.lines().stream().filter(l -> !l.agentStates().isEmpty()).toList();
    Optional<LineState> line =
        withStates.stream()
            .filter(PanelPresenter::connected)
            .findFirst()
            .or(() -> withStates.stream().findFirst());
    List<AgentStateOption> options = line.map(LineState::agentStates).orElse(List.of());
    Optional<CallOnLine> talking = hub.calls().filter(c -> !rings(c)).findFirst();
    var model = line.map(LineState::model);
    var chosen = model.map(CtiModel::agentState).orElse(null);
    CallCentre centre = callCentre(hub);
    if (talking.isPresent()) {
      Instant since = talking.get().call().times().startedAt();
      return new Status(
          Text.of("status.oncall"), "phone-call", "talk", since, chosen, options, centre);
    }
    boolean works =
        line.map(one -> connected(one) && hub.hasPhone(one.line().id()))
            .orElseGet(() -> hub.lines().stream().anyMatch(PanelPresenter::connected));
    if (!works) {
      return new Status(Text.of("state.offline"), "unplug", "hold", null, chosen, options, centre);
    }
    if (chosen == null) {
      return new Status(
          Text.of("status.ready"), "circle-check", "talk", null, null, options, centre);
    }
    Instant since = model.map(CtiModel::agentStateSince).orElse(null);
    AgentStateOption.Kind kind =
        options.stream()
            .filter(option -> option.code().equals(chosen.code()))
            .map(AgentStateOption::kind)
            .findFirst()
            .orElse(AgentStateOption.Kind.READY);
    Text shown = StatusTexts.of(chosen, options);
    return switch (kind) {
      case READY -> new Status(shown, "circle-check", "talk", since, chosen, options, centre);
      case AWAY -> new Status(shown, "clock", "hold", since, chosen, options, centre);
      case DO_NOT_DISTURB ->
          new Status(shown, "circle-minus", "bad", since, chosen, options, centre);
      case BUSY -> new Status(shown, "phone-call", "done", since, chosen, options, centre);
      case DIVERTED -> new Status(shown, "phone-forwarded", "hold", since, chosen, options, centre);
      case UNREACHABLE -> new Status(shown, "unplug", "hold", since, chosen, options, centre);
    };
  }

  /** Of several lines one that is in is enough: calls of queues may come. */
  private static @Nullable CallCentre callCentre(HubState hub) {
    return hub.lines().stream()
        .map(line -> line.model().callCentre())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /**
   * How a transfer of the call begins: as the line says, as far as that is possible.
   *
   * @param view a call on one of the lines
   */
  public static TransferWay firstWay(HubState hub, CallView view) {
    Optional<CallOnLine> on =
        hub.calls().filter(each -> each.call().record().equals(view.record())).findFirst();
    boolean blind = on.filter(each -> can(each, Feature.BLIND_TRANSFER)).isPresent();
    boolean consult = on.filter(each -> can(each, Feature.MAKE_CONSULT_CALL)).isPresent();
    boolean wanted =
        on.filter(each -> LineOption.BLIND_TRANSFER.of(each.line().line())).isPresent();
    return blind && (wanted || !consult) ? TransferWay.BLIND : TransferWay.CONSULTATION;
  }

  private static boolean can(CallOnLine on, Feature feature) {
    return on.call().call().can(feature);
  }

  /** Nobody has said why until a first attempt has failed. */
  private static String lossKey(@Nullable Loss why) {
    return why == null ? Loss.CONNECTION_LOST.textKey() : why.textKey();
  }

  /** Why the page that is the phone of a line is none yet; null when it is, or need not be. */
  private static @Nullable Text phoneTrouble(HubState hub, LineId line, Text system) {
    Registration registration = hub.registrations().get(line);
    if (registration == null || registration.stands()) {
      return null;
    }
    return registration.why() == null
        ? Text.of("err.phone", system)
        : Text.of("err.phone.because", Text.of(registration.why().textKey(), system));
  }

  private static LineView line(LineState line, HubState hub) {
    CtiModel model = line.model();
    Text system = Text.of("system." + line.line().system());
    Text phone = phoneTrouble(hub, line.line().id(), system);
    boolean phoneAway = model.connection() == Connection.CONNECTED && phone != null;
    Text trouble =
        switch (model.connection()) {
          case CONNECTED -> phone;
          case UNOPENED -> Text.of("state.unopened", system);
          case CONNECTING -> Text.of("state.connecting");
          case LOST -> Text.of(lossKey(model.lossReason()), system);
        };
    return new LineView(
        line.line().id(),
        line.line().number().dialled(),
        system,
        model.connection(),
        trouble,
        phoneAway ? Effort.UNDER_WAY : line.effort(),
        phoneAway ? 1 : line.attempt(),
        line.nextAttempt());
  }
}
