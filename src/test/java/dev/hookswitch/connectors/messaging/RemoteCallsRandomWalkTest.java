package dev.hookswitch.connectors.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.DtmfEntered.Origin;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.EventOrder;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.tms.TmsCall;
import dev.hookswitch.tms.TmsEvent;
import dev.hookswitch.tms.TmsEvent.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever a service tells, in whatever order, the line reports in the documented one. */
class RemoteCallsRandomWalkTest {
  private static final int WALKS = 2_000;
  private static final int STEPS = 60;
  private static final Line LINE =
      new Line(
          new LineId(UUID.randomUUID()), "messaging", new PhoneNumber("323"), "Anna", Map.of());

  @Test
  void report_ofAnyTale_keepsTheOrder() {
    for (int seed = 0; seed < WALKS; seed++) {
      var random = new Random(seed);
      List<CtiEvent> report = new ArrayList<>();
      var calls =
          new RemoteCalls(
              LINE, MessagingPhoneSystem.PUBLISHED.call(), () -> Instant.EPOCH, report::add);
      if (random.nextBoolean()) {
        calls.complete();
      }
      tale(random, random.nextInt(10)).forEach(calls::heard);
      assertThat(report).isEmpty();
      calls.initialized();
      tale(random, STEPS).forEach(calls::heard);
      try {
        EventOrder.assertKept(report, MessagingPhoneSystem.PUBLISHED);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
      assertThat(report.getFirst()).isInstanceOf(CtiEvent.Initialized.class);
    }
  }

  private static List<TmsEvent> tale(Random random, int steps) {
    return IntStream.range(0, steps).mapToObj(_ -> event(random)).toList();
  }

  private static TmsEvent event(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> new TmsEvent.LineStateChanged(features(random), id(random));
      case 1 -> new TmsEvent.LineStateChanged(features(random), null);
      case 2 -> {
        List<TmsCall> calls =
            IntStream.range(0, random.nextInt(3)).mapToObj(_ -> call(random)).toList();
        yield new TmsEvent.ActiveCallSnapshot(calls, random.nextBoolean() ? id(random) : null);
      }
      case 3 -> new TmsEvent.CurrentCallChanged(id(random));
      case 4 -> new TmsEvent.DtmfEntered("1", Optional.of(id(random)), Origin.SENT);
      case 5 -> new TmsEvent.AgentStateChanged(AgentState.of("away"));
      default ->
          new TmsEvent.OfCall(
              any(random, Happening.values()),
              call(random),
              random.nextBoolean() ? Optional.empty() : Optional.of(id(random)));
    };
  }

  private static CallId id(Random random) {
    return new CallId(String.valueOf(random.nextInt(6)));
  }

  private static Set<Feature> features(Random random) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (Feature feature : Feature.values()) {
      if (random.nextBoolean()) {
        features.add(feature);
      }
    }
    return features;
  }

  private static TmsCall call(Random random) {
    return new TmsCall(
        id(random),
        random.nextBoolean() ? "" : "row " + random.nextInt(3),
        "323",
        new PhoneNumber(random.nextBoolean() ? "323" : "100"),
        new PhoneNumber(random.nextBoolean() ? "" : "101"),
        any(random, CallDirection.values()),
        any(random, CallState.values()),
        null,
        null,
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                new TmsCall.More(
                    "",
                    "",
                    random.nextBoolean() ? null : id(random),
                    features(random),
                    Duration.ofSeconds(random.nextInt(100)),
                    random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(100)),
                    random.nextBoolean() ? null : any(random, EndReason.values()),
                    "")));
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
