package dev.hookswitch.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.EventOrder;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineCallsTest {
  private static final Set<Feature> ALL = EnumSet.allOf(Feature.class);

  private final List<CtiEvent> told = new ArrayList<>();
  private final LineCalls<LineCall> calls =
      new LineCalls<>(new LineId(UUID.randomUUID()), Clock.systemUTC());

  @BeforeEach
  void open() {
    calls.heardBy(told::add, ALL);
    calls.initialized();
  }

  @AfterEach
  void orderIsKept() {
    EventOrder.assertKept(told, new Capabilities(ALL, EnumSet.allOf(AgentFeature.class)));
  }

  @Test
  void begins_ringing_isStartedThenItsFeatures() {
    LineCall call = rings("a");

    assertThat(names()).containsSequence("callStarted", "lineStateChanged");
    assertThat(call.call().features()).containsExactlyInAnyOrder(Feature.ANSWER, Feature.DROP);
  }

  @Test
  void talks_twice_isToldOnce() {
    LineCall call = rings("a");
    calls.talks(call);
    calls.talks(call);

    assertThat(names()).filteredOn("commutationStarted"::equals).hasSize(1);
  }

  @Test
  void hold_andResume_areToldOnceEach() {
    LineCall call = rings("a");
    calls.talks(call);
    calls.holds(call);
    calls.holds(call);
    calls.resumes(call);
    calls.resumes(call);

    assertThat(names()).filteredOn("hold"::equals).hasSize(1);
    assertThat(names()).filteredOn("unhold"::equals).hasSize(1);
  }

  @Test
  void end_consultation_makesTheMainCallCurrentAgain() {
    LineCall main = rings("a");
    calls.talks(main);
    calls.holds(main);
    LineCall consultation = dials("b", main);
    calls.talks(consultation);
    assertThat(consultation.call().parent()).isEqualTo(main.id());

    calls.end(consultation, EndReason.ENDED_BY_OTHER);
    calls.snapshot();

    assertThat(snapshot().currentCall()).isEqualTo(main.id());
    assertThat(main.call().features()).contains(Feature.UNHOLD, Feature.MAKE_CONSULT_CALL);
  }

  @Test
  void end_ofTheMainCall_leavesTheConsultationAnOrdinaryCall() {
    LineCall main = rings("a");
    calls.talks(main);
    LineCall consultation = dials("b", main);

    calls.end(main, EndReason.ENDED_BY_OTHER);

    assertThat(consultation.call().parent()).isNull();
    assertThat(consultation.partner()).isNull();
  }

  @Test
  void end_bothTogether_makesNeitherCurrentInBetween() {
    LineCall main = rings("a");
    calls.talks(main);
    LineCall consultation = dials("b", main);
    calls.talks(consultation);
    told.clear();

    calls.end(List.of(consultation, main), EndReason.TRANSFERRED);

    assertThat(names()).containsExactly("callFinished", "callFinished", "lineStateChanged");
    told.clear(); // their beginning is not in what is left
  }

  @Test
  void end_busyNumber_isToldAsBusyFirst() {
    calls.end(dials("a", null), EndReason.BUSY);

    assertThat(names()).containsSubsequence("callBusy", "callFinished");
  }

  @Test
  void named_anew_isTheSameCall() {
    LineCall call = rings("a");
    calls.isNamed(call, new CallId("z"));

    assertThat(calls.find(new CallId("a"))).isEmpty();
    assertThat(calls.find(new CallId("z"))).contains(call);
    assertThat(told)
        .filteredOn(CtiEvent.CallInfoChanged.class::isInstance)
        .singleElement()
        .extracting(event -> ((CtiEvent.CallInfoChanged) event).formerId())
        .isEqualTo(new CallId("a"));
  }

  @Test
  void named_likeAnotherCall_keepsItsName() {
    LineCall first = rings("a");
    LineCall second = rings("b");

    calls.isNamed(second, first.id());
    calls.end(first, EndReason.CANCELLED);

    assertThat(second.id()).isEqualTo(new CallId("b"));
    assertThat(calls.all()).containsExactly(second);
  }

  @Test
  void over_nothingMoreIsToldOfIt() {
    LineCall call = rings("a");
    calls.talks(call);
    calls.end(call, EndReason.ENDED_BY_OTHER);
    told.clear();

    calls.talks(call);
    calls.holds(call);
    calls.resumes(call);
    calls.isWith(call, Party.of(new PhoneNumber("77")));
    calls.isNamed(call, new CallId("z"));

    assertThat(told).isEmpty();
    assertThat(calls.all()).isEmpty();
  }

  @Test
  void full_afterMoreCallsThanAnybodyHas_isTrue() {
    for (int i = 0; i < 20; i++) {
      assertThat(calls.full()).isFalse();
      rings("call " + i);
    }

    assertThat(calls.full()).isTrue();
  }

  @Test
  void reopened_withACallThatWentOn_tellsOfItInTheSnapshotOnly() {
    LineCall call = rings("a");
    calls.talks(call);
    calls.unheard();
    calls.holds(call);
    told.clear();

    calls.heardBy(told::add, ALL);
    calls.initialized();
    calls.mutes(call, true);
    assertThat(names()).containsExactly("initialized");

    calls.snapshot();
    assertThat(snapshot().activeCalls())
        .singleElement()
        .returns(CallState.HOLDED, Call::state)
        .returns(call.call().answeredAt(), Call::answeredAt);
    calls.resumes(call);
    assertThat(names()).endsWith("unhold", "lineStateChanged");
  }

  @Test
  void command_aboutAnUnknownCall_orOneThatCannot_isRefused() {
    rings("a");

    assertThat(outcome(new CtiCommand.DropCall(new CallId("x"))))
        .isEqualTo(Outcome.refused(Outcome.Reason.UNKNOWN_CALL, "x"));
    assertThat(outcome(new CtiCommand.HoldCall(new CallId("a"))))
        .isEqualTo(Outcome.refused(Outcome.Reason.NOT_NOW, ""));
    assertThat(outcome(new CtiCommand.DropCall(new CallId("a")))).isEqualTo(Outcome.ACCEPTED);
  }

  private Outcome outcome(CtiCommand.OnCall command) {
    return calls.on(command, _ -> LineCalls.accepted()).toCompletableFuture().join();
  }

  private CtiEvent.ActiveCallSnapshot snapshot() {
    return told.stream()
        .filter(CtiEvent.ActiveCallSnapshot.class::isInstance)
        .map(CtiEvent.ActiveCallSnapshot.class::cast)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private List<String> names() {
    return told.stream().map(CtiEvent::name).toList();
  }

  private LineCall rings(String id) {
    return begins(id, CallDirection.IN, null);
  }

  private LineCall dials(String id, LineCall parent) {
    return begins(id, CallDirection.OUT, parent);
  }

  private LineCall begins(String id, CallDirection direction, LineCall parent) {
    var call =
        new LineCall(
            new CallId(id),
            direction,
            Party.of(new PhoneNumber("101")),
            Party.of(new PhoneNumber("5" + id)),
            calls.now());
    calls.begins(call, parent);
    return call;
  }
}
