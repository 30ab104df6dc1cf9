package dev.hookswitch.panel;

import static dev.hookswitch.phone.CallBuilder.NOON;
import static dev.hookswitch.phone.CallBuilder.OWN;
import static dev.hookswitch.phone.CallBuilder.incoming;
import static dev.hookswitch.phone.CallBuilder.noonAnd;
import static dev.hookswitch.phone.CallBuilder.outgoing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.hub.CallTimes;
import dev.hookswitch.hub.CtiModel;
import dev.hookswitch.hub.CtiModel.Connection;
import dev.hookswitch.hub.HubState;
import dev.hookswitch.hub.HubState.CallOnLine;
import dev.hookswitch.hub.LineState;
import dev.hookswitch.hub.LineState.Effort;
import dev.hookswitch.hub.MediaState;
import dev.hookswitch.hub.MediaState.Holder;
import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.hub.TrackedCall;
import dev.hookswitch.panel.CallView.Camera;
import dev.hookswitch.panel.CallView.Control;
import dev.hookswitch.panel.CallView.Kind;
import dev.hookswitch.panel.CallView.Sound;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallBuilder;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSessionId;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PanelPresenterTest {
  private static final Holder HERE = new Holder(1);
  private static final Holder THERE = new Holder(2);
  private static final List<AgentStateOption> STATES =
      List.of(
          new AgentStateOption("ready", AgentStateOption.Kind.READY, List.of()),
          new AgentStateOption("away", AgentStateOption.Kind.AWAY, List.of("lunch")),
          new AgentStateOption("dnd", AgentStateOption.Kind.DO_NOT_DISTURB, List.of()),
          new AgentStateOption("wrapup", AgentStateOption.Kind.BUSY, List.of()),
          new AgentStateOption("voicemail", AgentStateOption.Kind.DIVERTED, List.of()),
          new AgentStateOption("nonreg", AgentStateOption.Kind.UNREACHABLE, List.of()));

  /** A line of a test; without further words it works, is idle and its agent ready. */
  private static final class A {
    private final LineId id;
    private Connection connection = Connection.CONNECTED;
    private @Nullable Loss loss;
    private Set<Feature> features = Set.of(Feature.DIAL);
    private Set<Feature> declared =
        EnumSet.complementOf(
            EnumSet.of(Feature.START_RECORDING, Feature.STOP_RECORDING, Feature.PARK));
    private @Nullable AgentState agent = AgentState.of("ready");
    private List<AgentStateOption> states = STATES;
    private @Nullable CallCentre callCentre;
    private final Map<CallId, TrackedCall> calls = new LinkedHashMap<>();
    private Map<String, String> parameters = Map.of();

    private A(int number) {
      id = new LineId(new UUID(7, number));
    }

    static A line(int number) {
      return new A(number);
    }

    A with(CallBuilder call) {
      Call built = call.build();
      calls.put(built.id(), tracked(built));
      return this;
    }

    A is(Connection now) {
      connection = now;
      return this;
    }

    A lost(Loss why) {
      loss = why;
      return is(Connection.LOST);
    }

    A says(LineOption option, boolean on) {
      parameters = Map.of(option.code(), Boolean.toString(on));
      return this;
    }

    A can(Feature... now) {
      features = Set.of(now);
      return this;
    }

    A declares(Set<Feature> all) {
      declared = all;
      return this;
    }

    A agent(@Nullable AgentState now) {
      agent = now;
      return this;
    }

    A is(CallCentre now) {
      callCentre = now;
      return this;
    }

    A withoutStates() {
      states = List.of();
      agent = null;
      return this;
    }

    LineState now() {
      var model =
          new CtiModel(
              connection,
              connection == Connection.LOST ? NOON : null,
              loss,
              features,
              calls,
              calls.isEmpty() ? null : calls.keySet().iterator().next(),
              agent,
              agent == null ? null : NOON,
              callCentre,
              Set.of());
      var line = new Line(id, "builtin", OWN, "Grace Hopper", parameters);
      boolean lost = connection == Connection.LOST;
      return new LineState(
          line,
          new Capabilities(declared, Set.of()),
          states,
          model,
          effort(),
          lost ? 2 : 0,
          effort() == Effort.PLANNED ? noonAnd(4) : null);
    }

    private Effort effort() {
      return switch (connection) {
        case UNOPENED, CONNECTED -> Effort.NONE;
        case CONNECTING -> Effort.UNDER_WAY;
        case LOST -> loss == null || loss.retry() ? Effort.PLANNED : Effort.NONE;
      };
    }
  }

  private static TrackedCall tracked(Call call) {
    var times =
        new CallTimes(
            call.startedAt(),
            call.answeredAt(),
            null,
            call.state(),
            noonAnd(30),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO);
    return new TrackedCall(new UUID(1, 1), call, times, "12", "9", null);
  }

  private static TransferWay firstWay(boolean blind, Feature... possible) {
    HubState hub =
        hub(
            A.line(1)
                .says(LineOption.BLIND_TRANSFER, blind)
                .with(incoming("a").in(CallState.CONNECTED).can(possible)));
    CallView main = PanelPresenter.of(hub, HERE, null, null, Map.of()).main();
    return PanelPresenter.firstWay(hub, Objects.requireNonNull(main));
  }

  @Test
  void transfer_beginsAsTheLineSays() {
    Feature[] both = {Feature.BLIND_TRANSFER, Feature.MAKE_CONSULT_CALL};
    assertThat(firstWay(false, both)).isEqualTo(TransferWay.CONSULTATION);
    assertThat(firstWay(true, both)).isEqualTo(TransferWay.BLIND);
  }

  @Test
  void transfer_thatIsPossibleInOneWayAlone_beginsInThat() {
    assertThat(firstWay(true, Feature.MAKE_CONSULT_CALL)).isEqualTo(TransferWay.CONSULTATION);
    assertThat(firstWay(false, Feature.BLIND_TRANSFER)).isEqualTo(TransferWay.BLIND);
  }

  private static HubState hub(A... lines) {
    return new HubState(List.of(lines).stream().map(A::now).toList(), Map.of(), Map.of(), HERE);
  }

  private static PanelState panel(A... lines) {
    return PanelPresenter.of(hub(lines), HERE, null, null, Map.of());
  }

  private static PanelState panel(CallBuilder... calls) {
    A line = A.line(1);
    for (CallBuilder call : calls) {
      line.with(call);
    }
    return panel(line);
  }

  private static CallView main(PanelState panel) {
    return Objects.requireNonNull(panel.main(), "no call on the stage");
  }

  private static CallView after(Call over) {
    var on = new CallOnLine(A.line(1).now(), tracked(over));
    return main(PanelPresenter.of(hub(A.line(1)), HERE, null, on, Map.of()));
  }

  private static @Nullable String why(@Nullable Control control) {
    assertThat(control).as("the button").isNotNull();
    Text reason = Objects.requireNonNull(control).reason();
    return reason == null ? null : reason.key();
  }

  private static String why(CallView call, Action action) {
    return Objects.requireNonNullElse(why(call.actions().get(action)), "possible");
  }

  private static CallBuilder talking(String id) {
    return incoming(id).in(CallState.CONNECTED);
  }

  private static CallBuilder held(String id) {
    return incoming(id).in(CallState.HOLDED);
  }

  @Nested
  class Stage {
    private static String id(CallView view) {
      return view.id().value();
    }

    @Test
    void stage_withoutCalls_isEmpty() {
      PanelState panel = panel(A.line(1));
      assertThat(panel.main()).isNull();
      assertThat(panel.held()).isEmpty();
      assertThat(panel.waiting()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
        value = CallState.class,
        names = {"CONNECTED", "CONFERENCED", "UNKNOWN"})
    void stage_belongsToTheCallThatTalks(CallState talks) {
      PanelState panel =
          panel(held("held"), incoming("rings"), outgoing("calls"), incoming("talks").in(talks));
      assertThat(id(main(panel))).isEqualTo("talks");
      assertThat(panel.held()).extracting(Stage::id).containsExactly("held", "calls");
      assertThat(panel.waiting()).extracting(Stage::id).containsExactly("rings");
    }

    @Test
    void stage_whenNobodyTalks_belongsToWhomWeCall() {
      PanelState panel = panel(held("held"), incoming("rings"), outgoing("calls"));
      assertThat(id(main(panel))).isEqualTo("calls");
    }

    @Test
    void stage_whenNobodyTalksOrIsCalled_belongsToWhoRings() {
      PanelState panel = panel(held("held"), incoming("rings"), incoming("rings too"));
      assertThat(id(main(panel))).isEqualTo("rings");
      assertThat(panel.held()).extracting(Stage::id).containsExactly("held");
      assertThat(panel.waiting()).extracting(Stage::id).containsExactly("rings too");
    }

    @Test
    void stage_withHeldCallsAlone_belongsToTheFirst() {
      PanelState panel = panel(held("first"), held("second"));
      assertThat(id(main(panel))).isEqualTo("first");
      assertThat(panel.held()).extracting(Stage::id).containsExactly("second");
    }

    @Test
    void stage_ofSeveralLines_seesTheCallsOfAll() {
      PanelState panel = panel(A.line(1).with(held("held")), A.line(2).with(talking("talks")));
      assertThat(id(main(panel))).isEqualTo("talks");
      assertThat(panel.held()).extracting(Stage::id).containsExactly("held");
    }

    @Test
    void callOver_whileAnotherLives_isNotShown() {
      var on = new CallOnLine(A.line(1).now(), tracked(incoming("old").over(EndReason.FAILED)));
      PanelState panel =
          PanelPresenter.of(hub(A.line(1).with(talking("talks"))), HERE, null, on, Map.of());
      assertThat(id(main(panel))).isEqualTo("talks");
    }
  }

  @Nested
  class Card {
    @ParameterizedTest
    @CsvSource({
      "ALERTING, RINGING, state.ringing",
      "CONNECTED, TALKING, state.talking",
      "CONFERENCED, TALKING, state.talking",
      "UNKNOWN, TALKING, state.talking",
      "HOLDED, HELD, state.hold",
      "BUSY, FAILED, state.busy"
    })
    void card_ofAnIncomingCall_saysItsState(CallState state, Kind kind, String words) {
      CallView card = main(panel(incoming("a").in(state)));
      assertThat(card.kind()).isEqualTo(kind);
      assertThat(card.state()).isEqualTo(Text.of(words));
    }

    @Test
    void card_ofACallThatWeMake_saysCalling() {
      CallView card = main(panel(outgoing("a")));
      assertThat(card.kind()).isEqualTo(Kind.CALLING);
      assertThat(card.via()).isEqualTo(Text.of("who.from", OWN.dialled()));
    }

    @Test
    void card_ofANamedCaller_showsNameInitialsAndNumber() {
      CallView card = main(panel(incoming("a").with("+15550100", "Ada King  Lovelace")));
      assertThat(card.name()).isEqualTo(Text.of("say.literal", "Ada King  Lovelace"));
      assertThat(card.initials()).isEqualTo("AK");
      assertThat(card.number()).isEqualTo("+15550100");
      assertThat(card.via()).isEqualTo(Text.of("who.to", OWN.dialled()));
    }

    @Test
    void card_ofANumberWithoutName_showsTheNumber() {
      CallView card = main(panel(incoming("a").with("+15550100", " ")));
      assertThat(card.name()).isEqualTo(Text.of("say.literal", "+15550100"));
      assertThat(card.initials()).isEmpty();
    }

    @Test
    void card_ofAWithheldNumber_saysSo() {
      assertThat(main(panel(incoming("a").with("", ""))).name()).isEqualTo(Text.of("who.withheld"));
    }

    @Test
    void card_ofATransferredCall_saysWhoTransferred() {
      assertThat(main(panel(incoming("a").transferredBy("102"))).second())
          .isEqualTo(Text.of("who.transferredBy", "102"));
    }

    @Test
    void card_ofAKnownCaller_hasTheNameOfTheDirectory() {
      CallView card = card(new Caller.One(summary("Marta Lindqvist", "Northwind"), null, null));
      assertThat(card.name()).isEqualTo(Text.of("say.literal", "Marta Lindqvist"));
      assertThat(card.initials()).isEqualTo("ML");
      assertThat(card.second()).isEqualTo(Text.of("say.literal", "Northwind"));
    }

    @Test
    void card_ofAKnownCallerWithoutASecondLine_namesThePhoneSystem() {
      CallView card = card(new Caller.One(summary("Marta Lindqvist", ""), null, null));
      assertThat(card.second()).isEqualTo(Text.of("system.builtin"));
    }

    @Test
    void card_ofOneOfSeveral_keepsWhatThePhoneSystemShows() {
      CallView card = card(new Caller.Several(List.of()));
      assertThat(card.name()).isEqualTo(Text.of("say.literal", "Ada Lovelace"));
      assertThat(card.caller()).isEqualTo(new Caller.Several(List.of()));
    }

    private static CallView card(Caller caller) {
      return main(
          PanelPresenter.of(
              hub(A.line(1).with(incoming("a").with("+1 555 0100", "Ada Lovelace"))),
              HERE,
              null,
              null,
              Map.of(new UUID(1, 1), caller)));
    }

    private static RecordSummary summary(String name, String second) {
      return new RecordSummary(new RecordRef(RecordRef.CONTACT, new UUID(2, 2)), name, second);
    }

    @Test
    void initials_ofALetterOutsideTheBasicPlane_areWhole() {
      assertThat(PanelPresenter.initials("𝒜da 𝓁ovelace")).isEqualTo("𝒜𝓁");
    }

    @Test
    void timers_countFromTheServersTimes() {
      CallView rings = main(panel(incoming("a")));
      assertThat(rings.since()).isEqualTo(NOON);
      CallView talks = main(panel(talking("a").answeredAt(noonAnd(9))));
      assertThat(talks.since()).isEqualTo(noonAnd(9));
      assertThat(talks.heldSince()).isNull();
      CallView held = main(panel(held("a").answeredAt(noonAnd(9))));
      assertThat(held.since()).isEqualTo(noonAnd(9));
      assertThat(held.heldSince()).isEqualTo(noonAnd(30));
    }

    @Test
    void digits_areShown() {
      CallView card = main(panel(talking("a")));
      assertThat(card.sent()).isEqualTo("12");
      assertThat(card.received()).isEqualTo("9");
    }

    @Test
    void consultation_whileItsMainCallLives_saysConsulting() {
      PanelState panel =
          panel(held("main"), outgoing("b").consulting("main").in(CallState.CONNECTED));
      assertThat(main(panel).state()).isEqualTo(Text.of("state.consult"));
    }

    @Test
    void consultation_whoseMainCallIsGone_isACallLikeAnyOther() {
      PanelState panel = panel(outgoing("b").consulting("gone").in(CallState.CONNECTED));
      assertThat(main(panel).state()).isEqualTo(Text.of("state.talking"));
      assertThat(main(panel).actions()).containsKeys(Action.END, Action.TRANSFER);
    }

    @ParameterizedTest
    @CsvSource({"1, HERE", "2, OTHER_PAGE", "-1, NOWHERE"})
    void sound_isWhereItsHolderIs(long holder, Sound sound) {
      var media =
          new MediaState(
              new MediaSessionId("m"),
              new Holder(holder),
              Quality.FAIR,
              false,
              Media.AUDIO_AND_VIDEO);
      var hub =
          new HubState(
              List.of(A.line(1).with(talking("a")).now()),
              Map.of(new CallId("a"), media),
              Map.of(),
              THERE);
      CallView card = main(PanelPresenter.of(hub, HERE, null, null, Map.of()));
      assertThat(card.sound()).isEqualTo(sound);
      assertThat(card.quality()).isEqualTo(Quality.FAIR);
      assertThat(card.camera()).isEqualTo(Camera.ON);
    }

    @Test
    void sound_withoutWebPhone_isNone() {
      assertThat(main(panel(talking("a"))).sound()).isEqualTo(Sound.NONE);
    }
  }

  @Nested
  class Buttons {
    @Test
    void ringingCall_isAnsweredOrDeclined() {
      CallView card = main(panel(incoming("a").can(Feature.ANSWER, Feature.DROP)));
      assertThat(card.actions()).containsOnlyKeys(Action.ANSWER, Action.DECLINE);
      assertThat(card.actions().values()).allMatch(Control::possible);
    }

    @Test
    void ringingCall_ofADeskPhone_saysWhereToAnswer() {
      CallView card = main(panel(incoming("a")));
      assertThat(why(card, Action.ANSWER)).isEqualTo("why.desk");
      assertThat(why(card, Action.DECLINE)).isEqualTo("why.cannot");
    }

    @Test
    void talkingCall_thatCanAll_hasItsButtons() {
      CallView card =
          main(
              panel(
                  talking("a")
                      .can(
                          Feature.DROP,
                          Feature.HOLD,
                          Feature.MUTE,
                          Feature.DTMF,
                          Feature.VIDEO,
                          Feature.BLIND_TRANSFER)));
      assertThat(card.actions())
          .containsOnlyKeys(
              Action.MUTE, Action.HOLD, Action.KEYPAD, Action.VIDEO, Action.TRANSFER, Action.END);
      assertThat(card.actions().values()).allMatch(Control::possible);
    }

    @Test
    void talkingCall_thatCanNothing_saysWhyOfEachButton() {
      CallView card = main(panel(talking("a")));
      assertThat(why(card, Action.MUTE)).isEqualTo("why.cannot");
      assertThat(why(card, Action.HOLD)).isEqualTo("why.noHold");
      assertThat(why(card, Action.KEYPAD)).isEqualTo("why.noDigits");
      assertThat(why(card, Action.VIDEO)).isEqualTo("why.noVideo");
      assertThat(why(card, Action.TRANSFER)).isEqualTo("why.cannot");
      assertThat(why(card, Action.END)).isEqualTo("why.cannot");
    }

    @Test
    void callingCall_saysThatTheOtherSideMustAnswerFirst() {
      CallView card = main(panel(outgoing("a").can(Feature.DROP)));
      assertThat(why(card, Action.END)).isEqualTo("possible");
      for (Action later :
          List.of(Action.MUTE, Action.HOLD, Action.KEYPAD, Action.VIDEO, Action.TRANSFER)) {
        assertThat(why(card, later)).as("%s", later).isEqualTo("why.notYet");
      }
    }

    @Test
    void heldCall_isResumed() {
      CallView card = main(panel(held("a").can(Feature.UNHOLD, Feature.DROP)));
      assertThat(card.actions()).containsKey(Action.RESUME).doesNotContainKey(Action.HOLD);
      assertThat(why(card, Action.RESUME)).isEqualTo("possible");
      assertThat(why(card, Action.MUTE)).isEqualTo("why.onHold");
      assertThat(why(card, Action.KEYPAD)).isEqualTo("why.onHold");
    }

    @Test
    void heldCall_duringATransfer_saysToEndThatFirst() {
      assertThat(why(main(panel(held("a"))), Action.RESUME)).isEqualTo("why.transferOpen");
    }

    private static final Set<Feature> OF_A_PBX = EnumSet.complementOf(EnumSet.of(Feature.VIDEO));

    private static CallView onPbx(CallBuilder call) {
      return main(panel(A.line(1).declares(OF_A_PBX).with(call)));
    }

    @Test
    void talkingCall_onALineThatRecords_hasRecordInPlaceOfVideo() {
      CallView card = onPbx(talking("a").can(Feature.START_RECORDING));
      assertThat(card.recorded()).isFalse();
      assertThat(why(card, Action.RECORD)).isEqualTo("possible");
      assertThat(card.actions()).doesNotContainKeys(Action.STOP_RECORDING, Action.VIDEO);
    }

    @Test
    void recordedCall_canBeStoppedOnHoldToo() {
      for (CallBuilder call : List.of(talking("a"), held("a"))) {
        CallView card = onPbx(call.can(Feature.STOP_RECORDING));
        assertThat(card.recorded()).isTrue();
        assertThat(why(card, Action.STOP_RECORDING)).isEqualTo("possible");
        assertThat(card.actions()).doesNotContainKey(Action.RECORD);
      }
    }

    @Test
    void record_notPossible_saysWhy() {
      assertThat(why(onPbx(talking("a")), Action.RECORD)).isEqualTo("why.noRecording");
      assertThat(why(onPbx(outgoing("a")), Action.RECORD)).isEqualTo("why.notYet");
      assertThat(why(onPbx(held("a")), Action.RECORD)).isEqualTo("why.onHold");
    }

    @Test
    void lineThatRecordsAndHasVideo_hasBoth() {
      CallView card = main(panel(A.line(1).declares(Set.of(Feature.values())).with(talking("a"))));
      assertThat(card.actions()).containsKeys(Action.RECORD, Action.VIDEO);
    }

    @Test
    void park_whereTheLineDeclaresIt_isPossibleOrSaysWhy() {
      assertThat(why(onPbx(talking("a").can(Feature.PARK)), Action.PARK)).isEqualTo("possible");
      assertThat(why(onPbx(outgoing("a")), Action.PARK)).isEqualTo("why.notYet");
      assertThat(main(panel(talking("a"))).actions()).doesNotContainKey(Action.PARK);
    }

    @Test
    void parkedCall_over_saysWhereAndCanBeFetched() {
      CallView card = after(talking("a").parkedAt("701").over(EndReason.PARKED));
      assertThat(card.kind()).isEqualTo(Kind.ENDED);
      assertThat(card.state()).isEqualTo(Text.of("state.parked"));
      assertThat(card.trouble()).isEqualTo(Text.of("call.endedBy.parked", "701"));
      assertThat(card.actions()).containsOnlyKeys(Action.FETCH, Action.CLOSE);
    }

    @Test
    void callThatTheLineSentItself_comesBackFromParking() {
      assertThat(main(panel(incoming("a").transferredBy(OWN.dialled()))).second())
          .isEqualTo(Text.of("who.fromParking"));
    }

    @Test
    void mutedCall_isUnmuted() {
      CallView card = main(panel(talking("a").can(Feature.UNMUTE)));
      assertThat(card.muted()).isTrue();
      assertThat(why(card, Action.UNMUTE)).isEqualTo("possible");
      assertThat(card.actions()).doesNotContainKey(Action.MUTE);
    }

    @Test
    void consultation_thatTalks_swapsCompletesAndCancels() {
      PanelState panel =
          panel(
              held("main"),
              outgoing("b")
                  .consulting("main")
                  .in(CallState.CONNECTED)
                  .can(Feature.SWAP, Feature.COMPLETE_TRANSFER, Feature.CANCEL_COMPLETE_TRANSFER));
      CallView card = main(panel);
      assertThat(card.actions())
          .containsKeys(Action.SWAP, Action.COMPLETE_TRANSFER, Action.CANCEL_TRANSFER)
          .doesNotContainKeys(Action.TRANSFER, Action.VIDEO, Action.END);
      assertThat(why(card, Action.COMPLETE_TRANSFER)).isEqualTo("possible");
    }

    @Test
    void consultation_thatRings_cannotBeCompletedYet() {
      PanelState panel =
          panel(
              held("main"), outgoing("b").consulting("main").can(Feature.CANCEL_COMPLETE_TRANSFER));
      assertThat(why(main(panel), Action.SWAP)).isEqualTo("why.notYet");
      assertThat(why(main(panel), Action.COMPLETE_TRANSFER)).isEqualTo("why.notYet");
      assertThat(why(main(panel), Action.CANCEL_TRANSFER)).isEqualTo("possible");
    }

    @Test
    void busyCall_thatStillLives_isEnded() {
      CallView card = main(panel(outgoing("a").in(CallState.BUSY).can(Feature.DROP)));
      assertThat(card.actions()).containsOnlyKeys(Action.END);
      assertThat(why(card, Action.END)).isEqualTo("possible");
    }

    @ParameterizedTest
    @EnumSource(CallState.class)
    void calls_ofALineThatIsLost_offerNothing(CallState state) {
      CallView card =
          main(
              panel(
                  A.line(1)
                      .lost(Loss.CONNECTION_LOST)
                      .with(incoming("a").in(state).can(Feature.values()))));
      if (state != CallState.NONE) {
        card.actions()
            .forEach((action, control) ->
                assertThat(why(control)).as("%s", action).isEqualTo("why.offline"));
      }
    }
  }

  @Nested
  class Ended {
    @ParameterizedTest
    @CsvSource({
      "ENDED_BY_USER, state.ended, call.endedBy.me",
      "ENDED_BY_OTHER, state.ended, call.endedBy.other",
      "TRANSFERRED, state.ended, call.endedBy.transfer",
      "CANCELLED, state.ended, call.endedBy.me"
    })
    void callWeMade_thatEndedWell_saysHowAndCloses(
        EndReason reason, String state, String sentence) {
      CallView card = after(outgoing("a").over(reason));
      assertThat(card.kind()).isEqualTo(Kind.ENDED);
      assertThat(card.state()).isEqualTo(Text.of(state));
      assertThat(card.second()).isEqualTo(Text.of(sentence));
      assertThat(card.trouble()).isNull();
      assertThat(card.actions()).containsOnlyKeys(Action.CLOSE);
      assertThat(card.since()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
      "DECLINED, state.declined, err.declined",
      "BUSY, state.busy, err.busy",
      "NO_ANSWER, state.noAnswer, err.noAnswer.plain",
      "UNAVAILABLE, state.unavailable, err.unavailable",
      "FAILED, state.failed, err.failed",
      "BROKEN_OFF, state.brokenOff, err.brokenOff"
    })
    void callWeMade_thatFailed_saysWhyAndCanBeRepeated(
        EndReason reason, String state, String sentence) {
      CallView card = after(outgoing("a").over(reason));
      assertThat(card.kind()).isEqualTo(Kind.FAILED);
      assertThat(card.state()).isEqualTo(Text.of(state));
      assertThat(card.trouble()).extracting(Text::key).isEqualTo(sentence);
      assertThat(card.actions()).containsOnlyKeys(Action.CALL_AGAIN, Action.CLOSE);
    }

    @Test
    void callToAWrongNumber_namesItAndIsNotRepeated() {
      CallView card = after(outgoing("a").with("999", "").over(EndReason.WRONG_NUMBER));
      assertThat(card.trouble()).isEqualTo(Text.of("err.wrongNumber", "999"));
      assertThat(card.actions()).containsOnlyKeys(Action.CLOSE);
    }

    @ParameterizedTest
    @CsvSource({
      "CANCELLED, call.endedBy.other",
      "DECLINED, call.endedBy.me",
      "NO_ANSWER, state.missed"
    })
    void callThatCame_andWasNotAnswered_isNoFailureOfTheCaller(EndReason reason, String sentence) {
      CallView card = after(incoming("a").over(reason));
      assertThat(card.kind()).isEqualTo(Kind.ENDED);
      assertThat(card.second()).isEqualTo(Text.of(sentence));
    }

    @Test
    void callFromAWithheldNumber_isNotRepeated() {
      CallView card = after(incoming("a").with("", "").over(EndReason.BROKEN_OFF));
      assertThat(card.actions()).containsOnlyKeys(Action.CLOSE);
    }
  }

  @Nested
  class Dialling {
    @Test
    void dial_onAnIdleLine_isPossible() {
      assertThat(panel(A.line(1)).dial().possible()).isTrue();
    }

    @Test
    void dial_withoutAnyLine_saysSo() {
      PanelState panel = panel(new A[0]);
      assertThat(why(panel.dial())).isEqualTo("why.noLine");
      assertThat(panel.dialLine()).isNull();
    }

    @Test
    void dial_onALostLine_saysSo() {
      assertThat(why(panel(A.line(1).lost(Loss.UNREACHABLE)).dial())).isEqualTo("why.offline");
    }

    @Test
    void dial_duringACall_saysSo() {
      assertThat(why(panel(talking("a")).dial())).isEqualTo("why.oneCall");
    }

    @Test
    void dial_whileACallIsHeld_followsThatCallsFeatures() {
      assertThat(why(panel(held("a")).dial())).isEqualTo("why.oneCall");
      assertThat(panel(held("a").can(Feature.DIAL)).dial().possible()).isTrue();
    }

    @Test
    void dial_onAnIdleLineThatCannot_saysSo() {
      assertThat(why(panel(A.line(1).can()).dial())).isEqualTo("why.noDial");
    }

    @Test
    void pickUp_onALineThatNeverCan_isNotOffered() {
      assertThat(panel(A.line(1).declares(Set.of(Feature.DIAL))).pickUp()).isNull();
      assertThat(panel(new A[0]).pickUp()).isNull();
    }

    @Test
    void pickUp_onALineThatCan_isPossibleWhileItIsIdle() {
      Control now = panel(A.line(1).can(Feature.DIAL, Feature.PICK_UP)).pickUp();
      assertThat(now).isEqualTo(Control.POSSIBLE);
      assertThat(panel(talking("a")).pickUp()).isEqualTo(Control.unless(false, "why.oneCall"));
      assertThat(panel(A.line(1).lost(Loss.UNREACHABLE)).pickUp())
          .isEqualTo(Control.unless(false, "why.offline"));
    }

    @Test
    void dialLine_notChosen_isTheFirstThatWorks() {
      assertThat(panel(A.line(1).lost(Loss.UNREACHABLE), A.line(2)).dialLine())
          .isEqualTo(A.line(2).id);
    }

    @Test
    void dialLine_chosen_staysEvenWhenLost() {
      PanelState panel =
          PanelPresenter.of(
              hub(A.line(1).lost(Loss.UNREACHABLE), A.line(2)), HERE, A.line(1).id, null, Map.of());
      assertThat(panel.dialLine()).isEqualTo(A.line(1).id);
    }

    @Test
    void dialLine_chosenButGone_isTheFirst() {
      PanelState panel = PanelPresenter.of(hub(A.line(1)), HERE, A.line(9).id, null, Map.of());
      assertThat(panel.dialLine()).isEqualTo(A.line(1).id);
    }
  }

  @Nested
  class LinesAndStatus {
    @Test
    void line_thatWorks_hasNoTrouble() {
      assertThat(panel(A.line(1)).lines().getFirst().works()).isTrue();
    }

    @Test
    void line_lost_saysWhichPhoneSystemAndWhenNext() {
      var line = panel(A.line(1).lost(Loss.CONNECTION_LOST)).lines().getFirst();
      assertThat(line.trouble())
          .isEqualTo(Text.of("err.loss.connection_lost", Text.of("system.builtin")));
      assertThat(line.effort()).isEqualTo(Effort.PLANNED);
      assertThat(line.attempt()).isEqualTo(2);
      assertThat(line.nextAttempt()).isEqualTo(noonAnd(4));
    }

    @Test
    void line_refused_saysThatThePasswordIsWrong() {
      var line = panel(A.line(1).lost(Loss.REFUSED)).lines().getFirst();
      assertThat(line.trouble()).isEqualTo(Text.of("err.loss.refused", Text.of("system.builtin")));
      assertThat(line.effort()).isEqualTo(Effort.NONE);
    }

    @Test
    void losses_inEachLanguage_haveSentencesOfTheirOwn() {
      for (Locale language : List.of(Locale.ENGLISH, Locale.of("ru"))) {
        assertThat(
                Stream.of(Loss.values())
                    .map(why -> panel(A.line(1).lost(why)).lines().getFirst().trouble())
                    .map(trouble ->
                        new dev.hookswitch.shell.Texts()
                            .getTranslation(trouble.key(), language, "Webitel")))
            .doesNotHaveDuplicates()
            .allSatisfy(sentence -> assertThat(sentence).contains("Webitel").doesNotContain("!"));
      }
    }

    @Test
    void line_notYetOpen_isConnecting() {
      assertThat(panel(A.line(1).is(Connection.CONNECTING)).lines().getFirst().trouble())
          .isEqualTo(Text.of("state.connecting"));
    }

    @Test
    void line_thatItsUserOpens_saysSo() {
      var line = panel(A.line(1).is(Connection.UNOPENED)).lines().getFirst();
      assertThat(line.works()).isFalse();
      assertThat(line.unopened()).isTrue();
      assertThat(line.trouble()).isEqualTo(Text.of("state.unopened", Text.of("system.builtin")));
    }

    @ParameterizedTest
    @CsvSource({
      "ready, talk",
      "away, hold",
      "dnd, bad",
      "wrapup, done",
      "voicemail, hold",
      "nonreg, hold"
    })
    void status_followsItsKind(String code, String style) {
      var status = panel(A.line(1).agent(AgentState.of(code))).status();
      assertThat(status.shown()).isEqualTo(Text.of("status." + code));
      assertThat(status.style()).isEqualTo(style);
      assertThat(status.since()).isEqualTo(NOON);
    }

    @Test
    void status_withReason_saysTheReason() {
      assertThat(panel(A.line(1).agent(new AgentState("away", "LUNCH"))).status().shown())
          .isEqualTo(Text.of("status.away.lunch"));
    }

    @Test
    void status_withAReasonThatNobodyOffers_saysItAsItIs() {
      assertThat(panel(A.line(1).agent(new AgentState("away", "gone fishing"))).status().shown())
          .isEqualTo(Text.of("status.because", Text.of("status.away"), "gone fishing"));
    }

    @Test
    void status_thatNobodyKnows_isItsCode() {
      assertThat(panel(A.line(1).agent(AgentState.of("NEW"))).status().shown())
          .isEqualTo(Text.of("say.literal", "NEW"));
      assertThat(panel(A.line(1).agent(new AgentState("NEW", "why"))).status().shown())
          .isEqualTo(Text.of("status.because", "NEW", "why"));
    }

    @Test
    void callCentre_whileNoLineHasOne_isUnknown() {
      assertThat(panel(A.line(1), A.line(2)).status().callCentre()).isNull();
    }

    @Test
    void callCentre_ofSeveralLines_isInWhenOneIs() {
      assertThat(
              panel(A.line(1), A.line(2).is(CallCentre.OUT), A.line(3).is(CallCentre.IN))
                  .status()
                  .callCentre())
          .isEqualTo(CallCentre.IN);
      assertThat(panel(A.line(1).is(CallCentre.OUT)).status().callCentre())
          .isEqualTo(CallCentre.OUT);
    }

    @Test
    void status_duringACall_isOnACall() {
      var status = panel(talking("a")).status();
      assertThat(status.shown()).isEqualTo(Text.of("status.oncall"));
      assertThat(status.chosen()).isEqualTo(AgentState.of("ready"));
    }

    @Test
    void status_whileItRings_isStillTheChosenOne() {
      assertThat(panel(incoming("a")).status().shown()).isEqualTo(Text.of("status.ready"));
    }

    @Test
    void status_withoutAnyConnection_isNotConnected() {
      assertThat(panel(A.line(1).lost(Loss.UNREACHABLE)).status().shown())
          .isEqualTo(Text.of("state.offline"));
      assertThat(panel(new A[0]).status().shown()).isEqualTo(Text.of("state.offline"));
    }

    @Test
    void status_ofAPhoneSystemThatHasNone_isReadyWhileItWorks() {
      assertThat(panel(A.line(1).withoutStates()).status().shown())
          .isEqualTo(Text.of("status.ready"));
    }

    @Test
    void status_whenOneLineIsLost_isThatOfALineThatWorks() {
      var status =
          panel(A.line(1).lost(Loss.UNREACHABLE), A.line(2).agent(AgentState.of("dnd"))).status();
      assertThat(status.shown()).isEqualTo(Text.of("status.dnd"));
    }
  }

  @Nested
  class Texts {
    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void everyTextOfThePresenter_existsInTheLanguage(String language) {
      Set<String> keys = new TreeSet<>();
      for (Action action : Action.values()) {
        keys.add(action.key());
      }
      for (EndReason reason : EndReason.values()) {
        collect(after(outgoing("a").over(reason)), keys);
        collect(after(incoming("a").with("", "").over(reason)), keys);
      }
      for (CallState state : CallState.values()) {
        for (Connection connection : Connection.values()) {
          for (Feature[] features : List.of(new Feature[0], Feature.values())) {
            for (CallBuilder call : List.of(incoming("a"), outgoing("a").consulting("b"))) {
              A line =
                  A.line(1)
                      .is(connection)
                      .with(call.in(state).can(features))
                      .with(held("b").transferredBy("5"));
              collect(panel(line), keys);
            }
          }
        }
      }
      for (AgentStateOption option : STATES) {
        collect(panel(A.line(1).agent(AgentState.of(option.code()))), keys);
      }
      for (Loss why : Loss.values()) {
        collect(panel(A.line(1).lost(why)), keys);
      }
      collect(panel(A.line(1).can()), keys);
      collect(panel(new A[0]), keys);
      assertThat(texts(language).stringPropertyNames()).containsAll(keys);
      assertThat(keys).hasSizeGreaterThan(50);
    }

    @Test
    void languages_haveTheSameKeys() {
      assertThat(texts("ru").stringPropertyNames())
          .containsExactlyInAnyOrderElementsOf(texts("en").stringPropertyNames());
    }

    private static void collect(PanelState panel, Set<String> keys) {
      collect(panel.status().shown(), keys);
      collect(panel.dial(), keys);
      panel
          .lines()
          .forEach(line -> {
            collect(line.system(), keys);
            collect(line.trouble(), keys);
          });
      if (panel.main() != null) {
        collect(panel.main(), keys);
      }
      panel.held().forEach(call -> collect(call, keys));
      panel.waiting().forEach(call -> collect(call, keys));
    }

    private static void collect(CallView call, Set<String> keys) {
      collect(call.state(), keys);
      collect(call.name(), keys);
      collect(call.second(), keys);
      collect(call.via(), keys);
      collect(call.trouble(), keys);
      call.actions().values().forEach(control -> collect(control, keys));
    }

    private static void collect(Control control, Set<String> keys) {
      collect(control.reason(), keys);
    }

    private static void collect(@Nullable Text text, Set<String> keys) {
      if (text == null) {
        return;
      }
      if (!text.key().equals("say.literal")) {
        keys.add(text.key());
      }
      text.arguments()
          .forEach(argument -> {
            if (argument instanceof Text inner) {
              collect(inner, keys);
            }
          });
    }

    private static Properties texts(String language) {
      var texts = new Properties();
      String name = "/texts/panel_" + language + ".properties";
      try (Reader reader =
          new InputStreamReader(
              Objects.requireNonNull(PanelPresenterTest.class.getResourceAsStream(name), name),
              StandardCharsets.UTF_8)) {
        texts.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return texts;
    }
  }
}
