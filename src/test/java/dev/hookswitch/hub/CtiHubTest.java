package dev.hookswitch.hub;

import static dev.hookswitch.hub.DrivenPhoneSystem.line;
import static dev.hookswitch.phone.CallBuilder.NOON;
import static dev.hookswitch.phone.CallBuilder.incoming;
import static dev.hookswitch.phone.CallBuilder.noonAnd;
import static dev.hookswitch.phone.CallBuilder.outgoing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.hub.CtiHub.Attachment;
import dev.hookswitch.hub.CtiModel.Connection;
import dev.hookswitch.hub.DrivenPhoneSystem.Opening;
import dev.hookswitch.hub.MediaState.Holder;
import dev.hookswitch.hub.MediaState.Quality;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallBuilder;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand.HoldCall;
import dev.hookswitch.phone.CtiCommand.MakeCall;
import dev.hookswitch.phone.CtiCommand.QueryActiveCallSnapshot;
import dev.hookswitch.phone.CtiCommand.SignalMedia;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.ActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallInfoChanged;
import dev.hookswitch.phone.CtiEvent.CallSaved;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.Disconnected;
import dev.hookswitch.phone.CtiEvent.Initialized;
import dev.hookswitch.phone.CtiEvent.WebRtcDestroyed;
import dev.hookswitch.phone.CtiEvent.WebRtcStarted;
import dev.hookswitch.phone.CtiEvent.WebRtcVideoStarted;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.LineOption;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Outcome.Reason;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CtiHubTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Line LINE = line(101);
  private static final CallId A = new CallId("a");
  private static final MediaSessionId FIRST = new MediaSessionId("m1");
  private static final MediaSessionId SECOND = new MediaSessionId("m2");

  private final DrivenPhoneSystem system = new DrivenPhoneSystem();
  private final HandTimer timer = new HandTimer();
  private final List<CallRecorder.Entry> written = new CopyOnWriteArrayList<>();
  private final AtomicInteger records = new AtomicInteger();
  private volatile CallRecorder recorder = written::add;
  private final CtiHub hub =
      new CtiHub(
          new UserId(new UUID(3, 1)),
          new CtiHub.Environment(
              Map.of(DrivenPhoneSystem.ID, system),
              new Recorder(),
              () -> new UUID(1, records.incrementAndGet()),
              Clock.fixed(NOON, ZoneOffset.UTC),
              timer,
              new Random(1),
              _ -> {}));
  private final ProbedScreen screen = new ProbedScreen();
  private final Attachment barrier = hub.attach(new ProbedScreen());

  @BeforeEach
  void noPageYet() {
    barrier.close();
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  /** A page at a hub whose line works. */
  private Attachment working() {
    Attachment page = hub.attach(screen);
    hub.configure(() -> List.of(LINE));
    system.opening(1).says(new Initialized(LINE.id(), NOON));
    settle();
    return page;
  }

  /** The one of the moment. */
  private final class Recorder implements CallRecorder {
    @Override
    public void record(Entry entry) {
      recorder.record(entry);
    }

    @Override
    public Optional<Known> brokenOff(UserId user, CallId call) {
      return recorder.brokenOff(user, call);
    }
  }

  /** Has a row that was closed for each call. */
  private record Remembering(List<CallRecorder.Entry> written, CallRecorder.Known row)
      implements CallRecorder {
    @Override
    public void record(Entry entry) {
      written.add(entry);
    }

    @Override
    public Optional<Known> brokenOff(UserId user, CallId call) {
      return Optional.of(row);
    }
  }

  private Opening open() {
    return system.opening(1);
  }

  private void says(CtiEvent event) {
    system.openings().getLast().says(event);
  }

  private void starts(String id) {
    says(new CallStarted(LINE.id(), NOON, incoming(id).build()));
  }

  private void loses(Loss why) {
    says(new Disconnected(LINE.id(), NOON, why, ""));
  }

  private void mediaStarts(MediaSessionId session) {
    says(
        new WebRtcStarted(
            LINE.id(),
            NOON,
            A,
            session,
            new MediaConfig(
                MediaConfig.Role.OFFERS,
                Media.AUDIO,
                Media.AUDIO,
                MediaConfig.Gathering.TRICKLE,
                List.of())));
  }

  private void mediaEnds(MediaSessionId session) {
    says(new WebRtcDestroyed(LINE.id(), NOON, A, session));
  }

  /** Returns when the hub has done all that was given to it, and what followed from that. */
  private void settle() {
    for (int i = 0; i < 2; i++) {
      outcome(barrier.execute(new LineId(new UUID(0, 0)), new QueryActiveCallSnapshot()));
    }
  }

  private static Outcome outcome(CompletionStage<Outcome> stage) {
    var future = stage.toCompletableFuture();
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(future::isDone);
    return future.join();
  }

  private static void assertRefused(CompletionStage<Outcome> stage, Reason reason) {
    assertThat(outcome(stage)).isEqualTo(Outcome.refused(reason, ""));
  }

  private LineState lineState() {
    return hub.state().line(LINE.id()).orElseThrow();
  }

  private static List<String> names(List<CallRecorder.Entry> entries) {
    return entries.stream().map(entry -> entry.event().name()).toList();
  }

  @Nested
  class Screens {
    @Test
    void screens_ofOneUser_hearTheSameInTheSameOrder() {
      working();
      var other = new ProbedScreen();
      hub.attach(other);
      for (int i = 0; i < 50; i++) {
        starts("c" + i);
        says(new CallFinished(LINE.id(), NOON, incoming("c" + i).over(EndReason.CANCELLED)));
      }
      settle();
      assertThat(screen.events()).hasSizeGreaterThanOrEqualTo(100);
      assertThat(other.events()).endsWith(screen.events().getLast());
      assertThat(screen.events().stream().skip(1).toList()).isEqualTo(other.events());
    }

    @Test
    void screen_attached_hearsTheStateAtOnce() {
      working();
      starts("a");
      settle();
      var late = new ProbedScreen();
      hub.attach(late);
      settle();
      assertThat(late.events()).isEmpty();
      assertThat(late.states().getFirst().calls()).hasSize(1);
    }

    @Test
    void screen_closed_hearsNothingMore() {
      Attachment page = working();
      page.close();
      page.close();
      starts("a");
      settle();
      assertThat(screen.heard()).containsExactly("initialized");
    }

    @Test
    void screen_thatThrows_disturbsNobody() {
      hub.attach(
          new Screen() {
            @Override
            public void changed(HubState state, List<CtiEvent> events) {
              throw new IllegalStateException("thrown on purpose");
            }

            @Override
            public void order(MediaOrder order) {
              throw new IllegalStateException("thrown on purpose");
            }
          });
      working();
      starts("a");
      settle();
      mediaStarts(FIRST);
      settle();
      assertThat(screen.heard())
          .containsExactly("initialized", "callStarted", "callSaved", "webRtcStarted");
    }

    @Test
    void favourite_ofPages_isTheOneUsedLast() {
      Attachment first = working();
      Attachment second = hub.attach(new ProbedScreen());
      settle();
      first.execute(LINE.id(), new QueryActiveCallSnapshot());
      settle();
      second.close();
      settle();
      first.execute(LINE.id(), new QueryActiveCallSnapshot());
      await().until(() -> hub.state().favourite().equals(first.holder()));
      first.close();
      await().until(() -> hub.state().favourite().equals(Holder.NOBODY));
    }
  }

  @Nested
  class Writing {
    @Test
    void call_started_isWrittenBeforeScreensHear() {
      var heardWhenWritten = new ArrayList<String>();
      recorder =
          entry -> {
            if (entry.event() instanceof CallStarted) {
              heardWhenWritten.addAll(screen.heard());
            }
            written.add(entry);
          };
      working();
      starts("a");
      settle();
      assertThat(heardWhenWritten).containsExactly("initialized");
      assertThat(screen.heard()).containsExactly("initialized", "callStarted", "callSaved");
      assertThat(names(written)).containsExactly("initialized", "callStarted", "callSaved");
    }

    @Test
    void call_thatEndsInTheBurstInWhichItBegan_isSeenBeforeItIsGone() {
      recorder =
          entry -> {
            written.add(entry);
            if (entry.event() instanceof CallStarted) {
              says(new CallFinished(LINE.id(), NOON, incoming("a").over(EndReason.BUSY)));
            }
          };
      working();
      starts("a");
      settle();
      assertThat(screen.states().stream().flatMap(HubState::calls))
          .extracting(on -> on.call().call().id())
          .contains(A);
      assertThat(screen.heard()).endsWith("callFinished");
    }

    @Test
    void callSaved_followsItsStart_withTheRecord() {
      working();
      starts("a");
      settle();
      assertThat(screen.events().getLast())
          .isEqualTo(new CallSaved(LINE.id(), NOON, A, new UUID(1, 1)));
    }

    @Test
    void entry_ofACall_carriesTheCallAfterTheEvent() {
      working();
      starts("a");
      settle();
      var entry = written.get(1);
      assertThat(entry.line()).isEqualTo(LINE);
      assertThat(entry.call()).isEqualTo(hub.state().calls().findFirst().orElseThrow().call());
    }

    @Test
    void entries_thatCannotBeWritten_areWrittenInOrderLater() {
      working();
      recorder =
          _ -> {
            throw new IllegalStateException("the database is away");
          };
      starts("a");
      starts("b");
      says(new CallFinished(LINE.id(), NOON, incoming("b").over(EndReason.CANCELLED)));
      settle();
      assertThat(screen.heard()).doesNotContain("callSaved").endsWith("callFinished");
      recorder = written::add;
      timer.fire(1);
      settle();
      assertThat(names(written))
          .containsExactly(
              "initialized", "callStarted", "callStarted", "callFinished", "callSaved");
      assertThat(screen.heard()).endsWith("callSaved");
    }

    @Test
    void entries_whileNothingCanBeWritten_planOneAttemptAtATime() {
      working();
      recorder =
          _ -> {
            throw new IllegalStateException("the database is away");
          };
      starts("a");
      starts("b");
      settle();
      assertThat(timer.plans()).isEqualTo(1);
      timer.fire(1);
      settle();
      assertThat(timer.plans()).isEqualTo(2);
    }

    @Test
    void recorder_thatFailsWithAnError_isTriedAgain() {
      working();
      recorder =
          _ -> {
            throw new NoClassDefFoundError("thrown on purpose");
          };
      starts("a");
      settle();
      assertThat(screen.heard()).contains("callStarted");
      recorder = written::add;
      timer.fire(1);
      settle();
      assertThat(names(written)).containsExactly("initialized", "callStarted", "callSaved");
    }

    @Test
    void callSaved_ofACallThatGotANewIdMeanwhile_namesTheNewOne() {
      working();
      recorder =
          _ -> {
            throw new IllegalStateException("the database is away");
          };
      starts("a");
      says(new CallInfoChanged(LINE.id(), NOON, A, incoming("z").build()));
      settle();
      recorder = written::add;
      timer.fire(1);
      settle();
      assertThat(screen.events().getLast())
          .isEqualTo(new CallSaved(LINE.id(), NOON, new CallId("z"), new UUID(1, 1)));
    }
  }

  @Nested
  class Reconnecting {
    @Test
    void line_thatWorks_isAskedForItsCalls() {
      working();
      assertThat(open().commands()).containsExactly(new QueryActiveCallSnapshot());
    }

    @Test
    void line_lost_isOpenedAnewAfterDelaysThatGrow() {
      working();
      List<Duration> delays = new ArrayList<>();
      for (int attempt = 1; attempt <= 4; attempt++) {
        loses(Loss.CONNECTION_LOST);
        settle();
        delays.add(timer.plan(attempt).delay());
        assertThat(lineState().attempt()).isEqualTo(attempt);
        assertThat(lineState().nextAttempt()).isEqualTo(NOON.plus(delays.getLast()));
        timer.fire(attempt);
        system.opening(attempt + 1);
        settle();
        assertThat(lineState().nextAttempt()).isNull();
      }
      assertThat(delays).isSorted();
      assertThat(system.openings().subList(0, 4)).allMatch(Opening::closed);
    }

    @Test
    void line_backAgain_forgetsItsAttempts() {
      working();
      loses(Loss.UNREACHABLE);
      settle();
      timer.fire(1);
      system.opening(2).says(new Initialized(LINE.id(), NOON));
      settle();
      assertThat(lineState().attempt()).isZero();
      assertThat(lineState().model().connection()).isEqualTo(Connection.CONNECTED);
      assertThat(system.opening(2).commands()).containsExactly(new QueryActiveCallSnapshot());
    }

    @Test
    void session_replaced_isNotHeardAnyMore() {
      working();
      loses(Loss.CONNECTION_LOST);
      settle();
      timer.fire(1);
      system.opening(2).says(new Initialized(LINE.id(), NOON));
      settle();
      open().says(new CallStarted(LINE.id(), NOON, incoming("ghost").build()));
      open().says(new Disconnected(LINE.id(), NOON, Loss.CONNECTION_LOST, ""));
      settle();
      assertThat(hub.state().calls()).isEmpty();
      assertThat(lineState().model().connection()).isEqualTo(Connection.CONNECTED);
    }

    @Test
    void line_refused_isNotTriedAgainByItself() {
      working();
      loses(Loss.REFUSED);
      settle();
      assertThat(timer.plans()).isZero();
      assertThat(lineState().nextAttempt()).isNull();
    }

    @Test
    void connectNow_beforeTheNextAttempt_opensAtOnceAndOnce() {
      Attachment page = working();
      loses(Loss.CONNECTION_LOST);
      settle();
      page.connectNow();
      settle();
      assertThat(system.openings()).hasSize(2);
      timer.fire(1);
      settle();
      assertThat(system.openings()).hasSize(2);
    }

    @Test
    void connectNow_afterARefusal_triesAgain() {
      Attachment page = working();
      loses(Loss.REFUSED);
      page.connectNow();
      system.opening(2);
    }

    @Test
    void connectNow_whileTheLineWorks_leavesIt() {
      Attachment page = working();
      page.connectNow();
      settle();
      assertThat(system.openings()).hasSize(1);
    }

    private Line with(LineOption option, boolean on) {
      return new Line(
          LINE.id(),
          LINE.system(),
          LINE.number(),
          LINE.name(),
          Map.of(option.code(), Boolean.toString(on)));
    }

    @Test
    void line_disabled_isNotOpenedAndNotShown() {
      hub.configure(() -> List.of(with(LineOption.ENABLED, false)));
      settle();
      assertThat(system.openings()).isEmpty();
      assertThat(hub.state().lines()).isEmpty();
    }

    @Test
    void line_thatIsDisabled_isClosed() {
      working();
      hub.configure(() -> List.of(with(LineOption.ENABLED, false)));
      settle();
      assertThat(open().closed()).isTrue();
      assertThat(hub.state().lines()).isEmpty();
    }

    @Test
    void line_openedByHand_waitsForItsUser() {
      Attachment page = hub.attach(screen);
      hub.configure(() -> List.of(with(LineOption.AUTO_LOGIN, false)));
      settle();
      assertThat(system.openings()).isEmpty();
      assertThat(lineState().model().connection()).isEqualTo(Connection.UNOPENED);
      page.connectNow();
      system.opening(1);
      settle();
      assertThat(lineState().model().connection()).isEqualTo(Connection.CONNECTING);
      page.connectNow();
      settle();
      assertThat(system.openings()).hasSize(1);
      loses(Loss.CONNECTION_LOST);
      settle();
      assertThat(timer.plans()).isEqualTo(1);
    }

    @Test
    void line_openedByHand_thatIsChangedLater_staysOpen() {
      working();
      hub.configure(() -> List.of(with(LineOption.AUTO_LOGIN, false)));
      system.opening(2);
    }

    @Test
    void line_neverOpened_goesWithoutAWord() {
      hub.attach(screen);
      hub.configure(() -> List.of(with(LineOption.AUTO_LOGIN, false)));
      hub.configure(List::of);
      settle();
      assertThat(screen.events()).isEmpty();
      assertThat(hub.state().lines()).isEmpty();
    }

    @Test
    void phoneSystem_thatThrowsWhenOpened_isTriedAgain() {
      system.onOpen(_ -> {
        throw new IllegalStateException("thrown on purpose");
      });
      hub.configure(() -> List.of(LINE));
      timer.plan(1);
      settle();
      assertThat(lineState().model().lossReason()).isEqualTo(Loss.UNREACHABLE);
      system.onOpen(_ -> {});
      timer.fire(1);
      system.opening(1);
    }

    @Test
    void calls_missingAfterTheLineCameBack_endAndAreWritten() {
      working();
      starts("a");
      loses(Loss.CONNECTION_LOST);
      settle();
      timer.fire(1);
      system.opening(2).says(new Initialized(LINE.id(), NOON));
      says(new ActiveCallSnapshot(LINE.id(), NOON, List.of(), null));
      settle();
      assertThat(hub.state().calls()).isEmpty();
      assertThat(names(written)).endsWith("callFinished", "activeCallSnapshot");
    }

    /** The line is taken over, its calls are broken off; then a person takes it back. */
    private TrackedCall takenBack(Call found) {
      Attachment page = working();
      starts("a");
      loses(Loss.TAKEN_OVER);
      settle();
      assertThat(hub.state().calls()).isEmpty();
      page.connectNow();
      system.opening(2).says(new Initialized(LINE.id(), noonAnd(90)));
      says(new ActiveCallSnapshot(LINE.id(), noonAnd(90), List.of(found), A));
      settle();
      return hub.state().calls().findFirst().orElseThrow().call();
    }

    @Test
    void call_brokenOffThatThePhoneSystemGoesOnWith_isInItsRowFromItsBeginning() {
      var row = new CallRecorder.Known(new UUID(2, 7), noonAnd(-30), noonAnd(-20));
      recorder = new Remembering(written, row);

      TrackedCall call =
          takenBack(
              incoming("a")
                  .in(CallState.CONNECTED)
                  .startedAt(noonAnd(90))
                  .answeredAt(noonAnd(90))
                  .build());

      assertThat(call.record()).isEqualTo(row.record());
      assertThat(call.times().startedAt()).isEqualTo(row.startedAt());
      assertThat(call.times().connectedAt()).isEqualTo(row.answeredAt());
      CallRecorder.Entry again = written.get(names(written).lastIndexOf("callStarted"));
      assertThat(again.call()).extracting(TrackedCall::record).isEqualTo(row.record());
    }

    @Test
    void call_whoseRowCannotBeAskedFor_getsARowOfItsOwn() {
      recorder =
          new CallRecorder() {
            @Override
            public void record(Entry entry) {
              written.add(entry);
            }

            @Override
            public Optional<Known> brokenOff(UserId user, CallId call) {
              throw new IllegalStateException("no database");
            }
          };

      assertThat(takenBack(incoming("a").build()).record()).isEqualTo(new UUID(1, 2));
    }
  }

  @Nested
  class Commands {
    @Test
    void command_accepted_saysSo() {
      Attachment page = working();
      assertThat(outcome(page.execute(LINE.id(), new HoldCall(A)))).isEqualTo(Outcome.ACCEPTED);
      assertThat(open().commands()).endsWith(new HoldCall(A));
    }

    @Test
    void command_forAnUnknownLine_isRefused() {
      assertRefused(working().execute(line(999).id(), new HoldCall(A)), Reason.NOT_CONNECTED);
    }

    @Test
    void phoneSystem_thatThrows_failsTheCommandAlone() {
      Attachment page = working();
      system.answers(_ -> {
        throw new IllegalStateException("thrown on purpose");
      });
      assertRefused(page.execute(LINE.id(), new HoldCall(A)), Reason.FAILED);
      starts("a");
      settle();
      assertThat(screen.heard()).contains("callStarted");
    }

    @Test
    void phoneSystem_thatFailsLater_failsTheCommand() {
      Attachment page = working();
      system.answers(
          _ -> CompletableFuture.failedFuture(new IllegalStateException("failed on purpose")));
      assertRefused(page.execute(LINE.id(), new HoldCall(A)), Reason.FAILED);
    }

    @Test
    void phoneSystem_thatAnswersNothing_failsTheCommand() {
      Attachment page = working();
      system.answers(_ -> null);
      assertRefused(page.execute(LINE.id(), new HoldCall(A)), Reason.FAILED);
    }

    @Test
    void phoneSystem_thatThrowsWhenAskedForItsCalls_isHeardAllTheSame() {
      system.answers(_ -> {
        throw new IllegalStateException("thrown on purpose");
      });
      working();
      assertThat(screen.heard()).containsExactly("initialized");
    }
  }

  @Nested
  class Lines {
    private final Line second = line(102);

    @Test
    void line_ofAnUnknownPhoneSystem_isSkipped() {
      var foreign =
          new Line(new LineId(new UUID(7, 500)), "nowhere", new PhoneNumber("500"), "", Map.of());
      hub.configure(() -> List.of(foreign, LINE));
      system.opening(1);
      settle();
      assertThat(hub.state().lines()).extracting(LineState::line).containsExactly(LINE);
    }

    @Test
    void lines_configuredAnew_leaveThoseThatStay() {
      working();
      starts("a");
      hub.configure(() -> List.of(second, LINE));
      system.opening(2);
      settle();
      assertThat(open().closed()).isFalse();
      assertThat(hub.state().lines()).extracting(LineState::line).containsExactly(second, LINE);
      assertThat(hub.state().calls()).hasSize(1);
    }

    @Test
    void lines_ofScreens_neverMissOneThatStays() {
      working();
      starts("a");
      hub.configure(() -> List.of(second, LINE));
      system.opening(2);
      hub.configure(() -> List.of(LINE));
      settle();
      assertThat(screen.states().stream().dropWhile(state -> state.calls().findAny().isEmpty()))
          .allMatch(state -> state.calls().count() == 1);
    }

    @Test
    void line_gone_isClosedAndItsCallsEnd() {
      working();
      starts("a");
      hub.configure(List::of);
      settle();
      assertThat(open().closed()).isTrue();
      assertThat(hub.state().lines()).isEmpty();
      assertThat(screen.heard()).endsWith("disconnected", "callFinished");
      assertThat(names(written)).endsWith("disconnected", "callFinished");
    }

    @Test
    void line_changed_isClosedBeforeItIsOpenedAnew() {
      working();
      var closedBefore = new CopyOnWriteArrayList<Boolean>();
      system.onOpen(_ -> closedBefore.add(open().closed()));
      var changed = new Line(LINE.id(), LINE.system(), new PhoneNumber("111"), "", Map.of());
      hub.configure(() -> List.of(changed));
      system.opening(2);
      settle();
      assertThat(closedBefore).containsExactly(true);
      assertThat(hub.state().lines()).extracting(LineState::line).containsExactly(changed);
    }

    @Test
    void lines_thatCannotBeRead_areReadLater() {
      hub.configure(() -> {
        if (timer.plans() == 0) {
          throw new IllegalStateException("the database is away");
        }
        return List.of(LINE);
      });
      timer.fire(1);
      system.opening(1);
    }

    @Test
    void hub_closed_closesItsLinesAndWritesTheEndOfItsCalls() {
      working();
      starts("a");
      hub.close();
      await().atMost(PATIENCE).until(() -> open().closed());
      await().atMost(PATIENCE).until(() -> hub.state().lines().isEmpty());
      assertThat(names(written)).endsWith("disconnected", "callFinished");
    }
  }

  @Nested
  class Sound {
    private final ProbedScreen other = new ProbedScreen();

    private MediaState media() {
      MediaState state = hub.state().media().get(A);
      assertThat(state).as("media of the call").isNotNull();
      return state;
    }

    /** What the phone system was told about sessions. */
    private List<MediaSignal> told() {
      return open().commands().stream()
          .<MediaSignal>mapMulti((command, signals) -> {
            if (command instanceof SignalMedia(var signal)) {
              signals.accept(signal);
            }
          })
          .toList();
    }

    private static MediaSignal lost(MediaSessionId session) {
      return new MediaSignal.Report(session, MediaSignal.Report.Outcome.LOST);
    }

    private static MediaSignal connected(MediaSessionId session) {
      return new MediaSignal.Report(session, MediaSignal.Report.Outcome.CONNECTED);
    }

    private static List<Class<?>> kinds(ProbedScreen of) {
      return of.orders().stream().<Class<?>>map(MediaOrder::getClass).toList();
    }

    @Test
    void session_started_goesToTheFavouritePageAlone() {
      Attachment page = working();
      hub.attach(other);
      page.execute(LINE.id(), new HoldCall(A));
      starts("a");
      mediaStarts(FIRST);
      settle();
      assertThat(kinds(screen)).containsExactly(MediaOrder.Start.class);
      assertThat(other.orders()).isEmpty();
      assertThat(media().holder()).isEqualTo(page.holder());
      assertThat(media().session()).isEqualTo(FIRST);
    }

    @Test
    void signals_ofThePhoneSystem_goToTheHolder() {
      working();
      starts("a");
      mediaStarts(FIRST);
      hub.attach(other);
      var tones = new MediaSignal.SendTones(FIRST, "1");
      open().signals(tones);
      settle();
      assertThat(screen.orders()).endsWith(new MediaOrder.Signal(tones));
      assertThat(other.orders()).isEmpty();
    }

    @Test
    void signals_ofAPage_countOnlyForTheSessionItHolds() {
      Attachment page = working();
      starts("a");
      mediaStarts(FIRST);
      Attachment stranger = hub.attach(other);
      stranger.signal(lost(FIRST));
      stranger.quality(FIRST, Quality.POOR);
      page.signal(connected(FIRST));
      page.signal(connected(SECOND));
      page.quality(FIRST, Quality.GOOD);
      settle();
      assertThat(told()).containsExactly(connected(FIRST));
      assertThat(media().quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void session_whosePageGoes_isRenewedForTheNextPage() {
      Attachment page = working();
      starts("a");
      mediaStarts(FIRST);
      Attachment next = hub.attach(other);
      settle();
      page.close();
      settle();
      assertThat(told()).containsExactly(lost(FIRST));
      mediaEnds(FIRST);
      mediaStarts(SECOND);
      await().atMost(PATIENCE).until(() -> !other.orders().isEmpty());
      assertThat(kinds(other)).containsExactly(MediaOrder.Start.class);
      assertThat(media().holder()).isEqualTo(next.holder());
    }

    @Test
    void session_whosePageWasReloadedWhileTheLineWasLost_isRenewedWhenItIsBack() {
      Attachment page = working();
      starts("a");
      mediaStarts(FIRST);
      loses(Loss.CONNECTION_LOST);
      settle();
      page.close();
      hub.attach(other);
      settle();
      timer.fire(1);
      system.opening(2).says(new Initialized(LINE.id(), NOON));
      system
          .opening(2)
          .says(new ActiveCallSnapshot(LINE.id(), NOON, List.of(incoming("a").build()), A));
      settle();
      assertThat(system.opening(2).commands()).contains(new SignalMedia(lost(FIRST)));
    }

    @Test
    void session_begunAnewWithoutTheEndOfTheFormer_isTheOnlyOneOfItsCall() {
      working();
      starts("a");
      mediaStarts(FIRST);
      mediaStarts(SECOND);
      settle();
      assertThat(screen.orders()).contains(new MediaOrder.Stop(FIRST));
      assertThat(media().session()).isEqualTo(SECOND);
    }

    @Test
    void session_withoutAnyPageLeft_isRenewedWhenOneComes() {
      Attachment page = working();
      starts("a");
      mediaStarts(FIRST);
      page.close();
      Attachment unused = hub.attach(other);
      await().atMost(PATIENCE).until(() -> told().size() == 1);
      assertThat(told()).containsExactly(lost(FIRST));
      assertThat(media().holder()).isEqualTo(Holder.NOBODY);
      unused.close();
    }

    @Test
    void session_startedWithoutAnyPage_waitsForOne() {
      hub.configure(() -> List.of(LINE));
      open().says(new Initialized(LINE.id(), NOON));
      starts("a");
      mediaStarts(FIRST);
      await().atMost(PATIENCE).until(() -> hub.state().media().containsKey(A));
      assertThat(media().holder()).isEqualTo(Holder.NOBODY);
      assertThat(told()).isEmpty();
      hub.attach(screen);
      await().atMost(PATIENCE).until(() -> told().contains(lost(FIRST)));
    }

    @Test
    void takeMedia_fromAnotherPage_stopsItThereAndBeginsANewSession() {
      working();
      starts("a");
      mediaStarts(FIRST);
      Attachment taker = hub.attach(other);
      taker.takeMedia();
      settle();
      assertThat(screen.orders()).endsWith(new MediaOrder.Stop(FIRST));
      assertThat(told()).containsExactly(lost(FIRST));
      assertThat(media().holder()).isEqualTo(Holder.NOBODY);
    }

    @Test
    void takeMedia_ofThePageThatHasIt_changesNothing() {
      Attachment page = working();
      starts("a");
      mediaStarts(FIRST);
      page.takeMedia();
      settle();
      assertThat(told()).isEmpty();
      assertThat(kinds(screen)).containsExactly(MediaOrder.Start.class);
    }

    @Test
    void session_destroyed_stopsInItsPage() {
      working();
      starts("a");
      mediaStarts(FIRST);
      mediaEnds(FIRST);
      settle();
      assertThat(screen.orders()).endsWith(new MediaOrder.Stop(FIRST));
      assertThat(hub.state().media()).isEmpty();
    }

    @Test
    void session_ofACallThatBreaksOff_stopsInItsPage() {
      working();
      starts("a");
      mediaStarts(FIRST);
      loses(Loss.REFUSED);
      settle();
      assertThat(screen.orders()).endsWith(new MediaOrder.Stop(FIRST));
      assertThat(hub.state().media()).isEmpty();
    }

    @Test
    void session_ofACallThatGetsANewId_isFoundUnderThatId() {
      working();
      starts("a");
      mediaStarts(FIRST);
      var renamed = incoming("z").in(CallState.CONNECTED).build();
      says(new CallInfoChanged(LINE.id(), NOON, A, renamed));
      settle();
      assertThat(hub.state().media()).containsOnlyKeys(new CallId("z"));
    }

    @Test
    void video_ofTheFarEndAndTheCamera_areShown() {
      working();
      starts("a");
      mediaStarts(FIRST);
      says(new WebRtcVideoStarted(LINE.id(), NOON, A, FIRST));
      open().signals(new MediaSignal.Video(FIRST, Media.AUDIO_AND_VIDEO));
      settle();
      assertThat(media().video()).isTrue();
      assertThat(media().camera()).isEqualTo(Media.AUDIO_AND_VIDEO);
    }

    @Test
    void phoneSystem_thatThrowsOnASignal_disturbsNobody() {
      Attachment page = working();
      starts("a");
      mediaStarts(FIRST);
      system.answers(_ -> {
        throw new IllegalStateException("thrown on purpose");
      });
      page.signal(connected(FIRST));
      starts("b");
      settle();
      assertThat(hub.state().calls()).hasSize(2);
    }
  }

  @Nested
  class OneClickCalls {
    private static final PhoneNumber NUMBER = new PhoneNumber("84955550100");
    private static final CallOrigin DEAL = new CallOrigin("opportunity", new UUID(5, 1));
    private static final CallOrigin LEAD = new CallOrigin("lead", new UUID(5, 2));

    private Outcome calls(Attachment page, CallOrigin origin) {
      return outcome(page.call(LINE.id(), new MakeCall(NUMBER, Media.AUDIO), origin));
    }

    private void begins(CallBuilder call) {
      says(new CallStarted(LINE.id(), NOON, call.build()));
      settle();
    }

    /** Of all calls that were written down when they began, in their order. */
    private List<Optional<CallOrigin>> origins() {
      return written.stream()
          .filter(entry -> entry.event() instanceof CallStarted)
          .map(entry -> Optional.ofNullable(entry.call().origin()))
          .toList();
    }

    @Test
    void call_thatTheCommandBegan_carriesItsOriginToTheEnd() {
      Attachment page = working();
      assertThat(calls(page, DEAL)).isEqualTo(Outcome.ACCEPTED);
      begins(outgoing("a").with(NUMBER.dialled(), ""));
      assertThat(origins()).containsExactly(Optional.of(DEAL));
      assertThat(lineState().model().calls().get(A).origin()).isEqualTo(DEAL);
      Call over = outgoing("a").with(NUMBER.dialled(), "").over(EndReason.ENDED_BY_USER);
      says(new CallFinished(LINE.id(), NOON, over));
      settle();
      assertThat(written.getLast().call().origin()).isEqualTo(DEAL);
    }

    @Test
    void call_thatThePhoneSystemNamesInAnotherNotation_carriesTheOrigin() {
      calls(working(), DEAL);
      begins(outgoing("a").with("+74955550100", ""));
      assertThat(origins()).containsExactly(Optional.of(DEAL));
    }

    @Test
    void call_thatComesInBetween_hasNoOrigin() {
      calls(working(), DEAL);
      begins(incoming("in").with(NUMBER.dialled(), ""));
      begins(outgoing("out").with(NUMBER.dialled(), ""));
      assertThat(origins()).containsExactly(Optional.empty(), Optional.of(DEAL));
    }

    @Test
    void call_toAnotherNumberInBetween_hasNoOrigin() {
      calls(working(), DEAL);
      begins(outgoing("other").with("84955550199", ""));
      begins(outgoing("out").with(NUMBER.dialled(), ""));
      assertThat(origins()).containsExactly(Optional.empty(), Optional.of(DEAL));
    }

    @Test
    void secondCall_toTheSameNumber_hasNoOrigin() {
      calls(working(), DEAL);
      begins(outgoing("first").with(NUMBER.dialled(), ""));
      begins(outgoing("second").with(NUMBER.dialled(), ""));
      assertThat(origins()).containsExactly(Optional.of(DEAL), Optional.empty());
    }

    @Test
    void call_afterARefusedCommand_hasNoOrigin() {
      system.answers(_ -> CompletableFuture.completedFuture(Outcome.refused(Reason.BUSY, "")));
      Attachment page = working();
      assertThat(calls(page, DEAL)).isEqualTo(Outcome.refused(Reason.BUSY, ""));
      settle();
      begins(outgoing("later").with(NUMBER.dialled(), ""));
      assertThat(origins()).containsExactly(Optional.empty());
    }

    @Test
    void call_typedByHandAfterwards_hasNoOrigin() {
      Attachment page = working();
      calls(page, DEAL);
      outcome(page.execute(LINE.id(), new MakeCall(NUMBER, Media.AUDIO)));
      begins(outgoing("typed").with(NUMBER.dialled(), ""));
      assertThat(origins()).containsExactly(Optional.empty());
    }

    @Test
    void call_fromAnotherPageAfterwards_carriesTheLaterOrigin() {
      Attachment page = working();
      calls(page, DEAL);
      calls(page, LEAD);
      begins(outgoing("a").with(NUMBER.dialled(), ""));
      begins(outgoing("b").with(NUMBER.dialled(), ""));
      assertThat(origins()).containsExactly(Optional.of(LEAD), Optional.empty());
    }

    @Test
    void call_thatBeganBeforeTheCommand_hasNoOrigin() {
      calls(working(), DEAL);
      begins(outgoing("before").with(NUMBER.dialled(), "").startedAt(noonAnd(-1)));
      assertThat(origins()).containsExactly(Optional.empty());
    }

    @Test
    void call_onAnotherLine_hasNoOrigin() {
      Line other = line(102);
      Attachment page = hub.attach(screen);
      hub.configure(() -> List.of(LINE, other));
      system.opening(2).says(new Initialized(other.id(), NOON));
      system.opening(1).says(new Initialized(LINE.id(), NOON));
      settle();
      calls(page, DEAL);
      Call elsewhere = outgoing("a").with(NUMBER.dialled(), "").build();
      system.opening(2).says(new CallStarted(other.id(), NOON, elsewhere));
      settle();
      assertThat(origins()).containsExactly(Optional.empty());
    }
  }
}
