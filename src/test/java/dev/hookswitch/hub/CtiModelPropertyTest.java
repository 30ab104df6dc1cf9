package dev.hookswitch.hub;

import static dev.hookswitch.phone.CallBuilder.incoming;
import static dev.hookswitch.phone.CallBuilder.noonAnd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.hub.CtiModel.Change;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whatever a phone system says, in whatever order. */
class CtiModelPropertyTest {
  private static final LineId LINE = new LineId(new UUID(0, 1));

  @ParameterizedTest
  @MethodSource("anyEvents")
  void model_afterAnyEvents_isWhole(List<CtiEvent> events) {
    CtiModel model = CtiModel.INITIAL;
    for (CtiEvent event : events) {
      model = model.after(event, _ -> UUID.randomUUID()).model();
      assertThat(model.current() == null).as("no current call").isEqualTo(model.calls().isEmpty());
      if (model.current() != null) {
        assertThat(model.calls()).containsKey(model.current());
      }
      model.calls().forEach((id, call) -> assertThat(call.call().id()).isEqualTo(id));
      assertThat(model.finished()).noneMatch(model.calls()::containsKey);
      assertThat(model.calls().values().stream().map(TrackedCall::record)).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("anyEvents")
  void changes_ofACall_beginWithItsStartAndEndWithItsEnd(List<CtiEvent> events) {
    Set<UUID> alive = new HashSet<>();
    Set<UUID> over = new HashSet<>();
    Set<CallId> ended = new HashSet<>();
    CtiModel model = CtiModel.INITIAL;
    for (CtiEvent event : events) {
      if (event instanceof CtiEvent.ActiveCallSnapshot snapshot && model.lostAt() != null) {
        snapshot.activeCalls().forEach(call -> ended.remove(call.id())); // they may begin anew
      }
      CtiModel.Step step = model.after(event, _ -> UUID.randomUUID());
      model = step.model();
      for (Change change : step.changes()) {
        TrackedCall call = change.call();
        if (call == null) {
          continue;
        }
        assertThat(over).as("%s after the end", change.event()).doesNotContain(call.record());
        assertThat(ended).as("%s after the end", change.event()).doesNotContain(call.call().id());
        if (change.event() instanceof CtiEvent.CallStarted) {
          alive.add(call.record());
        }
        assertThat(alive).as("%s before the start", change.event()).contains(call.record());
        if (change.event() instanceof CtiEvent.CallFinished) {
          alive.remove(call.record());
          over.add(call.record());
          ended.add(call.call().id());
        }
      }
      assertThat(model.calls().values().stream().map(TrackedCall::record))
          .containsExactlyInAnyOrderElementsOf(alive);
    }
  }

  @ParameterizedTest
  @MethodSource("anyEvents")
  void times_afterAnyEvents_areNeverNegative(List<CtiEvent> events) {
    CtiModel model = CtiModel.INITIAL;
    for (CtiEvent event : events) {
      CtiModel.Step step = model.after(event, _ -> UUID.randomUUID());
      model = step.model();
      for (Change change : step.changes()) {
        if (change.call() != null) {
          CallTimes times = change.call().times();
          assertThat(times.ringing()).isGreaterThanOrEqualTo(Duration.ZERO);
          assertThat(times.talk()).isGreaterThanOrEqualTo(Duration.ZERO);
          assertThat(times.hold()).isGreaterThanOrEqualTo(Duration.ZERO);
          assertThat(times.since()).isAfterOrEqualTo(times.startedAt());
          if (times.whole() != null) {
            assertThat(times.whole())
                .isGreaterThanOrEqualTo(times.ringing().plus(times.talk()).plus(times.hold()));
          }
        }
      }
    }
  }

  private static final int WALKS = 300;
  private static final int LONGEST = 40;

  /** Walks of chance that are the same in every run; the first that fails is named by its index. */
  static Stream<List<CtiEvent>> anyEvents() {
    return LongStream.range(0, WALKS)
        .mapToObj(seed -> {
          var random = new Random(seed);
          return Stream.generate(() -> anyEvent(random))
              .limit(random.nextInt(LONGEST + 1))
              .toList();
        });
  }

  private static CtiEvent anyEvent(Random random) {
    return event(
        random.nextInt(17),
        anyCall(random),
        anyCall(random),
        random.nextInt(-20, 121),
        any(Loss.values(), random));
  }

  private static Call anyCall(Random random) {
    return incoming(any(new String[] {"a", "b", "c"}, random))
        .in(any(CallState.values(), random))
        .startedAt(noonAnd(random.nextInt(-5, 51)))
        .can(any(Feature.values(), random))
        .build();
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  private static CtiEvent event(int kind, Call call, Call other, int second, Loss why) {
    var at = noonAnd(second);
    CallId id = call.id();
    return switch (kind) {
      case 0 -> new CtiEvent.Initialized(LINE, at);
      case 1 -> new CtiEvent.Disconnected(LINE, at, why, "");
      case 2, 3 -> new CtiEvent.CallStarted(LINE, at, call);
      case 4 -> new CtiEvent.CallFinished(LINE, at, call.brokenOff());
      case 5 -> new CtiEvent.CommutationStarted(LINE, at, call);
      case 6 -> new CtiEvent.CallBusy(LINE, at, call);
      case 7 -> new CtiEvent.Hold(LINE, at, call);
      case 8 -> new CtiEvent.Unhold(LINE, at, call);
      case 9 -> new CtiEvent.LineStateChanged(LINE, at, call.features(), id);
      case 10 -> new CtiEvent.LineStateChanged(LINE, at, call.features(), null);
      case 11 -> new CtiEvent.ActiveCallSnapshot(LINE, at, List.of(call, other), other.id());
      case 12 -> new CtiEvent.ActiveCallSnapshot(LINE, at, List.of(call), null);
      case 13 -> new CtiEvent.CurrentCallChanged(LINE, at, id);
      case 14, 15 -> new CtiEvent.CallInfoChanged(LINE, at, other.id(), call);
      default -> new CtiEvent.DtmfEntered(LINE, at, id, "1", CtiEvent.DtmfEntered.Origin.RECEIVED);
    };
  }
}
