package dev.hookswitch.messaging.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallBuilder;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.LineStateChanged;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.LineId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LineStateTest {
  private static final LineId LINE = new LineId(UUID.randomUUID());
  private static final Instant NOW = CallBuilder.NOON;
  private static final Call FIRST = CallBuilder.incoming("1").build();
  private static final Call SECOND = CallBuilder.outgoing("2").consulting("1").build();

  private final LineState state = new LineState(LINE);

  private List<CallId> calls() {
    return state.snapshot(NOW).activeCalls().stream().map(Call::id).toList();
  }

  @Test
  void snapshot_ofCallsThatCame_hasThemAsTheyAreNow() {
    state.apply(new CtiEvent.CallStarted(LINE, NOW, FIRST));
    Call held = CallBuilder.incoming("1").in(CallState.HOLDED).build();
    state.apply(new CtiEvent.Hold(LINE, NOW, held));
    state.apply(new LineStateChanged(LINE, NOW, Set.of(Feature.UNHOLD), FIRST.id()));

    assertThat(state.snapshot(NOW).activeCalls())
        .containsExactly(held.withFeatures(Set.of(Feature.UNHOLD)));
    assertThat(state.snapshot(NOW).currentCall()).isEqualTo(FIRST.id());
  }

  @Test
  void currentCall_ended_isTheOneThatIsLeft() {
    state.apply(new CtiEvent.CallStarted(LINE, NOW, FIRST));
    state.apply(new CtiEvent.CallStarted(LINE, NOW, SECOND));
    state.apply(
        new CtiEvent.CallFinished(LINE, NOW, CallBuilder.incoming("1").over(EndReason.CANCELLED)));

    assertThat(calls()).containsExactly(SECOND.id());
    assertThat(state.snapshot(NOW).currentCall()).isEqualTo(SECOND.id());
  }

  @Test
  void renamedCall_isFoundUnderItsNewIdAlone() {
    state.apply(new CtiEvent.CallStarted(LINE, NOW, FIRST));
    Call renamed = CallBuilder.incoming("1a").build();
    state.apply(new CtiEvent.CallInfoChanged(LINE, NOW, FIRST.id(), renamed));

    assertThat(calls()).containsExactly(renamed.id());
    assertThat(state.snapshot(NOW).currentCall()).isEqualTo(renamed.id());
  }

  @Test
  void snapshot_ofThePhoneSystem_replacesWhatWasKnown() {
    state.apply(new CtiEvent.CallStarted(LINE, NOW, FIRST));
    state.apply(new CtiEvent.ActiveCallSnapshot(LINE, NOW, List.of(SECOND), SECOND.id()));

    assertThat(calls()).containsExactly(SECOND.id());
  }

  @Test
  void features_withoutCalls_areTheLinesOwn() {
    var idle = new LineStateChanged(LINE, NOW, Set.of(Feature.DIAL), null);
    state.apply(idle);
    assertThat(state.features(NOW)).containsExactly(idle);

    state.apply(new CtiEvent.CallStarted(LINE, NOW, FIRST));
    assertThat(state.features(NOW))
        .extracting(LineStateChanged::callId)
        .containsExactly(FIRST.id());
  }
}
