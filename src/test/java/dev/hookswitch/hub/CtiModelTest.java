package dev.hookswitch.hub;

import static dev.hookswitch.phone.CallBuilder.NOON;
import static dev.hookswitch.phone.CallBuilder.incoming;
import static dev.hookswitch.phone.CallBuilder.noonAnd;
import static dev.hookswitch.phone.CallBuilder.outgoing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.hub.CtiModel.Connection;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallBuilder;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.ActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent.AgentStateChanged;
import dev.hookswitch.phone.CtiEvent.CallBusy;
import dev.hookswitch.phone.CtiEvent.CallCentreStateChanged;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallInfoChanged;
import dev.hookswitch.phone.CtiEvent.CallSaved;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.CtiEvent.CurrentCallChanged;
import dev.hookswitch.phone.CtiEvent.Disconnected;
import dev.hookswitch.phone.CtiEvent.DtmfEntered;
import dev.hookswitch.phone.CtiEvent.DtmfEntered.Origin;
import dev.hookswitch.phone.CtiEvent.Hold;
import dev.hookswitch.phone.CtiEvent.Initialized;
import dev.hookswitch.phone.CtiEvent.LineStateChanged;
import dev.hookswitch.phone.CtiEvent.RawMessage;
import dev.hookswitch.phone.CtiEvent.Unhold;
import dev.hookswitch.phone.CtiEvent.WebRtcDestroyed;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.MediaSessionId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CtiModelTest {
  private static final LineId LINE = new LineId(new UUID(0, 1));

  private CtiModel model = CtiModel.INITIAL;
  private long records;

  /** Folds the event and says what counted, as "name call". */
  private List<String> fold(CtiEvent event) {
    var step = model.after(event, _ -> new UUID(1, ++records));
    model = step.model();
    return step.changes().stream()
        .map(change ->
            change.event().name()
                + (change.event() instanceof CtiEvent.CallEvent about ? " " + about.callId() : ""))
        .toList();
  }

  private List<String> initialized(long second) {
    return fold(new Initialized(LINE, noonAnd(second)));
  }

  private List<String> lost(long second, Loss why) {
    return fold(new Disconnected(LINE, noonAnd(second), why, ""));
  }

  private List<String> started(Call call) {
    return fold(new CallStarted(LINE, call.startedAt(), call));
  }

  private List<String> started(String id) {
    return started(incoming(id).build());
  }

  private List<String> talks(String id, long second) {
    return fold(
        new CommutationStarted(
            LINE,
            noonAnd(second),
            incoming(id).in(CallState.CONNECTED).answeredAt(noonAnd(second)).build()));
  }

  private List<String> held(String id, long second) {
    return fold(new Hold(LINE, noonAnd(second), incoming(id).in(CallState.HOLDED).build()));
  }

  private List<String> resumed(String id, long second) {
    return fold(new Unhold(LINE, noonAnd(second), incoming(id).in(CallState.CONNECTED).build()));
  }

  private List<String> finished(String id, long second) {
    return fold(
        new CallFinished(LINE, noonAnd(second), incoming(id).over(EndReason.ENDED_BY_OTHER)));
  }

  private List<String> possible(@Nullable String id, Feature... features) {
    return fold(
        new LineStateChanged(LINE, NOON, Set.of(features), id == null ? null : new CallId(id)));
  }

  private List<String> current(String id) {
    return fold(new CurrentCallChanged(LINE, NOON, new CallId(id)));
  }

  private List<String> snapshot(long second, @Nullable String current, Call... calls) {
    return fold(
        new ActiveCallSnapshot(
            LINE, noonAnd(second), List.of(calls), current == null ? null : new CallId(current)));
  }

  private List<String> renamed(String former, Call now) {
    return fold(new CallInfoChanged(LINE, NOON, new CallId(former), now));
  }

  private List<String> tones(String id, String digits, Origin origin) {
    return fold(new DtmfEntered(LINE, NOON, new CallId(id), digits, origin));
  }

  private TrackedCall call(String id) {
    return model.calls().get(new CallId(id));
  }

  private List<String> calls() {
    return model.calls().keySet().stream().map(CallId::value).toList();
  }

  private static CallId id(String id) {
    return new CallId(id);
  }

  private static void assertTimes(TrackedCall call, long ringing, long talk, long hold) {
    assertThat(call.times().ringing()).as("ringing").isEqualTo(Duration.ofSeconds(ringing));
    assertThat(call.times().talk()).as("talk").isEqualTo(Duration.ofSeconds(talk));
    assertThat(call.times().hold()).as("hold").isEqualTo(Duration.ofSeconds(hold));
  }

  @Nested
  class Line {
    @Test
    void initialized_withoutCalls_connectsAndDials() {
      assertThat(initialized(0)).containsExactly("initialized");
      assertThat(model.connection()).isEqualTo(Connection.CONNECTED);
      assertThat(model.lineFeatures()).containsExactly(Feature.DIAL);
    }

    @Test
    void agentState_changed_isShownSinceThen() {
      var away = new AgentState("away", "lunch");
      fold(new AgentStateChanged(LINE, noonAnd(5), away));
      assertThat(model.agentState()).isEqualTo(away);
      assertThat(model.agentStateSince()).isEqualTo(noonAnd(5));
    }

    @Test
    void agentState_repeated_keepsItsTime() {
      fold(new AgentStateChanged(LINE, noonAnd(5), AgentState.of("ready")));
      fold(new AgentStateChanged(LINE, noonAnd(9), AgentState.of("ready")));
      assertThat(model.agentStateSince()).isEqualTo(noonAnd(5));
    }

    @Test
    void callCentreState_changed_isKept() {
      assertThat(model.callCentre()).isNull();
      fold(new CallCentreStateChanged(LINE, NOON, CallCentre.IN));
      assertThat(model.callCentre()).isEqualTo(CallCentre.IN);
      fold(new CallCentreStateChanged(LINE, NOON, CallCentre.OUT));
      assertThat(model.callCentre()).isEqualTo(CallCentre.OUT);
    }

    @Test
    void callCentreState_lineLost_isNotKnownUntilItIsToldAgain() {
      initialized(0);
      fold(new CallCentreStateChanged(LINE, NOON, CallCentre.IN));
      lost(1, Loss.CONNECTION_LOST);
      assertThat(model.callCentre()).isNull();
      initialized(5);
      assertThat(model.callCentre()).isNull();
      fold(new CallCentreStateChanged(LINE, noonAnd(5), CallCentre.OUT));
      assertThat(model.callCentre()).isEqualTo(CallCentre.OUT);
    }

    @Test
    void errorAndRawMessage_changeNothing_areTold() {
      CtiModel before = model;
      assertThat(fold(new CtiEvent.Error(LINE, NOON, ErrorType.COMMAND, "no", "test")))
          .containsExactly("error");
      assertThat(fold(new RawMessage(LINE, NOON, "hello"))).containsExactly("rawMessage");
      assertThat(model).isEqualTo(before);
    }

    @Test
    void features_ofTheLine_replaceItsFeatures() {
      initialized(0);
      assertThat(possible(null)).containsExactly("lineStateChanged");
      assertThat(model.lineFeatures()).isEmpty();
    }

    @Test
    void features_ofTheCurrentCall_areThoseOfTheLineToo() {
      initialized(0);
      started("a");
      possible("a", Feature.HOLD);
      assertThat(call("a").call().features()).containsExactly(Feature.HOLD);
      assertThat(model.lineFeatures()).containsExactly(Feature.HOLD);
    }

    @Test
    void features_ofAnotherCall_leaveTheLine() {
      initialized(0);
      started("a");
      started("b");
      possible("a", Feature.HOLD);
      possible("b", Feature.ANSWER);
      assertThat(model.lineFeatures()).containsExactly(Feature.HOLD);
    }

    @Test
    void features_whenAnotherCallBecomesCurrent_areThoseOfThatCall() {
      started("a");
      started("b");
      possible("b", Feature.ANSWER);
      current("b");
      assertThat(model.lineFeatures()).containsExactly(Feature.ANSWER);
    }

    @Test
    void features_ofAnUnknownCall_doNotCount() {
      initialized(0);
      assertThat(possible("nobody", Feature.HOLD)).isEmpty();
      assertThat(model.lineFeatures()).containsExactly(Feature.DIAL);
    }
  }

  @Nested
  class CurrentCall {
    @Test
    void current_ofTheFirstCall_isThatCall() {
      started("a");
      started("b");
      assertThat(model.current()).isEqualTo(id("a"));
      assertThat(model.currentCall()).contains(call("a"));
      assertThat(model.otherCalls()).containsExactly(call("b"));
    }

    @Test
    void current_told_changes() {
      started("a");
      started("b");
      assertThat(current("b")).containsExactly("currentCallChanged b");
      assertThat(model.current()).isEqualTo(id("b"));
      assertThat(model.otherCalls()).containsExactly(call("a"));
    }

    @Test
    void current_unknownCallTold_stays() {
      started("a");
      assertThat(current("nobody")).isEmpty();
      assertThat(model.current()).isEqualTo(id("a"));
    }

    @Test
    void current_whenItEndsWhileAnotherStays_isTheOther() {
      started("a");
      started("b");
      finished("a", 1);
      assertThat(model.current()).isEqualTo(id("b"));
      assertThat(model.otherCalls()).isEmpty();
    }

    @Test
    void current_whenAnotherEnds_stays() {
      started("a");
      started("b");
      finished("b", 1);
      assertThat(model.current()).isEqualTo(id("a"));
    }

    @Test
    void current_whenTheLastCallEnds_isNone() {
      started("a");
      finished("a", 1);
      assertThat(model.current()).isNull();
      assertThat(model.currentCall()).isEmpty();
    }
  }

  @Nested
  class Calls {
    @Test
    void call_started_hasARecordAtOnce() {
      assertThat(started("a")).containsExactly("callStarted a");
      assertThat(call("a").record()).isEqualTo(new UUID(1, 1));
    }

    @Test
    void callStarted_doubled_countsOnce() {
      started("a");
      assertThat(started("a")).isEmpty();
      assertThat(calls()).containsExactly("a");
      assertThat(records).isEqualTo(1);
    }

    @Test
    void hold_doubled_keepsItsTime() {
      started("a");
      talks("a", 5);
      held("a", 10);
      held("a", 15);
      resumed("a", 20);
      assertTimes(call("a"), 5, 5, 10);
    }

    @Test
    void call_heardOfWithoutItsStart_isBegunFirst() {
      assertThat(talks("a", 5)).containsExactly("callStarted a", "commutationStarted a");
      assertThat(call("a").times().connectedAt()).isEqualTo(noonAnd(5));
    }

    @Test
    void call_firstHeardOfOnHold_wasConnectedWhenAnswered() {
      var held = incoming("a").answeredAt(noonAnd(4)).in(CallState.HOLDED).build();
      fold(new Hold(LINE, noonAnd(10), held));
      assertThat(call("a").times().connectedAt()).isEqualTo(noonAnd(4));
      assertTimes(call("a"), 4, 6, 0);
    }

    @Test
    void call_firstHeardOfByItsEnd_isBegunAndEnds() {
      assertThat(finished("a", 9)).containsExactly("callStarted a", "callFinished a");
      assertThat(calls()).isEmpty();
    }

    @Test
    void call_firstHeardOfByItsEnd_lastsUntilThen() {
      var step =
          model.after(
              new CallFinished(LINE, noonAnd(9), incoming("a").over(EndReason.CANCELLED)),
              _ -> new UUID(1, 1));
      TrackedCall over = step.changes().getLast().call();
      assertThat(over).isNotNull();
      assertThat(over.times().endedAt()).isEqualTo(noonAnd(9));
      assertThat(over.times().whole()).isEqualTo(Duration.ofSeconds(9));
      assertTimes(over, 9, 0, 0);
    }

    @Test
    void callBusy_ofAKnownCall_showsBusy() {
      started(outgoing("a").build());
      fold(new CallBusy(LINE, noonAnd(2), outgoing("a").in(CallState.BUSY).build()));
      assertThat(call("a").call().state()).isEqualTo(CallState.BUSY);
    }

    @Test
    void call_finished_goesWithItsReason() {
      started("a");
      var over = incoming("a").over(EndReason.CANCELLED);
      var step = model.after(new CallFinished(LINE, noonAnd(7), over), _ -> UUID.randomUUID());
      TrackedCall gone = step.changes().getFirst().call();
      assertThat(gone).isNotNull();
      assertThat(gone.call().endReason()).isEqualTo(EndReason.CANCELLED);
      assertThat(gone.times().endedAt()).isEqualTo(noonAnd(7));
      assertThat(step.model().calls()).isEmpty();
    }

    @Test
    void events_afterTheEnd_doNotCount() {
      started("a");
      finished("a", 1);
      CtiModel after = model;
      assertThat(started("a")).isEmpty();
      assertThat(talks("a", 2)).isEmpty();
      assertThat(held("a", 2)).isEmpty();
      assertThat(resumed("a", 2)).isEmpty();
      assertThat(finished("a", 2)).isEmpty();
      assertThat(possible("a", Feature.HOLD)).isEmpty();
      assertThat(current("a")).isEmpty();
      assertThat(renamed("a", incoming("a").build())).isEmpty();
      assertThat(tones("a", "1", Origin.SENT)).isEmpty();
      assertThat(model).isEqualTo(after);
    }

    @Test
    void events_withoutACallInThem_ofUnknownCalls_doNotCount() {
      assertThat(tones("a", "1", Origin.SENT)).isEmpty();
      assertThat(fold(new CallSaved(LINE, NOON, id("a"), new UUID(1, 1)))).isEmpty();
      assertThat(fold(new WebRtcDestroyed(LINE, NOON, id("a"), new MediaSessionId("m")))).isEmpty();
      assertThat(model.calls()).isEmpty();
    }

    @Test
    void endedCalls_moreThanAreRemembered_forgetTheOldestFirst() {
      for (int i = 0; i <= 256; i++) {
        started("c" + i);
        finished("c" + i, 1);
      }
      assertThat(model.finished()).hasSize(256).doesNotContain(id("c0")).contains(id("c256"));
    }

    @Test
    void digits_sentAndReceived_areKeptApart() {
      started("a");
      tones("a", "12", Origin.SENT);
      tones("a", "9", Origin.RECEIVED);
      tones("a", "3#", Origin.SENT);
      assertThat(call("a").sent()).isEqualTo("123#");
      assertThat(call("a").received()).isEqualTo("9");
    }

    @Test
    void digits_moreThanTwenty_keepTheLast() {
      started("a");
      tones("a", "0123456789", Origin.SENT);
      tones("a", "0123456789", Origin.SENT);
      tones("a", "ABC", Origin.SENT);
      assertThat(call("a").sent()).isEqualTo("34567890123456789ABC");
    }
  }

  @Nested
  class NewIds {
    @Test
    void call_renamed_keepsItsRecordPlaceAndTimes() {
      started("a");
      started("b");
      talks("a", 4);
      UUID record = call("a").record();
      assertThat(renamed("a", incoming("z").in(CallState.CONNECTED).build()))
          .containsExactly("callInfoChanged z");
      assertThat(calls()).containsExactly("z", "b");
      assertThat(call("z").record()).isEqualTo(record);
      assertThat(call("z").times().connectedAt()).isEqualTo(noonAnd(4));
    }

    @Test
    void current_renamed_isCurrentUnderItsNewId() {
      started("a");
      started("b");
      renamed("a", incoming("z").build());
      assertThat(model.current()).isEqualTo(id("z"));
    }

    @Test
    void call_withSameId_getsItsNewFacts() {
      started("a");
      renamed("a", incoming("a").with("+15550199", "Alan").build());
      assertThat(call("a").call().peer().name()).isEqualTo("Alan");
    }

    @Test
    void call_renamedFromAnUnknownId_isBegunFirst() {
      assertThat(renamed("nobody", incoming("z").build()))
          .containsExactly("callStarted z", "callInfoChanged z");
    }

    @Test
    void call_renamedToAnotherKnownCall_endsAndTheOtherTakesItsPlace() {
      started("a");
      started("b");
      UUID record = call("b").record();
      assertThat(renamed("a", incoming("b").in(CallState.CONNECTED).build()))
          .containsExactly("callFinished a", "callInfoChanged b");
      assertThat(calls()).containsExactly("b");
      assertThat(call("b").record()).isEqualTo(record);
      assertThat(call("b").call().state()).isEqualTo(CallState.CONNECTED);
      assertThat(model.current()).isEqualTo(id("b"));
    }

    @Test
    void call_renamedToTheIdOfAnEndedCall_staysAsItIs() {
      started("a");
      started("b");
      finished("b", 1);
      assertThat(renamed("a", incoming("b").build())).isEmpty();
      assertThat(calls()).containsExactly("a");
    }
  }

  @Nested
  class LostConnection {
    @Test
    void calls_whileTheConnectionIsLost_stayWithNothingPossible() {
      initialized(0);
      started("a");
      possible("a", Feature.HOLD);
      assertThat(lost(5, Loss.CONNECTION_LOST)).containsExactly("disconnected");
      assertThat(model.connection()).isEqualTo(Connection.LOST);
      assertThat(model.lostAt()).isEqualTo(noonAnd(5));
      assertThat(model.lossReason()).isEqualTo(Loss.CONNECTION_LOST);
      assertThat(model.lineFeatures()).isEmpty();
      assertThat(call("a").call().features()).isEmpty();
      assertThat(model.current()).isEqualTo(id("a"));
    }

    @ParameterizedTest
    @EnumSource(
        value = Loss.class,
        names = {"REFUSED", "CLOSED"})
    void calls_whenTheLineWillNotComeBack_endAsBrokenOff(Loss why) {
      initialized(0);
      started("a");
      started("b");
      assertThat(lost(5, why)).containsExactly("disconnected", "callFinished a", "callFinished b");
      assertThat(model.calls()).isEmpty();
      assertThat(model.current()).isNull();
    }

    @Test
    void call_brokenOffWithTheLine_beginsAnewWhenTheLineIsTakenBack() {
      initialized(0);
      started("a");
      UUID record = call("a").record();
      lost(5, Loss.TAKEN_OVER);
      initialized(8);
      assertThat(snapshot(9, "a", incoming("a").build()))
          .containsExactly("callStarted a", "activeCallSnapshot");
      assertThat(call("a").record()).isNotEqualTo(record);
    }

    @Test
    void loss_reportedAgain_keepsItsFirstTime() {
      initialized(0);
      lost(5, Loss.CONNECTION_LOST);
      lost(9, Loss.UNREACHABLE);
      assertThat(model.lostAt()).isEqualTo(noonAnd(5));
      assertThat(model.lossReason()).isEqualTo(Loss.UNREACHABLE);
    }

    @Test
    void loss_beforeTheSnapshotOfTheFormerOneCame_keepsTheFormersTime() {
      initialized(0);
      started("a");
      lost(5, Loss.CONNECTION_LOST);
      initialized(7);
      lost(9, Loss.CONNECTION_LOST);
      assertThat(model.lostAt()).isEqualTo(noonAnd(5));
    }

    @Test
    void line_backAgain_offersNothingUntilItsCallsAreKnown() {
      initialized(0);
      started("a");
      lost(5, Loss.CONNECTION_LOST);
      initialized(8);
      assertThat(model.connection()).isEqualTo(Connection.CONNECTED);
      assertThat(model.lossReason()).isNull();
      assertThat(model.lineFeatures()).isEmpty();
    }

    @Test
    void snapshot_afterALoss_addsKeepsAndEnds() {
      initialized(0);
      started("gone");
      started("kept");
      UUID record = call("kept").record();
      lost(5, Loss.CONNECTION_LOST);
      initialized(8);
      assertThat(
              snapshot(
                  9,
                  "new",
                  incoming("kept").can(Feature.ANSWER).build(),
                  incoming("new").in(CallState.CONNECTED).build()))
          .containsExactly(
              "callFinished gone", "callInfoChanged kept", "callStarted new", "activeCallSnapshot");
      assertThat(calls()).containsExactly("kept", "new");
      assertThat(call("kept").record()).isEqualTo(record);
      assertThat(call("kept").call().features()).containsExactly(Feature.ANSWER);
      assertThat(model.current()).isEqualTo(id("new"));
      assertThat(model.lostAt()).isNull();
    }

    @Test
    void call_missingFromTheSnapshotAfterALoss_brokeOffWhenTheLineWasLost() {
      initialized(0);
      started("a");
      talks("a", 2);
      lost(5, Loss.CONNECTION_LOST);
      initialized(8);
      var step =
          model.after(
              new ActiveCallSnapshot(LINE, noonAnd(9), List.of(), null), _ -> UUID.randomUUID());
      TrackedCall over = step.changes().getFirst().call();
      assertThat(over).isNotNull();
      assertThat(over.call().endReason()).isEqualTo(EndReason.BROKEN_OFF);
      assertThat(over.times().endedAt()).isEqualTo(noonAnd(5));
      assertTimes(over, 2, 3, 0);
    }

    @Test
    void call_missingFromASnapshotWithoutLoss_brokeOffNow() {
      initialized(0);
      started("a");
      var step =
          model.after(
              new ActiveCallSnapshot(LINE, noonAnd(9), List.of(), null), _ -> UUID.randomUUID());
      assertThat(step.changes().getFirst().event().at()).isEqualTo(noonAnd(9));
    }

    @Test
    void line_whoseCallsAllBrokeOff_dialsAgain() {
      initialized(0);
      started("a");
      lost(5, Loss.CONNECTION_LOST);
      initialized(8);
      snapshot(9, null);
      assertThat(model.lineFeatures()).containsExactly(Feature.DIAL);
    }

    @Test
    void snapshot_thatKnowsNothingNew_isToldAlone() {
      initialized(0);
      Call call = incoming("a").build();
      started(call);
      assertThat(snapshot(1, "a", call)).containsExactly("activeCallSnapshot");
    }

    @Test
    void snapshot_withoutCurrentCall_keepsTheCurrentOne() {
      initialized(0);
      started("a");
      snapshot(1, null, incoming("a").build(), incoming("b").build());
      assertThat(model.current()).isEqualTo(id("a"));
    }

    @Test
    void snapshot_withACallThatEnded_doesNotBringItBack() {
      initialized(0);
      started("a");
      finished("a", 1);
      assertThat(snapshot(2, "a", incoming("a").build())).containsExactly("activeCallSnapshot");
      assertThat(model.calls()).isEmpty();
      assertThat(model.current()).isNull();
    }
  }

  @Nested
  class Times {
    @Test
    void times_ofAWholeCall_areSums() {
      started("a");
      talks("a", 7);
      held("a", 20);
      resumed("a", 50);
      var over =
          model
              .after(
                  new CallFinished(LINE, noonAnd(60), incoming("a").over(EndReason.ENDED_BY_USER)),
                  _ -> UUID.randomUUID())
              .changes()
              .getFirst()
              .call();
      assertThat(over).isNotNull();
      assertTimes(over, 7, 23, 30);
      assertThat(over.times().connectedAt()).isEqualTo(noonAnd(7));
      assertThat(over.times().whole()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void times_ofALivingCall_leaveOutItsPresentState() {
      started("a");
      talks("a", 7);
      assertTimes(call("a"), 7, 0, 0);
      assertThat(call("a").times().since()).isEqualTo(noonAnd(7));
      assertThat(call("a").times().whole()).isNull();
    }

    @Test
    void times_inAConference_areTalk() {
      started("a");
      talks("a", 0);
      fold(
          new CallInfoChanged(
              LINE, noonAnd(5), id("a"), incoming("a").in(CallState.CONFERENCED).build()));
      held("a", 9);
      assertTimes(call("a"), 0, 9, 0);
    }

    @Test
    void times_whenTheClockRunsBackwards_addNothing() {
      started("a");
      talks("a", 10);
      held("a", 4);
      assertTimes(call("a"), 10, 0, 0);
      resumed("a", 13);
      assertTimes(call("a"), 10, 0, 3);
    }

    @Test
    void end_whenTheClockRunsBackwards_isNotBeforeTheStart() {
      started("a");
      var over =
          model
              .after(
                  new CallFinished(LINE, noonAnd(-30), incoming("a").over(EndReason.CANCELLED)),
                  _ -> UUID.randomUUID())
              .changes()
              .getFirst()
              .call();
      assertThat(over).isNotNull();
      assertThat(over.times().whole()).isEqualTo(Duration.ZERO);
    }

    @Test
    void answer_beforeTheStart_countsFromTheStart() {
      var call = CallBuilder.incoming("a").answeredAt(noonAnd(-5)).in(CallState.CONNECTED).build();
      started(call);
      assertThat(call("a").times().connectedAt()).isEqualTo(NOON);
      assertTimes(call("a"), 0, 0, 0);
    }
  }
}
