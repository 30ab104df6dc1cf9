package dev.hookswitch.connectors.verto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.connectors.PageDouble;
import dev.hookswitch.connectors.RobotPeer;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.SwitchControl;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets that break, a server that starts anew, and what becomes of calls meanwhile. */
class VertoLossTest {
  private static final String NUMBER = "1001";

  private final SimulatedWebitel freeswitch = RobotPeer.server();
  private final SwitchControl control = freeswitch.control();
  private final VertoPhoneSystem verto = new VertoPhoneSystem(Clock.systemUTC());
  private final Line line =
      new Line(
          new LineId(UUID.randomUUID()),
          VertoPhoneSystem.ID,
          new PhoneNumber(NUMBER),
          "User 1001",
          Map.of(
              VertoParameters.ADDRESS,
              freeswitch.vertoUrl().toString(),
              VertoParameters.DOMAIN,
              RobotPeer.DOMAIN,
              VertoParameters.PASSWORD,
              RobotPeer.password(NUMBER)));

  @AfterEach
  void stop() {
    verto.stop();
    freeswitch.close();
  }

  private ProbedLine open() {
    return ProbedLine.open(new PageDouble(verto), line);
  }

  private CallId talk(ProbedLine on) {
    control.callFromOutside("380441234567", "John Doe", NUMBER);
    CallId call = on.started(CallDirection.IN).id();
    on.accepts(new CtiCommand.AnswerCall(call, Media.AUDIO));
    on.saw(CtiEvent.CommutationStarted.class);
    return call;
  }

  private static List<Call> snapshot(ProbedLine of) {
    of.forget();
    of.accepts(new CtiCommand.QueryActiveCallSnapshot());
    return of.saw(CtiEvent.ActiveCallSnapshot.class).activeCalls();
  }

  private static Loss lost(ProbedLine which) {
    return which.saw(CtiEvent.Disconnected.class).why();
  }

  @Test
  void cut_whileTalking_getsItsSoundAnew() {
    ProbedLine before = open();
    CallId call = talk(before);

    control.cut(NUMBER, Sockets.VERTO);

    assertThat(lost(before)).isEqualTo(Loss.CONNECTION_LOST);
    try (ProbedLine after = open()) {
      assertThat(snapshot(after)).extracting(Call::id).containsExactly(call);
      assertThat(after.saw(CtiEvent.WebRtcStarted.class).callId()).isEqualTo(call);
      after.accepts(new CtiCommand.HoldCall(call));
      after.accepts(new CtiCommand.DropCall(call));
      assertThat(after.finished(call).endReason()).isEqualTo(EndReason.ENDED_BY_USER);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void switchRestarted_whileTalking_leavesNoCallOpen(boolean orderly) {
    ProbedLine before = open();
    talk(before);

    control.restartSwitch(orderly);

    lost(before);
    try (ProbedLine after = open()) {
      assertThat(snapshot(after)).isEmpty();
    }
  }

  @Test
  void openedElsewhere_whileTalking_canBeTakenBack() {
    ProbedLine here = open();
    CallId call = talk(here);
    var elsewhere = new VertoPhoneSystem(Clock.systemUTC());
    try (ProbedLine there = ProbedLine.open(new PageDouble(elsewhere), line)) {
      assertThat(lost(here)).isEqualTo(Loss.TAKEN_OVER);
      assertThat(snapshot(there)).extracting(Call::id).containsExactly(call);

      try (ProbedLine back = open()) {
        assertThat(lost(there)).isEqualTo(Loss.TAKEN_OVER);
        assertThat(snapshot(back)).extracting(Call::id).containsExactly(call);
      }
    } finally {
      elsewhere.stop();
    }
  }

  @Test
  void signInExpired_refusalOfARequest_losesTheLineAndItComesBack() {
    ProbedLine before = open();

    control.sendGarbage(
        NUMBER,
        Sockets.VERTO,
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"error\":{\"code\":-32000,\"message\":\"Authentication Required\"}}");

    assertThat(lost(before)).isEqualTo(Loss.EXPIRED);
    open().close();
  }
}
