package dev.hookswitch.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hookswitch.phone.CtiCommand.AnswerCall;
import dev.hookswitch.phone.CtiCommand.BlindTransferCall;
import dev.hookswitch.phone.CtiCommand.CancelTransfer;
import dev.hookswitch.phone.CtiCommand.ChangeCallCentreState;
import dev.hookswitch.phone.CtiCommand.DropCall;
import dev.hookswitch.phone.CtiCommand.HoldCall;
import dev.hookswitch.phone.CtiCommand.MakeCall;
import dev.hookswitch.phone.CtiCommand.MakeConsultCall;
import dev.hookswitch.phone.CtiCommand.MuteCall;
import dev.hookswitch.phone.CtiCommand.ParkCall;
import dev.hookswitch.phone.CtiCommand.PickUp;
import dev.hookswitch.phone.CtiCommand.QueryActiveCallSnapshot;
import dev.hookswitch.phone.CtiCommand.SendDtmf;
import dev.hookswitch.phone.CtiCommand.SetUserState;
import dev.hookswitch.phone.CtiCommand.SetVideoState;
import dev.hookswitch.phone.CtiCommand.StartRecording;
import dev.hookswitch.phone.CtiCommand.StopRecording;
import dev.hookswitch.phone.CtiCommand.SwapCalls;
import dev.hookswitch.phone.CtiCommand.TransferCall;
import dev.hookswitch.phone.CtiCommand.UnholdCall;
import dev.hookswitch.phone.CtiCommand.UnmuteCall;
import dev.hookswitch.phone.CtiEvent.ActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent.AgentStateChanged;
import dev.hookswitch.phone.CtiEvent.CallCentreStateChanged;
import dev.hookswitch.phone.CtiEvent.CallEvent;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.CtiEvent.DtmfEntered;
import dev.hookswitch.phone.CtiEvent.Hold;
import dev.hookswitch.phone.CtiEvent.Initialized;
import dev.hookswitch.phone.CtiEvent.LineStateChanged;
import dev.hookswitch.phone.CtiEvent.Unhold;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every phone system owes, in both directions: what it declares works, what it does not
 * declare is refused. A phone system's test implements this interface and supplies the system, two
 * lines and the other side. Whatever a test does, the line's report must be in order afterwards.
 */
public interface PhoneSystemContract {
  PhoneSystem system();

  Line line();

  /** A second line of the same phone system. */
  Line otherLine();

  Peer peer();

  /** How long to wait for anything that must come. */
  default Duration patience() {
    return ProbedLine.PATIENCE;
  }

  // The line itself

  @Test
  default void open_always_reportsInitializedFirst() {
    onLine(line -> assertThat(line.events().getFirst()).isInstanceOf(Initialized.class));
  }

  @Test
  default void open_withoutCalls_mayDialIfDeclared() {
    needs(Feature.DIAL);
    onLine(line ->
        line.saw(
            LineStateChanged.class,
            event -> event.callId() == null && event.features().equals(whenIdle())));
  }

  @Test
  default void close_twice_isHarmlessAndRefusesCommands() {
    ProbedLine line = open();
    line.close();
    line.close();

    line.refuses(new QueryActiveCallSnapshot(), Outcome.Reason.NOT_CONNECTED);
  }

  @Test
  default void close_duringCall_reportsNothingMore() throws InterruptedException {
    needs(Feature.DIAL);
    ProbedLine line = open();
    talk(line);
    line.close();
    line.forget();

    TimeUnit.MILLISECONDS.sleep(200);
    assertThat(line.events()).isEmpty();
  }

  @Test
  default void twoLines_callOnOne_otherHearsNothingOfIt() {
    needs(Feature.DIAL);
    try (ProbedLine other = ProbedLine.open(system(), otherLine(), patience())) {
      onLine(line -> {
        CallId call = talk(line);
        drop(line, call);
        assertThat(line.events()).allMatch(event -> event.line().equals(line.line().id()));
      });
      assertThat(other.events()).noneMatch(CallEvent.class::isInstance);
      assertThat(other.events()).allMatch(event -> event.line().equals(other.line().id()));
    }
  }

  // What is declared works

  @Test
  default void makeCall_answered_isStartedThenTalking() {
    needs(Feature.DIAL);
    onLine(line -> {
      CallId call = talk(line);
      Call started = line.started(CallDirection.OUT);
      assertThat(started.id()).isEqualTo(call);
      assertThat(started.called().number()).isEqualTo(peer().answers());
      Call talking = line.saw(CommutationStarted.class).call();
      assertThat(talking.state()).isEqualTo(CallState.CONNECTED);
      assertThat(talking.answeredAt()).isNotNull();
    });
  }

  @Test
  default void makeCall_busyNumber_endsAsBusy() {
    needs(Feature.DIAL);
    onLine(line -> {
      line.accepts(new MakeCall(peer().busy(), Media.AUDIO));
      CallId call = line.started(CallDirection.OUT).id();
      assertThat(line.finished(call).endReason()).isEqualTo(EndReason.BUSY);
    });
  }

  @Test
  default void makeCall_whileTalking_isRefused() {
    needs(Feature.DIAL);
    onLine(line -> {
      talk(line);
      line.refuses(new MakeCall(peer().answersToo(), Media.AUDIO), Outcome.Reason.NOT_NOW);
    });
  }

  @Test
  default void answer_incomingCall_beginsConversation() {
    needs(Feature.ANSWER);
    onLine(line -> {
      CallId call = incoming(line);
      line.sawFeature(call, Feature.ANSWER);
      line.accepts(new AnswerCall(call, Media.AUDIO));
      line.saw(CommutationStarted.class, event -> event.callId().equals(call));
      line.saw(
          LineStateChanged.class,
          event -> call.equals(event.callId()) && !event.features().contains(Feature.ANSWER));
    });
  }

  @Test
  default void callerGivesUp_beforeAnswer_endsAsCancelled() {
    onLine(line -> {
      peer().callsAndGivesUp(line.line());
      CallId call = line.started(CallDirection.IN).id();
      assertThat(line.finished(call).endReason()).isEqualTo(EndReason.CANCELLED);
    });
  }

  @Test
  default void drop_ringingHere_endsAsDeclined() {
    needs(Feature.DROP);
    onLine(line -> {
      CallId call = incoming(line);
      line.sawFeature(call, Feature.DROP);
      line.accepts(new DropCall(call));
      assertThat(line.finished(call).endReason()).isEqualTo(EndReason.DECLINED);
    });
  }

  @Test
  default void drop_ringingThere_endsAsCancelled() {
    needs(Feature.DIAL, Feature.DROP);
    onLine(line -> {
      line.accepts(new MakeCall(peer().ringsOn(), Media.AUDIO));
      CallId call = line.started(CallDirection.OUT).id();
      line.sawFeature(call, Feature.DROP);
      line.accepts(new DropCall(call));
      assertThat(line.finished(call).endReason()).isEqualTo(EndReason.CANCELLED);
    });
  }

  @Test
  default void drop_whileTalking_endsByUserAndFreesTheLine() {
    needs(Feature.DIAL, Feature.DROP);
    onLine(line -> {
      CallId call = talk(line);
      line.forget();
      assertThat(drop(line, call).endReason()).isEqualTo(EndReason.ENDED_BY_USER);
      line.saw(
          LineStateChanged.class,
          event -> event.callId() == null && event.features().contains(Feature.DIAL));
    });
  }

  @Test
  default void peerHangsUp_whileTalking_endsByOther() {
    needs(Feature.DIAL);
    onLine(line -> {
      line.accepts(new MakeCall(peer().hangsUp(), Media.AUDIO));
      CallId call = line.started(CallDirection.OUT).id();
      assertThat(line.finished(call).endReason()).isEqualTo(EndReason.ENDED_BY_OTHER);
    });
  }

  @Test
  default void hold_whileTalking_isReportedAndUndone() {
    needs(Feature.DIAL, Feature.HOLD, Feature.UNHOLD);
    onLine(line -> {
      CallId call = talk(line);
      line.accepts(new HoldCall(call));
      assertThat(line.saw(Hold.class).call().state()).isEqualTo(CallState.HOLDED);
      line.sawFeature(call, Feature.UNHOLD);
      line.accepts(new UnholdCall(call));
      assertThat(line.saw(Unhold.class).call().state()).isEqualTo(CallState.CONNECTED);
    });
  }

  @Test
  default void mute_whileTalking_isTheFeatureUnmute() {
    needs(Feature.DIAL, Feature.MUTE, Feature.UNMUTE);
    onLine(line -> {
      CallId call = talk(line);
      line.accepts(new MuteCall(call));
      line.sawFeature(call, Feature.UNMUTE);
      line.forget();
      line.accepts(new UnmuteCall(call));
      line.sawFeature(call, Feature.MUTE);
    });
  }

  @Test
  default void sendDtmf_whileTalking_isReportedAsSent() {
    needs(Feature.DIAL, Feature.DTMF);
    onLine(line -> {
      CallId call = talk(line);
      line.accepts(new SendDtmf(call, "12*#"));
      String sent =
          line.saw(
                  DtmfEntered.class,
                  event -> event.callId().equals(call) && event.origin() == DtmfEntered.Origin.SENT)
              .digits();
      assertThat(sent).startsWith("1");
    });
  }

  @Test
  default void record_whileTalking_isTheFeatureStopRecording() {
    needs(Feature.DIAL, Feature.START_RECORDING, Feature.STOP_RECORDING);
    onLine(line -> {
      CallId call = talk(line);
      line.sawFeature(call, Feature.START_RECORDING);
      line.accepts(new StartRecording(call));
      line.sawFeature(call, Feature.STOP_RECORDING);
      line.refuses(new StartRecording(call), Outcome.Reason.NOT_NOW);
      line.forget();
      line.accepts(new StopRecording(call));
      line.sawFeature(call, Feature.START_RECORDING);
    });
  }

  @Test
  default void park_whileTalking_leavesTheCallAndTellsTheSpace() {
    needs(Feature.DIAL, Feature.PARK);
    onLine(line -> {
      CallId call = talk(line);
      line.accepts(new ParkCall(call));
      Call parked = line.finished(call);
      assertThat(parked.endReason()).isEqualTo(EndReason.PARKED);
      assertThat(parked.redirection()).isNotNull();
    });
  }

  @Test
  default void setVideoState_whileTalking_isAccepted() {
    needs(Feature.DIAL, Feature.VIDEO);
    onLine(line -> {
      CallId call = talk(line);
      line.accepts(new SetVideoState(call, Media.AUDIO_AND_VIDEO));
    });
  }

  @Test
  default void blindTransfer_whileTalking_leavesTheCall() {
    needs(Feature.DIAL, Feature.BLIND_TRANSFER);
    onLine(line -> {
      CallId call = talk(line);
      line.accepts(new BlindTransferCall(call, peer().answersToo()));
      assertThat(line.finished(call).endReason()).isEqualTo(EndReason.TRANSFERRED);
    });
  }

  @Test
  default void consult_whileTalking_holdsTheCallAndNamesItAsParent() {
    needs(Feature.DIAL, Feature.MAKE_CONSULT_CALL);
    onLine(line -> {
      CallId main = talk(line);
      consult(line, main);
      line.saw(Hold.class, event -> event.callId().equals(main));
    });
  }

  @Test
  default void completeTransfer_whileConsulting_leavesBothCalls() {
    needs(Feature.DIAL, Feature.MAKE_CONSULT_CALL, Feature.COMPLETE_TRANSFER);
    onLine(line -> {
      CallId main = talk(line);
      CallId consultation = consult(line, main);
      line.sawFeature(main, Feature.COMPLETE_TRANSFER);
      line.accepts(new TransferCall(main, consultation));
      assertThat(line.finished(main).endReason()).isEqualTo(EndReason.TRANSFERRED);
      assertThat(line.finished(consultation).endReason()).isEqualTo(EndReason.TRANSFERRED);
    });
  }

  @Test
  default void cancelTransfer_whileConsulting_goesBackToTheCall() {
    needs(Feature.DIAL, Feature.MAKE_CONSULT_CALL, Feature.CANCEL_COMPLETE_TRANSFER);
    onLine(line -> {
      CallId main = talk(line);
      CallId consultation = consult(line, main);
      line.accepts(new CancelTransfer(main, consultation));
      line.finished(consultation);
      line.saw(Unhold.class, event -> event.callId().equals(main));
    });
  }

  @Test
  default void swap_whileConsulting_changesPlaces() {
    needs(Feature.DIAL, Feature.MAKE_CONSULT_CALL, Feature.SWAP);
    onLine(line -> {
      CallId main = talk(line);
      CallId consultation = consult(line, main);
      line.sawFeature(main, Feature.SWAP);
      line.accepts(new SwapCalls(main, consultation));
      line.saw(Hold.class, event -> event.callId().equals(consultation));
      line.saw(Unhold.class, event -> event.callId().equals(main));
    });
  }

  @Test
  default void setUserState_eachOffered_isReported() {
    needs(AgentFeature.SET_STATE);
    onLine(line -> {
      for (AgentStateOption option : offered()) {
        String reason = option.reasons().isEmpty() ? "" : option.reasons().getFirst();
        AgentState state = new AgentState(option.code(), reason);
        line.forget();
        line.accepts(new SetUserState(state));
        line.saw(AgentStateChanged.class, event -> event.state().equals(state));
      }
      line.accepts(new SetUserState(AgentState.of(offered().getFirst().code())));
    });
  }

  @Test
  default void setUserState_notOffered_isRefusedWithoutEvents() {
    needs(AgentFeature.SET_STATE);
    onLine(line -> {
      AgentState unknown = AgentState.of("no such state");
      AgentState unknownReason = new AgentState(offered().getFirst().code(), "no such reason");
      Stream<AgentState> shownOnly =
          system().agentStates().stream()
              .filter(option -> !option.kind().offered())
              .map(option -> AgentState.of(option.code()));
      quietly(
          line,
          () ->
              Stream.concat(Stream.of(unknown, unknownReason), shownOnly)
                  .forEach(state -> line.refuses(new SetUserState(state), Outcome.Reason.INVALID)));
    });
  }

  @Test
  default void callCentre_afterOpening_isToldOnceTheLineWorks() {
    needs(AgentFeature.CALL_CENTRE);
    onLine(line ->
        assertThat(line.saw(CallCentreStateChanged.class).state()).isEqualTo(CallCentre.OUT));
  }

  @Test
  default void callCentre_enteredAndLeft_isReported() {
    needs(AgentFeature.CALL_CENTRE);
    onLine(line -> {
      enterCallCentre(line);
      line.forget();
      line.accepts(new ChangeCallCentreState(CallCentre.OUT));
      sawCallCentre(line, CallCentre.OUT);
    });
  }

  @Test
  default void callCentre_enteredTwice_staysEntered() {
    needs(AgentFeature.CALL_CENTRE);
    onLine(line -> {
      enterCallCentre(line);
      line.forget();
      line.accepts(new ChangeCallCentreState(CallCentre.IN));
      line.rest();
      assertThat(line.events())
          .filteredOn(CallCentreStateChanged.class::isInstance)
          .allMatch(event -> ((CallCentreStateChanged) event).state() == CallCentre.IN);
    });
  }

  /** To enter and to leave is no status: neither changes the other. */
  @Test
  default void callCentre_entered_leavesTheStatus() {
    needs(AgentFeature.CALL_CENTRE, AgentFeature.SET_STATE);
    onLine(line -> {
      AgentState last = AgentState.of(offered().getLast().code());
      line.accepts(new SetUserState(last));
      line.saw(AgentStateChanged.class, event -> event.state().equals(last));
      line.forget();
      enterCallCentre(line);
      line.rest();
      assertThat(line.events())
          .filteredOn(AgentStateChanged.class::isInstance)
          .allMatch(event -> ((AgentStateChanged) event).state().equals(last));
      line.accepts(new SetUserState(AgentState.of(offered().getFirst().code())));
      line.accepts(new ChangeCallCentreState(CallCentre.OUT));
    });
  }

  @Test
  default void callCentre_afterReopening_isToldAgain() {
    needs(AgentFeature.CALL_CENTRE);
    ProbedLine before = open();
    enterCallCentre(before);
    peer().breaksConnection(before);

    onLine(line -> {
      assertThat(line.saw(CallCentreStateChanged.class).state()).isEqualTo(CallCentre.IN);
      line.accepts(new ChangeCallCentreState(CallCentre.OUT));
      sawCallCentre(line, CallCentre.OUT);
    });
  }

  @Test
  default void callToCallCentre_agentIsIn_ringsUntilTheCallerLeaves() {
    needs(AgentFeature.CALL_CENTRE);
    onLine(line -> {
      enterCallCentre(line);
      peer().callsCallCentreAndGivesUp();
      CallId call = line.started(CallDirection.IN).id();
      assertThat(line.finished(call).endReason()).isEqualTo(EndReason.CANCELLED);
    });
  }

  @Test
  default void callToCallCentre_agentHasLeft_ringsNot() throws InterruptedException {
    needs(AgentFeature.CALL_CENTRE);
    try (ProbedLine line = open()) {
      enterCallCentre(line);
      line.forget();
      line.accepts(new ChangeCallCentreState(CallCentre.OUT));
      sawCallCentre(line, CallCentre.OUT);
      peer().callsCallCentreAndGivesUp();
      TimeUnit.MILLISECONDS.sleep(500);
      assertThat(line.events()).noneMatch(CallEvent.class::isInstance);
    }
  }

  @Test
  default void pickUp_ringingAtAColleague_isAnIncomingCallThatIsAnswered() {
    needs(Feature.PICK_UP);
    onLine(line -> {
      line.accepts(new PickUp(peer().callsAColleague()));
      Call call = line.started(CallDirection.IN);
      line.saw(CommutationStarted.class, event -> event.callId().equals(call.id()));
      drop(line, call.id());
    });
  }

  @Test
  default void pickUp_whereNobodyRings_isRefusedWithoutEvents() {
    needs(Feature.PICK_UP);
    onLine(line ->
        quietly(
            line, () -> line.refuses(new PickUp(peer().answers()), Outcome.Reason.UNKNOWN_CALL)));
  }

  @Test
  default void pickUp_whileTalking_isRefused() {
    needs(Feature.DIAL, Feature.PICK_UP);
    onLine(line -> {
      CallId call = talk(line);
      line.refuses(new PickUp(peer().answersToo()), Outcome.Reason.NOT_NOW);
      drop(line, call);
    });
  }

  // What is not declared is refused

  @TestFactory
  default Stream<DynamicTest> execute_capabilityNotDeclared_isUnsupported() {
    return each(
        undeclared(),
        missing ->
            onLine(line ->
                assertThat(line.execute(example(missing)))
                    .isEqualTo(new Outcome.Unsupported(missing))));
  }

  /** The guard is a convenience: a phone system does not rely on it. */
  @TestFactory
  default Stream<DynamicTest> execute_capabilityNotDeclaredPastTheGuard_isNotAccepted() {
    return each(
        undeclared(),
        missing -> {
          try (ProbedLine line = ProbedLine.openPastTheGuard(system(), line(), patience())) {
            assertThat(line.execute(example(missing))).isNotInstanceOf(Outcome.Accepted.class);
            line.rest();
            assertThat(line.events()).noneMatch(CallEvent.class::isInstance);
          }
        });
  }

  @TestFactory
  default Stream<DynamicTest> execute_unknownCall_isRefusedAsUnknown() {
    return each(
        capabilities()
            .filter(this::declares)
            .filter(capability -> example(capability) instanceof CtiCommand.OnCall),
        capability ->
            onLine(line -> line.refuses(example(capability), Outcome.Reason.UNKNOWN_CALL)));
  }

  @Test
  default void drop_twice_isRefusedWithoutEvents() {
    needs(Feature.DIAL, Feature.DROP);
    onLine(line -> {
      CallId call = talk(line);
      drop(line, call);
      quietly(line, () -> line.refuses(new DropCall(call), Outcome.Reason.UNKNOWN_CALL));
    });
  }

  @Test
  default void answer_afterTheEnd_isRefusedWithoutEvents() {
    needs(Feature.ANSWER);
    onLine(line -> {
      peer().callsAndGivesUp(line.line());
      CallId call = line.started(CallDirection.IN).id();
      line.finished(call);
      quietly(
          line, () -> line.refuses(new AnswerCall(call, Media.AUDIO), Outcome.Reason.UNKNOWN_CALL));
    });
  }

  @Test
  default void hold_twice_isRefusedWithoutEvents() {
    needs(Feature.DIAL, Feature.HOLD);
    onLine(line -> {
      CallId call = talk(line);
      line.accepts(new HoldCall(call));
      line.saw(Hold.class);
      quietly(line, () -> line.refuses(new HoldCall(call), Outcome.Reason.NOT_NOW));
    });
  }

  // Trouble

  @Test
  default void snapshot_withoutCalls_isEmpty() {
    onLine(line -> {
      line.accepts(new QueryActiveCallSnapshot());
      ActiveCallSnapshot snapshot = line.saw(ActiveCallSnapshot.class);
      assertThat(snapshot.activeCalls()).isEmpty();
      assertThat(snapshot.currentCall()).isNull();
    });
  }

  @Test
  default void snapshot_afterReopening_showsTheCallThatWentOn() {
    needs(Feature.DIAL, Feature.DROP);
    ProbedLine before = open();
    CallId call = talk(before);
    peer().breaksConnection(before);

    onLine(line -> {
      line.accepts(new QueryActiveCallSnapshot());
      ActiveCallSnapshot snapshot = line.saw(ActiveCallSnapshot.class);
      assertThat(snapshot.activeCalls()).extracting(Call::id).containsExactly(call);
      assertThat(snapshot.activeCalls().getFirst().state()).isEqualTo(CallState.CONNECTED);
      assertThat(snapshot.activeCalls().getFirst().can(Feature.DROP)).isTrue();
      assertThat(snapshot.currentCall()).isEqualTo(call);
      drop(line, call);
    });
    before.refuses(new QueryActiveCallSnapshot(), Outcome.Reason.NOT_CONNECTED);
  }

  @Test
  default void garbage_duringCall_leavesCallAndLineAlive() {
    needs(Feature.DIAL, Feature.DROP);
    onLine(line -> {
      CallId call = talk(line);
      peer().talksGarbage(line, call);
      line.accepts(new QueryActiveCallSnapshot());
      assertThat(line.saw(ActiveCallSnapshot.class).activeCalls())
          .extracting(Call::id)
          .containsExactly(call);
      drop(line, call);
    });
  }

  // Steps

  private ProbedLine open() {
    return ProbedLine.open(system(), line(), patience());
  }

  /** Runs a test on the line, then looks whether all that the line reported is in order. */
  private void onLine(Consumer<ProbedLine> test) {
    try (ProbedLine line = open()) {
      test.accept(line);
      assertOrder(line);
    }
  }

  private void needs(Capability... needed) {
    for (Capability capability : needed) {
      assumeTrue(declares(capability), () -> capability + " is not declared");
    }
  }

  private static Stream<Capability> capabilities() {
    return Stream.concat(Arrays.stream(Feature.values()), Arrays.stream(AgentFeature.values()));
  }

  private Stream<Capability> undeclared() {
    return capabilities().filter(capability -> !declares(capability));
  }

  private static Stream<DynamicTest> each(
      Stream<Capability> capabilities, Consumer<Capability> test) {
    return capabilities.map(capability ->
        DynamicTest.dynamicTest(capability.toString(), () -> test.accept(capability)));
  }

  private Set<Feature> whenIdle() {
    return declares(Feature.PICK_UP) ? Set.of(Feature.DIAL, Feature.PICK_UP) : Set.of(Feature.DIAL);
  }

  private boolean declares(Capability capability) {
    return system().capabilities(line()).includes(capability);
  }

  private List<AgentStateOption> offered() {
    return system().agentStates().stream().filter(option -> option.kind().offered()).toList();
  }

  private static void enterCallCentre(ProbedLine line) {
    line.accepts(new ChangeCallCentreState(CallCentre.IN));
    sawCallCentre(line, CallCentre.IN);
  }

  private static void sawCallCentre(ProbedLine line, CallCentre state) {
    line.saw(CallCentreStateChanged.class, event -> event.state() == state);
  }

  /** Calls somebody who answers. */
  private CallId talk(ProbedLine line) {
    line.accepts(new MakeCall(peer().answers(), Media.AUDIO));
    CallId call = line.started(CallDirection.OUT).id();
    line.saw(CommutationStarted.class, event -> event.callId().equals(call));
    line.sawFeature(call, Feature.DROP);
    return call;
  }

  private CallId incoming(ProbedLine line) {
    peer().calls(line.line());
    return line.started(CallDirection.IN).id();
  }

  /** Consults somebody who answers. */
  private CallId consult(ProbedLine line, CallId main) {
    line.sawFeature(main, Feature.MAKE_CONSULT_CALL);
    line.accepts(new MakeConsultCall(main, peer().answersToo()));
    Call consultation = line.saw(CallStarted.class, event -> !event.callId().equals(main)).call();
    assertThat(consultation.parent()).isEqualTo(main);
    line.saw(CommutationStarted.class, event -> event.callId().equals(consultation.id()));
    return consultation.id();
  }

  private Call drop(ProbedLine line, CallId call) {
    line.accepts(new DropCall(call));
    return line.finished(call);
  }

  /** What is refused leaves no trace. */
  private static void quietly(ProbedLine line, Runnable refused) {
    line.rest();
    int before = line.events().size();
    refused.run();
    line.rest();
    assertThat(line.events()).hasSize(before);
  }

  private void assertOrder(ProbedLine line) {
    line.rest();
    EventOrder.assertKept(line.history(), system().capabilities(line()));
    assertThat(line.overlapped()).as("two threads at once").isFalse();
  }

  /** A command that needs the capability, about a call that does not exist. */
  private static CtiCommand example(Capability capability) {
    CallId call = new CallId("unknown");
    PhoneNumber number = new PhoneNumber("100");
    CallId other = new CallId("another");
    return switch (capability) {
      case Feature feature ->
          switch (feature) {
            case DIAL -> new MakeCall(number, Media.AUDIO);
            case ANSWER -> new AnswerCall(call, Media.AUDIO);
            case DROP -> new DropCall(call);
            case HOLD -> new HoldCall(call);
            case UNHOLD -> new UnholdCall(call);
            case COMPLETE_TRANSFER -> new TransferCall(call, other);
            case BLIND_TRANSFER -> new BlindTransferCall(call, number);
            case MAKE_CONSULT_CALL -> new MakeConsultCall(call, number);
            case DTMF -> new SendDtmf(call, "1");
            case VIDEO -> new SetVideoState(call, Media.AUDIO_AND_VIDEO);
            case MUTE -> new MuteCall(call);
            case CANCEL_COMPLETE_TRANSFER -> new CancelTransfer(call, other);
            case UNMUTE -> new UnmuteCall(call);
            case SWAP -> new SwapCalls(call, other);
            case PICK_UP -> new PickUp(number);
            case START_RECORDING -> new StartRecording(call);
            case STOP_RECORDING -> new StopRecording(call);
            case PARK -> new ParkCall(call);
          };
      case AgentFeature feature ->
          switch (feature) {
            case CALL_CENTRE -> new ChangeCallCentreState(CallCentre.IN);
            case SET_STATE -> new SetUserState(AgentState.of("ready"));
          };
    };
  }
}
