package dev.hookswitch.connectors.legs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.line.Possible;
import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiCommand.AnswerCall;
import dev.hookswitch.phone.CtiCommand.BlindTransferCall;
import dev.hookswitch.phone.CtiCommand.CancelTransfer;
import dev.hookswitch.phone.CtiCommand.DropCall;
import dev.hookswitch.phone.CtiCommand.HoldCall;
import dev.hookswitch.phone.CtiCommand.MakeCall;
import dev.hookswitch.phone.CtiCommand.MakeConsultCall;
import dev.hookswitch.phone.CtiCommand.MuteCall;
import dev.hookswitch.phone.CtiCommand.PickUp;
import dev.hookswitch.phone.CtiCommand.QueryActiveCallSnapshot;
import dev.hookswitch.phone.CtiCommand.SwapCalls;
import dev.hookswitch.phone.CtiCommand.TransferCall;
import dev.hookswitch.phone.CtiCommand.UnholdCall;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.ActiveCallSnapshot;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.EventOrder;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.ProbedLine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five users who press what they like: whatever they do, the exchange keeps its rules. */
class ExchangeRandomWalkTest {
  private static final int STEPS = 1500;
  private static final Capabilities ALL =
      new Capabilities(EnumSet.allOf(Feature.class), EnumSet.allOf(AgentFeature.class));

  private final List<Line> lines =
      IntStream.range(100, 105)
          .mapToObj(number -> ProbedLine.line("walk", "" + number, "User " + number))
          .toList();
  private final Exchange exchange =
      new Exchange(
          "walk",
          new ExchangeRules(Duration.ofMillis(20), ALL, UsualStates.MENU, _ -> List.of()),
          this::route,
          InstantSource.system());

  private Route route(PhoneNumber dialled) {
    return lines.stream()
        .filter(line -> line.number().equals(dialled))
        .findFirst()
        .<Route>map(Route.Known::new)
        .orElseGet(() -> new Route.Closed(EndReason.WRONG_NUMBER));
  }

  /** One user: what the line reported, and the session that presses buttons. */
  private final class User implements PhoneListener {
    final Line line;
    final List<CtiEvent> events = new CopyOnWriteArrayList<>();
    final PhoneSession session;

    User(Line line) {
      this.line = line;
      this.session = exchange.open(line, this);
    }

    @Override
    public void event(CtiEvent event) {
      events.add(event);
    }

    @Override
    public void signal(MediaSignal signal) {}

    Outcome execute(CtiCommand command) {
      return session.execute(command).toCompletableFuture().join();
    }

    /** The calls of the line at one moment, and nothing that came after it. */
    ActiveCallSnapshot calls() {
      long before = snapshots();
      execute(new QueryActiveCallSnapshot());
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> snapshots() > before);
      return events.reversed().stream()
          .filter(ActiveCallSnapshot.class::isInstance)
          .map(ActiveCallSnapshot.class::cast)
          .findFirst()
          .orElseThrow();
    }

    private long snapshots() {
      return events.stream().filter(ActiveCallSnapshot.class::isInstance).count();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void exchange_randomCommands_keepsItsRules(long seed) {
    Random random = new Random(seed);
    List<User> users = lines.stream().map(User::new).toList();

    for (int step = 0; step < STEPS; step++) {
      User user = users.get(random.nextInt(users.size()));
      CtiCommand command = anything(user, random);
      assertThat(user.execute(command))
          .as("step %d: %s", step, command)
          .isNotEqualTo(Outcome.refused(Outcome.Reason.FAILED, ""));
      if (step % 25 == 0) {
        users.forEach(each -> assertSane(each.calls()));
      }
    }

    endAll(users);
    users.forEach(ExchangeRandomWalkTest::assertRulesKept);
  }

  @Test
  void exchange_usersAtOnce_keepsItsRules() throws Exception {
    List<User> users = lines.stream().map(User::new).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> walks = new ArrayList<>();
      for (User user : users) {
        walks.add(threads.submit(() -> walk(user, new Random(user.line.number().hashCode()))));
      }
      for (Future<?> walk : walks) {
        walk.get();
      }
    }

    endAll(users);
    users.forEach(ExchangeRandomWalkTest::assertRulesKept);
  }

  private void walk(User user, Random random) {
    for (int step = 0; step < STEPS; step++) {
      CtiCommand command = anything(user, random);
      assertThat(user.execute(command))
          .as("step %d: %s", step, command)
          .isNotEqualTo(Outcome.refused(Outcome.Reason.FAILED, ""));
    }
  }

  private static void endAll(List<User> users) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          users.forEach(user ->
              user.calls().activeCalls().forEach(call -> user.execute(new DropCall(call.id()))));
          return users.stream().allMatch(user -> user.calls().activeCalls().isEmpty());
        });
  }

  private static void assertRulesKept(User user) {
    EventOrder.assertKept(user.events, ALL);
    assertMediaIsPaired(user.events);
  }

  @AfterEach
  void stop() {
    exchange.close();
  }

  /** Mostly something that the line was told it can do, sometimes not. */
  private CtiCommand anything(User user, Random random) {
    PhoneNumber target = lines.get(random.nextInt(lines.size())).number();
    List<CallId> calls = new ArrayList<>();
    for (CtiEvent event : user.events.reversed()) {
      if (event instanceof CtiEvent.CallStarted started && calls.size() < 3) {
        calls.add(started.callId());
      }
    }
    if (calls.isEmpty()) {
      return new MakeCall(target, Media.AUDIO);
    }
    CallId one = calls.get(random.nextInt(calls.size()));
    CallId other = calls.get(random.nextInt(calls.size()));
    return switch (random.nextInt(16)) {
      case 0, 1 -> new MakeCall(target, Media.AUDIO_AND_VIDEO);
      case 2, 3, 4 -> new AnswerCall(calls.getFirst(), Media.AUDIO);
      case 5 -> new DropCall(one);
      case 6 -> new HoldCall(one);
      case 7 -> new UnholdCall(one);
      case 8 -> new MakeConsultCall(one, target);
      case 9 -> new TransferCall(one, other);
      case 10 -> new CancelTransfer(one, other);
      case 11 -> new SwapCalls(one, other);
      case 12 -> new BlindTransferCall(one, target);
      case 13, 14 -> new PickUp(target);
      default -> new MuteCall(one);
    };
  }

  private static void assertSane(ActiveCallSnapshot snapshot) {
    List<Call> calls = snapshot.activeCalls();
    assertThat(calls).hasSizeLessThanOrEqualTo(Possible.MOST_CALLS);
    assertThat(calls).filteredOn(call -> call.state() == CallState.CONNECTED).hasSizeLessThan(2);
    assertThat(calls).allSatisfy(call -> assertThat(call.features()).isNotEmpty());
    if (calls.isEmpty()) {
      assertThat(snapshot.currentCall()).isNull();
    } else {
      assertThat(calls).extracting(Call::id).contains(snapshot.currentCall());
    }
  }

  /** A call has one WebRTC session at a time, and none when it is over. */
  private static void assertMediaIsPaired(List<CtiEvent> events) {
    Map<CallId, Object> running = new HashMap<>();
    for (CtiEvent event : events) {
      switch (event) {
        case CtiEvent.WebRtcStarted started ->
            assertThat(running.put(started.callId(), started.session())).isNull();
        case CtiEvent.WebRtcDestroyed destroyed ->
            assertThat(running.remove(destroyed.callId())).isEqualTo(destroyed.session());
        default -> {}
      }
    }
    assertThat(running).isEmpty();
  }
}
