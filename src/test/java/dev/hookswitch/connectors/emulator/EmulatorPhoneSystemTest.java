package dev.hookswitch.connectors.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand.AnswerCall;
import dev.hookswitch.phone.CtiCommand.ChangeCallCentreState;
import dev.hookswitch.phone.CtiCommand.MakeCall;
import dev.hookswitch.phone.CtiCommand.SetUserState;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the dialled numbers and the outside callers of the emulator do. */
class EmulatorPhoneSystemTest {
  private static final Party MARTA = new Party(new PhoneNumber("+15550100"), "Marta");
  private static final Duration SOON = Duration.ofMillis(50);

  private final EmulatorPhoneSystem system =
      new EmulatorPhoneSystem(
          new EmulatorSettings(Duration.ofMillis(400), Duration.ofMillis(20), SOON),
          Clock.systemUTC());
  private final EmulatorControl control = new EmulatorControl(system);
  private final Line anna = ProbedLine.line("emulator", "901", "Anna");
  private final ProbedLine line = ProbedLine.open(system, anna);

  @AfterEach
  void stop() {
    system.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "01, BUSY",
    "02, NO_ANSWER",
    "03, DECLINED",
    "04, ENDED_BY_OTHER",
    "06, WRONG_NUMBER",
    "07, UNAVAILABLE"
  })
  void makeCall_scriptedNumber_endsAsWritten(String number, EndReason reason) {
    CallId call = dial(number);

    assertThat(line.finished(call).endReason()).isEqualTo(reason);
  }

  private CallId dial(String number) {
    line.accepts(new MakeCall(new PhoneNumber(number), Media.AUDIO));
    return line.started(CallDirection.OUT).id();
  }

  @ParameterizedTest
  @CsvSource({"00", "0012", "5550123", "*"})
  void makeCall_numberThatAnswers_talksWithoutMedia(String number) {
    dial(number);

    line.saw(CtiEvent.CommutationStarted.class);
    line.rest();
    assertThat(line.events()).noneMatch(CtiEvent.WebRtcStarted.class::isInstance);
  }

  @Test
  void makeCall_numberThatSendsTones_isHeard() {
    dial("08");

    CtiEvent.DtmfEntered tones = line.saw(CtiEvent.DtmfEntered.class);
    assertThat(tones.digits()).isEqualTo("123#");
    assertThat(tones.origin()).isEqualTo(CtiEvent.DtmfEntered.Origin.RECEIVED);
  }

  @Test
  void makeCall_numberThatBreaksTheLine_losesTheConnectionDuringTheCall() {
    dial("05");

    line.saw(CtiEvent.CommutationStarted.class);
    assertThat(line.saw(CtiEvent.Disconnected.class).why()).isEqualTo(Loss.CONNECTION_LOST);
  }

  @Test
  void makeCall_numberOfAnotherLine_doesNotRingThere() {
    try (ProbedLine other = ProbedLine.open(system, ProbedLine.line("emulator", "902", "Boris"))) {
      dial("902");

      line.saw(CtiEvent.CommutationStarted.class);
      assertThat(other.events()).noneMatch(CtiEvent.CallEvent.class::isInstance);
    }
  }

  @Test
  void call_waits_showsTheCallerUntilItIsAnswered() {
    assertThat(control.call(anna.number(), MARTA, new Behaviour.Waits()))
        .isEqualTo(Outcome.ACCEPTED);

    Call call = line.started(CallDirection.IN);
    assertThat(call.peer()).isEqualTo(MARTA);
    line.accepts(new AnswerCall(call.id(), Media.AUDIO));
    line.saw(CtiEvent.CommutationStarted.class);
  }

  @Test
  void call_waitsInVain_endsAsNotAnswered() {
    control.call(anna.number(), MARTA, new Behaviour.Waits());

    CallId call = line.started(CallDirection.IN).id();
    assertThat(line.finished(call).endReason()).isEqualTo(EndReason.NO_ANSWER);
  }

  @Test
  void call_givesUp_endsAsCancelledUnlessAnswered() {
    control.call(anna.number(), MARTA, new Behaviour.GivesUp(SOON));
    CallId missed = line.started(CallDirection.IN).id();
    assertThat(line.finished(missed).endReason()).isEqualTo(EndReason.CANCELLED);
    line.forget();

    control.call(anna.number(), MARTA, new Behaviour.GivesUp(SOON));
    CallId taken = line.started(CallDirection.IN).id();
    line.accepts(new AnswerCall(taken, Media.AUDIO));
    line.rest();
    line.rest();
    assertThat(line.events()).noneMatch(CtiEvent.CallFinished.class::isInstance);
  }

  @Test
  void call_hangsUp_endsAfterTheAnswer() {
    control.call(anna.number(), MARTA, new Behaviour.HangsUp(SOON));

    CallId call = line.started(CallDirection.IN).id();
    line.accepts(new AnswerCall(call, Media.AUDIO));
    assertThat(line.finished(call).endReason()).isEqualTo(EndReason.ENDED_BY_OTHER);
  }

  @Test
  void call_lineTakesNoCalls_isRefusedWithTheReason() {
    assertRefused(new PhoneNumber("777"), Outcome.Reason.UNAVAILABLE);
    line.accepts(new SetUserState(AgentState.of("dnd")));
    assertRefused(anna.number(), Outcome.Reason.DO_NOT_DISTURB);
    line.accepts(new SetUserState(AgentState.of("ready")));
    dial("02");
    assertRefused(anna.number(), Outcome.Reason.BUSY);
  }

  private void assertRefused(PhoneNumber number, Outcome.Reason reason) {
    assertThat(control.call(number, MARTA, new Behaviour.Waits()))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void callCallCentre_severalAgents_ringsAtTheOneWhoWaitsLongest() {
    try (ProbedLine boris = ProbedLine.open(system, ProbedLine.line("emulator", "902", "Boris"));
        ProbedLine clara = ProbedLine.open(system, ProbedLine.line("emulator", "903", "Clara"))) {
      boris.accepts(new ChangeCallCentreState(CallCentre.IN));
      line.accepts(new ChangeCallCentreState(CallCentre.IN));

      assertThat(callCallCentre()).isEqualTo(Outcome.ACCEPTED);
      boris.started(CallDirection.IN);
      assertThat(callCallCentre()).isEqualTo(Outcome.ACCEPTED);
      line.started(CallDirection.IN);
      assertThat(callCallCentre()).isEqualTo(Outcome.refused(Outcome.Reason.UNAVAILABLE, ""));
      assertThat(clara.events()).noneMatch(CtiEvent.CallEvent.class::isInstance);
    }
  }

  @Test
  void callCallCentre_agentIsAwayOrGone_ringsNot() {
    line.accepts(new ChangeCallCentreState(CallCentre.IN));
    line.accepts(new SetUserState(AgentState.of("dnd")));
    assertThat(callCallCentre()).isInstanceOf(Outcome.Refused.class);
    line.accepts(new SetUserState(AgentState.of("ready")));
    line.close();
    assertThat(callCallCentre()).isInstanceOf(Outcome.Refused.class);

    try (ProbedLine again = ProbedLine.open(system, anna)) {
      assertThat(again.saw(CtiEvent.CallCentreStateChanged.class).state())
          .isEqualTo(CallCentre.OUT);
    }
  }

  private Outcome callCallCentre() {
    return control.callCallCentre(MARTA, new Behaviour.Waits());
  }

  @Test
  void loseConnection_nobodySignedIn_isRefused() {
    assertThat(control.loseConnection(new PhoneNumber("777"))).isInstanceOf(Outcome.Refused.class);
  }
}
