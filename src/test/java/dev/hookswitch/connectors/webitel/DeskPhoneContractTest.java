package dev.hookswitch.connectors.webitel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.ProbedLine;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With a desk phone, which the event server can make call and hold but not answer. */
class DeskPhoneContractTest extends WebitelContractTest {
  @Override
  Map<String, String> parameters() {
    return Map.of(WebitelParameters.WEB_PHONE, "false");
  }

  @Test
  void snapshot_afterARestartWhileACallRings_hasACallThatRings() {
    try (ProbedLine before = ProbedLine.open(system(), line())) {
      peer().calls(line());
      before.started(CallDirection.IN);
    }
    var restarted = new WebitelCtiProvider(Clock.systemUTC());
    try (ProbedLine after = ProbedLine.open(restarted, line())) {
      after.accepts(new CtiCommand.QueryActiveCallSnapshot());

      assertThat(after.saw(CtiEvent.ActiveCallSnapshot.class).activeCalls())
          .singleElement()
          .satisfies(call -> assertThat(call.state()).isEqualTo(CallState.ALERTING));
    } finally {
      restarted.stop();
    }
  }
}
