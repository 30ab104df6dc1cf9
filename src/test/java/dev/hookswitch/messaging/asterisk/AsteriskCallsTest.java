package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand.BlindTransferCall;
import dev.hookswitch.phone.CtiCommand.ChangeCallCentreState;
import dev.hookswitch.phone.CtiCommand.DropCall;
import dev.hookswitch.phone.CtiCommand.HoldCall;
import dev.hookswitch.phone.CtiCommand.MakeCall;
import dev.hookswitch.phone.CtiCommand.MakeConsultCall;
import dev.hookswitch.phone.CtiCommand.QueryActiveCallSnapshot;
import dev.hookswitch.phone.CtiCommand.SendDtmf;
import dev.hookswitch.phone.CtiCommand.SetUserState;
import dev.hookswitch.phone.CtiCommand.TransferCall;
import dev.hookswitch.phone.CtiCommand.UnholdCall;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.ActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent.AgentStateChanged;
import dev.hookswitch.phone.CtiEvent.CallCentreStateChanged;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallInfoChanged;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.CtiEvent.Disconnected;
import dev.hookswitch.phone.CtiEvent.DtmfEntered;
import dev.hookswitch.phone.CtiEvent.Hold;
import dev.hookswitch.phone.CtiEvent.Unhold;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Calls over a real Asterisk as people make them, at their phones and in the panel, with a manager
 * account of the fewest rights that will do.
 */
class AsteriskCallsTest extends OnAsteriskBed {
  private final Line anna =
      AsteriskBed.line(
          "101", LineParameters.ANSWERS_BY_HEADER, "true", LineParameters.QUEUES, "support");
  private final Line boris = AsteriskBed.line("102");

  @Override
  AsteriskBed bed(RealAsterisk.Instance asterisk) {
    return new AsteriskBed(asterisk, "hookswitch-least", false);
  }

  private static PhoneNumber number(String number) {
    return new PhoneNumber(number);
  }

  private static EndReason end(ProbedLine line, CallId call) {
    return line.finished(call).endReason();
  }

  // In, at the phone

  @Test
  void incoming_callerHangsUp_endsByOther() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      assertThat(call.caller().number()).isEqualTo(number(AsteriskBed.CALLER));
      assertThat(call.called().number()).isEqualTo(number("101"));
      bed.outside(Manner.RINGS).hangsUp();
      assertThat(end(line, call.id())).isEqualTo(EndReason.ENDED_BY_OTHER);
    }
  }

  @Test
  void incoming_hungUpAtThePhone_endsByUser() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      bed.phone("101", Manner.RINGS).hangsUp();
      assertThat(end(line, call.id())).isEqualTo(EndReason.ENDED_BY_USER);
    }
  }

  @Test
  void incoming_rejectedAtThePhone_isDeclined() {
    try (ProbedLine line = open(anna)) {
      outsideCalls("101");
      Call call = line.started(CallDirection.IN);
      bed.phone("101", Manner.RINGS).hangsUp();
      assertThat(end(line, call.id())).isEqualTo(EndReason.DECLINED);
    }
  }

  @Test
  void incoming_nobodyAnswers_endsAsNoAnswer() {
    bed.asterisk.console("dialplan set global RING_SECONDS 2");
    try (ProbedLine line = open(anna)) {
      outsideCalls("101");
      Call call = line.started(CallDirection.IN);
      assertThat(end(line, call.id())).isEqualTo(EndReason.NO_ANSWER);
    } finally {
      bed.asterisk.console("dialplan set global RING_SECONDS 20");
    }
  }

  @Test
  void phone_holdsAndResumes_isReported() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      bed.phone("101", Manner.RINGS).holds();
      assertThat(line.saw(Hold.class).call().state()).isEqualTo(CallState.HOLDED);
      bed.phone("101", Manner.RINGS).resumes();
      assertThat(line.saw(Unhold.class).callId()).isEqualTo(call.id());
    }
  }

  @Test
  void digits_ofTheCaller_areReceived() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      bed.outside(Manner.RINGS).presses('5');
      line.saw(
          DtmfEntered.class,
          event ->
              event.origin() == DtmfEntered.Origin.RECEIVED
                  && event.digits().equals("5")
                  && event.callId().equals(call.id()));
    }
  }

  @Test
  void digits_ofThePanel_reachTheCaller() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      line.accepts(new SendDtmf(call.id(), "12"));
      line.saw(DtmfEntered.class, event -> event.digits().equals("2"));
      await()
          .atMost(AsteriskBed.PATIENCE)
          .until(
              () -> bed.outside(Manner.RINGS).events().stream().anyMatch(e -> e.contains("DTMF")));
    }
  }

  // Out, at the phone

  @Test
  void outgoing_dialledAtThePhone_isStartedAndTalks() {
    try (ProbedLine line = open(anna)) {
      bed.outside(Manner.ANSWERS);
      bed.phone("101", Manner.RINGS).dials("+4930555");
      Call call = line.started(CallDirection.OUT);
      assertThat(call.called().number()).isEqualTo(number("+4930555"));
      line.saw(CommutationStarted.class, event -> event.callId().equals(call.id()));
      bed.outside(Manner.RINGS).hangsUp();
      assertThat(end(line, call.id())).isEqualTo(EndReason.ENDED_BY_OTHER);
    }
  }

  @Test
  void outgoing_toAnApplication_talks() {
    try (ProbedLine line = open(anna)) {
      bed.phone("101", Manner.RINGS).dials("600");
      Call call = line.started(CallDirection.OUT);
      line.saw(CommutationStarted.class, event -> event.callId().equals(call.id()));
    }
  }

  // Out, from the panel

  @Test
  void makeCall_toAnApplication_talks() {
    try (ProbedLine line = open(anna)) {
      line.accepts(new MakeCall(number("607"), Media.AUDIO));
      Call call = line.started(CallDirection.OUT);
      line.saw(CommutationStarted.class, event -> event.callId().equals(call.id()));
    }
  }

  @Test
  void makeCall_toABusyTone_neverTalks() {
    try (ProbedLine line = open(anna)) {
      line.accepts(new MakeCall(number("602"), Media.AUDIO));
      Call call = line.started(CallDirection.OUT);
      assertThat(end(line, call.id())).isEqualTo(EndReason.BUSY);
      assertThat(line.history()).noneMatch(CommutationStarted.class::isInstance);
    }
  }

  @Test
  void makeCall_wrongNumber_isRefused() {
    try (ProbedLine line = open(anna)) {
      line.refuses(new MakeCall(number("555"), Media.AUDIO), Outcome.Reason.WRONG_NUMBER);
      line.refuses(new MakeCall(number("5\r\n5"), Media.AUDIO), Outcome.Reason.INVALID);
    }
  }

  @Test
  void makeCall_ownPhoneNotRegistered_isRefused() {
    try (ProbedLine line = open(AsteriskBed.line("109"))) {
      line.refuses(new MakeCall(number("102"), Media.AUDIO), Outcome.Reason.UNAVAILABLE);
      assertThat(line.history()).noneMatch(CallStarted.class::isInstance);
    }
  }

  @Test
  void makeCall_ownPhoneRejects_endsAsCancelled() {
    bed.phone("102", Manner.IS_BUSY); // it does not answer by itself: the line does not ask for it
    try (ProbedLine line = open(boris)) {
      line.accepts(new MakeCall(number("101"), Media.AUDIO));
      Call call = line.started(CallDirection.OUT);
      assertThat(end(line, call.id())).isEqualTo(EndReason.CANCELLED);
    } finally {
      bed.phone("102", Manner.RINGS);
    }
  }

  // Passing on

  @Test
  void phone_transfersBlind_targetSeesTheCaller() {
    try (ProbedLine line = open(anna);
        ProbedLine target = open(boris)) {
      Call call = talk(line);
      bed.phone("101", Manner.RINGS).transfersTo("102");
      assertThat(end(line, call.id())).isEqualTo(EndReason.TRANSFERRED);
      assertThat(target.started(CallDirection.IN).caller().number())
          .isEqualTo(number(AsteriskBed.CALLER));
    }
  }

  @Test
  void blindTransfer_wrongNumber_keepsTheCaller() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      line.refuses(new BlindTransferCall(call.id(), number("555")), Outcome.Reason.WRONG_NUMBER);
      line.rest();
      assertThat(line.history()).noneMatch(CallFinished.class::isInstance);
    }
  }

  @Test
  void blindTransfer_whileHeld_passesTheCallerOn() {
    try (ProbedLine line = open(anna);
        ProbedLine target = open(boris)) {
      Call call = talk(line);
      line.accepts(new HoldCall(call.id()));
      line.saw(Hold.class);
      line.accepts(new BlindTransferCall(call.id(), number("102")));
      assertThat(end(line, call.id())).isEqualTo(EndReason.TRANSFERRED);
      target.started(CallDirection.IN);
    }
  }

  @Test
  void consultation_completed_joinsCallerAndTarget() {
    try (ProbedLine line = open(anna);
        ProbedLine target = open(boris)) {
      Call main = talk(line);
      line.accepts(new MakeConsultCall(main.id(), number("102")));
      Call asked = target.started(CallDirection.IN);
      assertThat(asked.caller().number()).isEqualTo(number("101"));
      bed.phone("102", Manner.RINGS).answers();
      Call consultation =
          line.saw(CommutationStarted.class, event -> !event.callId().equals(main.id())).call();
      assertThat(consultation.parent()).isEqualTo(main.id());
      line.sawFeature(main.id(), Feature.COMPLETE_TRANSFER);
      line.accepts(new TransferCall(main.id(), consultation.id()));
      assertThat(end(line, main.id())).isEqualTo(EndReason.TRANSFERRED);
      assertThat(end(line, consultation.id())).isEqualTo(EndReason.TRANSFERRED);
      target.saw(
          CallInfoChanged.class,
          event -> event.call().peer().number().equals(number(AsteriskBed.CALLER)));
      bed.outside(Manner.RINGS).hangsUp();
      assertThat(end(target, asked.id())).isEqualTo(EndReason.ENDED_BY_OTHER);
    }
  }

  @Test
  void consultation_whileAColleagueWaits_isNotNamedAfterThatOne() {
    try (ProbedLine line = open(anna)) {
      bed.phone("104", Manner.RINGS).dials("101");
      Call main = line.started(CallDirection.IN);
      bed.phone("101", Manner.RINGS).answers();
      line.saw(CommutationStarted.class, event -> event.callId().equals(main.id()));

      line.accepts(new MakeConsultCall(main.id(), number("102")));
      Call asked = line.started(CallDirection.OUT);
      bed.phone("102", Manner.RINGS).answers();
      line.saw(CommutationStarted.class, event -> event.callId().equals(asked.id()));

      assertThat(line.history())
          .filteredOn(
              event -> event instanceof CtiEvent.CallChange of && of.callId().equals(asked.id()))
          .extracting(event -> ((CtiEvent.CallChange) event).call().peer().name())
          .isSubsetOf("", "Boris Bauer");
    }
  }

  @Test
  void consultation_targetBusy_leavesTheCallerOnHold() {
    bed.phone("102", Manner.IS_BUSY);
    try (ProbedLine line = open(anna)) {
      Call main = talk(line);
      line.accepts(new MakeConsultCall(main.id(), number("102")));
      Call consultation =
          line.saw(CallStarted.class, event -> !event.callId().equals(main.id())).call();
      assertThat(end(line, consultation.id())).isEqualTo(EndReason.BUSY);
      line.accepts(new UnholdCall(main.id()));
      line.saw(Unhold.class, event -> event.callId().equals(main.id()));
    } finally {
      bed.phone("102", Manner.RINGS);
    }
  }

  // While somebody waits

  @Test
  void heldCaller_hangsUp_freesThePhone() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      line.accepts(new HoldCall(call.id()));
      line.saw(Hold.class);
      bed.outside(Manner.RINGS).hangsUp();
      assertThat(end(line, call.id())).isEqualTo(EndReason.ENDED_BY_OTHER);
      await()
          .atMost(AsteriskBed.PATIENCE)
          .until(() -> !bed.asterisk.console("core show channels concise").contains("PJSIP/101"));
    }
  }

  @Test
  void phone_hangsUpOnHeldCaller_isRungAgain() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      line.accepts(new HoldCall(call.id()));
      line.saw(Hold.class);
      bed.phone("101", Manner.RINGS).hangsUp();
      assertThat(end(line, call.id())).isEqualTo(EndReason.ENDED_BY_USER);
      Call again = line.saw(CallStarted.class, event -> !event.callId().equals(call.id())).call();
      assertThat(again.caller().number()).isEqualTo(number(AsteriskBed.CALLER));
    }
  }

  @Test
  void drop_heldCaller_endsBothSides() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      line.accepts(new HoldCall(call.id()));
      line.saw(Hold.class);
      line.accepts(new DropCall(call.id()));
      assertThat(end(line, call.id())).isEqualTo(EndReason.ENDED_BY_USER);
      await()
          .atMost(AsteriskBed.PATIENCE)
          .until(() -> bed.asterisk.console("core show channels count").startsWith("0 active"));
    }
  }

  // Queues

  @Test
  void queue_agentEntersPausesAndAnswers_isReported() {
    try (ProbedLine line = open(anna)) {
      var lunch = new AgentState("away", "lunch");
      line.accepts(new SetUserState(lunch));
      line.accepts(new ChangeCallCentreState(CallCentre.IN));
      line.saw(CallCentreStateChanged.class, event -> event.state() == CallCentre.IN);
      assertThat(bed.asterisk.console("queue show support")).contains("paused:lunch");
      line.forget();
      line.accepts(new SetUserState(AgentState.of("ready")));
      line.saw(AgentStateChanged.class, event -> event.state().equals(AgentState.of("ready")));
      assertThat(bed.asterisk.console("queue show support")).doesNotContain("paused");
      bed.outside(Manner.RINGS).dials("+442079460801");
      Call call = line.started(CallDirection.IN);
      assertThat(call.caller().number()).isEqualTo(number(AsteriskBed.CALLER));
      bed.phone("101", Manner.RINGS).answers();
      line.saw(CommutationStarted.class, event -> event.callId().equals(call.id()));
      bed.phone("101", Manner.RINGS).hangsUp();
      assertThat(end(line, call.id())).isEqualTo(EndReason.ENDED_BY_USER);
      line.accepts(new ChangeCallCentreState(CallCentre.OUT));
      line.saw(CallCentreStateChanged.class, event -> event.state() == CallCentre.OUT);
      assertThat(bed.asterisk.console("queue show support")).contains("No Members");
    }
  }

  @Test
  void queue_pausedAtTheConsole_isReportedWithItsReason() {
    try (ProbedLine line = open(anna)) {
      line.accepts(new ChangeCallCentreState(CallCentre.IN));
      line.saw(CallCentreStateChanged.class, event -> event.state() == CallCentre.IN);
      bed.asterisk.console("queue pause member PJSIP/101 queue support reason Dentist");
      line.saw(
          AgentStateChanged.class,
          event -> event.state().equals(new AgentState("away", "Dentist")));
    } finally {
      bed.asterisk.console("queue remove member PJSIP/101 from support");
    }
  }

  @Test
  void pickUp_ringingElsewhere_takesTheCaller() {
    try (ProbedLine line = open(anna);
        ProbedLine colleague = open(boris)) {
      outsideCalls("102");
      Call missed = colleague.started(CallDirection.IN);
      line.accepts(new MakeCall(number("**102"), Media.AUDIO));
      Call call = line.started(CallDirection.OUT);
      line.saw(CommutationStarted.class, event -> event.callId().equals(call.id()));
      line.saw(
          CallInfoChanged.class,
          event -> event.call().peer().number().equals(number(AsteriskBed.CALLER)));
      assertThat(end(colleague, missed.id())).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
    }
  }

  // When the link is lost

  @Test
  void link_cutWhileACallEnds_knowsIt() {
    ProbedLine before = open(anna);
    talk(before);
    bed.network.breaks();
    before.saw(Disconnected.class);
    before.close();
    bed.outside(Manner.RINGS).hangsUp();
    await()
        .atMost(AsteriskBed.PATIENCE)
        .until(() -> bed.asterisk.console("core show channels count").startsWith("0 active"));
    bed.network.mend();
    try (ProbedLine after = open(anna)) {
      after.accepts(new QueryActiveCallSnapshot());
      assertThat(after.saw(ActiveCallSnapshot.class).activeCalls()).isEmpty();
    }
  }

  @Test
  void link_cutWhileAHeldCallerHangsUp_freesThePhone() {
    ProbedLine before = open(anna);
    Call call = talk(before);
    before.accepts(new HoldCall(call.id()));
    before.saw(Hold.class);
    bed.network.breaks();
    before.saw(Disconnected.class);
    before.close();
    bed.outside(Manner.RINGS).hangsUp();
    await()
        .atMost(AsteriskBed.PATIENCE)
        .until(() -> !bed.asterisk.console("core show channels concise").contains("trunk"));
    assertThat(bed.asterisk.console("core show channels concise")).contains("PJSIP/101");
    bed.network.mend();
    await()
        .atMost(AsteriskBed.PATIENCE)
        .until(() -> bed.asterisk.console("core show channels count").startsWith("0 active"));
  }

  @Test
  void link_cutWhileACallerIsOnHold_canResume() {
    ProbedLine before = open(anna);
    Call call = talk(before);
    before.accepts(new HoldCall(call.id()));
    before.saw(Hold.class);
    bed.network.cut();
    before.saw(Disconnected.class);
    before.close();
    try (ProbedLine after = open(anna)) {
      after.accepts(new QueryActiveCallSnapshot());
      Call held = after.saw(ActiveCallSnapshot.class).activeCalls().getFirst();
      assertThat(held.id()).isEqualTo(call.id());
      assertThat(held.state()).isEqualTo(CallState.HOLDED);
      after.accepts(new UnholdCall(call.id()));
      after.saw(Unhold.class);
    }
  }

  @Test
  void service_startedAnewInACall_findsItUnderItsId() {
    ProbedLine before = open(anna);
    Call call = talk(before);
    before.close();
    try (var second = new AsteriskBed(bed.asterisk, "hookswitch-least", false);
        ProbedLine after = ProbedLine.open(second.system(), anna, AsteriskBed.PATIENCE)) {
      after.accepts(new QueryActiveCallSnapshot());
      Call found = after.saw(ActiveCallSnapshot.class).activeCalls().getFirst();
      assertThat(found.id()).isEqualTo(call.id());
      assertThat(found.direction()).isEqualTo(CallDirection.IN);
      assertThat(found.state()).isEqualTo(CallState.CONNECTED);
      assertThat(found.peer().number()).isEqualTo(number(AsteriskBed.CALLER));
      after.accepts(new DropCall(call.id()));
      assertThat(end(after, call.id())).isEqualTo(EndReason.ENDED_BY_USER);
    }
  }

  @Test
  void service_startedAnewWhileACallerIsOnHold_canResume() {
    ProbedLine before = open(anna);
    Call call = talk(before);
    before.accepts(new HoldCall(call.id()));
    before.saw(Hold.class);
    before.close();
    try (var second = new AsteriskBed(bed.asterisk, "hookswitch-least", false);
        ProbedLine after = ProbedLine.open(second.system(), anna, AsteriskBed.PATIENCE)) {
      after.accepts(new QueryActiveCallSnapshot());
      Call found = after.saw(ActiveCallSnapshot.class).activeCalls().getFirst();
      assertThat(found.id()).isEqualTo(call.id());
      assertThat(found.state()).isEqualTo(CallState.HOLDED);
      after.accepts(new UnholdCall(call.id()));
      after.saw(Unhold.class);
    }
  }

  @Test
  void service_startedAnewInAConsultation_canComplete() {
    ProbedLine before = open(anna);
    Call main = talk(before);
    before.accepts(new MakeConsultCall(main.id(), number("102")));
    Call consultation =
        before.saw(CallStarted.class, event -> !event.callId().equals(main.id())).call();
    bed.phone("102", Manner.RINGS).answers();
    before.saw(CommutationStarted.class, event -> event.callId().equals(consultation.id()));
    before.close();
    try (var second = new AsteriskBed(bed.asterisk, "hookswitch-least", false);
        ProbedLine after = ProbedLine.open(second.system(), anna, AsteriskBed.PATIENCE)) {
      after.accepts(new QueryActiveCallSnapshot());
      assertThat(after.saw(ActiveCallSnapshot.class).activeCalls())
          .extracting(Call::id)
          .containsExactly(main.id(), consultation.id());
      after.accepts(new TransferCall(main.id(), consultation.id()));
      assertThat(end(after, main.id())).isEqualTo(EndReason.TRANSFERRED);
      assertThat(end(after, consultation.id())).isEqualTo(EndReason.TRANSFERRED);
    }
  }

  @Test
  void asterisk_restartedInACall_linesComeBackWithoutIt() {
    ProbedLine before = open(anna);
    talk(before);
    bed.asterisk.restart();
    before.saw(Disconnected.class);
    before.close();
    try (ProbedLine after = open(anna)) {
      after.accepts(new QueryActiveCallSnapshot());
      assertThat(after.saw(ActiveCallSnapshot.class).activeCalls()).isEmpty();
    }
    await("phones registered again")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> bed.asterisk.console("pjsip show contacts").contains("101/"));
  }
}
