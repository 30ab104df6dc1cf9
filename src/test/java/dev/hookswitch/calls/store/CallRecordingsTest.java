package dev.hookswitch.calls.store;

import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static dev.hookswitch.phone.EndReason.NO_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.CallNotFound;
import dev.hookswitch.calls.CallRecordings;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.Listening;
import dev.hookswitch.calls.Listening.Way;
import dev.hookswitch.calls.ScriptedRecordings;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.Recordings;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@HookswitchTest(properties = "hookswitch.calls.recording-patience=700ms")
@Import(ScriptedRecordings.class)
class CallRecordingsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Autowired private CallRecordings recordings;
  @Autowired private ScriptedRecordings system;
  @Autowired private CallLog calls;
  @Autowired private CallRecorder recorder;
  @Autowired private CallNews news;
  @Autowired private People people;
  private TestTeam team;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
    system.forget();
    system.names(finished ->
        finished.call().answeredAt() == null
            ? Optional.empty()
            : Optional.of(ScriptedRecordings.MARK + finished.callId()));
    system.answers(_ -> system.found("audio/wav", new byte[100]));
  }

  @Test
  void call_thatTalked_keepsTheReferenceOfItsPhoneSystem() {
    CallStory story = talk();

    assertThat(entry(story).recorded()).isTrue();
    assertThat(calls.page(team.anna(), CallFilter.ALL, null, 10))
        .singleElement()
        .satisfies(call -> assertThat(call.recorded()).isTrue());
    play(team.anna(), story.id());
    assertThat(system.asked().getLast())
        .satisfies(ref -> {
          assertThat(ref.line()).isEqualTo(story.lineId());
          assertThat(ref.number().dialled()).isEqualTo("101");
          assertThat(ref.reference()).isEqualTo(ScriptedRecordings.MARK + story.callId());
        });
  }

  @Test
  void call_thatRunsOrNobodyAnswered_isNotRecorded() {
    CallStory runs = incoming().answeredAfter(5);
    CallStory unanswered = incoming().endedAfter(20, NO_ANSWER);

    assertThat(entry(runs).recorded()).isFalse();
    assertThat(entry(unanswered).recorded()).isFalse();
    assertThat(recordings.look(team.anna(), unanswered.id())).isEqualTo(RecordingAnswer.ABSENT);
  }

  @Test
  void call_whoseReferenceCannotBeKept_isWrittenWithout() {
    system.names(_ -> Optional.of("x".repeat(Recordings.MAX_REFERENCE + 1)));
    CallStory tooLong = talk();
    system.names(_ -> {
      throw new IllegalStateException("a mistake of the phone system");
    });
    CallStory failed = talk();

    assertThat(entry(tooLong)).returns(false, CallEntry::recorded).returns(true, CallEntry::over);
    assertThat(entry(failed)).returns(false, CallEntry::recorded).returns(true, CallEntry::over);
  }

  @Test
  void open_byThoseWhoSeeTheCall_isAnswered() {
    UUID call = talk().id();

    for (Person viewer : List.of(team.anna(), team.supervisor(), team.administrator())) {
      play(viewer, call);
    }
    assertThat(system.open()).isZero();
  }

  @Test
  void open_bySomebodyElse_isAsIfThereWereNoCall() {
    UUID call = talk().id();
    int asked = system.asked().size();

    assertThatThrownBy(() -> recordings.open(team.ben(), call, Way.PLAYED, UUID.randomUUID()))
        .isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> recordings.look(team.ben(), call)).isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> recordings.look(team.anna(), UUID.randomUUID()))
        .isInstanceOf(CallNotFound.class);
    assertThat(system.asked()).hasSize(asked);
    assertThat(recordings.listenings(team.administrator(), call)).isEmpty();
  }

  @Test
  void listening_ofOnePlayer_isWrittenOnceHoweverOftenItAsks() {
    UUID call = talk().id();
    UUID opening = UUID.randomUUID();
    try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        atOnce.execute(() -> close(recordings.open(team.anna(), call, Way.PLAYED, opening)));
      }
    }

    close(recordings.open(team.anna(), call, Way.DOWNLOADED, opening));
    play(team.supervisor(), call);

    assertThat(recordings.listenings(team.administrator(), call))
        .extracting(Listening::who, Listening::way)
        .containsExactly(
            tuple(team.supervisor().id(), Way.PLAYED),
            tuple(team.anna().id(), Way.DOWNLOADED),
            tuple(team.anna().id(), Way.PLAYED));
  }

  @Test
  void listening_withTheOpeningOfSomebodyElse_isWrittenAllTheSame() {
    UUID call = talk().id();
    UUID opening = UUID.randomUUID();

    close(recordings.open(team.anna(), call, Way.PLAYED, opening));
    close(recordings.open(team.supervisor(), call, Way.PLAYED, opening));

    assertThat(recordings.listenings(team.supervisor(), call)).hasSize(2);
  }

  @Test
  void listening_ofNothing_isNotWritten() {
    UUID call = talk().id();
    system.answers(RecordingAnswer.ABSENT);
    play(team.anna(), call);
    system.answers(new RecordingAnswer.Unreachable("no route"));
    play(team.anna(), call);
    system.answers(_ -> system.found("audio/wav", new byte[9]));
    close(recordings.look(team.anna(), call));

    assertThat(recordings.listenings(team.supervisor(), call)).isEmpty();
  }

  @Test
  void listenings_askedByAnAgent_areNotTold() {
    UUID call = talk().id();
    play(team.supervisor(), call);

    assertThat(recordings.listenings(team.anna(), call)).isEmpty();
    assertThat(recordings.listenings(team.ben(), call)).isEmpty();
    assertThat(recordings.listenings(team.supervisor(), call)).hasSize(1);
  }

  @Test
  void listening_written_isNewsOfTheCall() {
    UUID call = talk().id();
    var heard = new CopyOnWriteArrayList<CallChanged>();
    var subscription = news.subscribe(heard::add);

    play(team.supervisor(), call);
    subscription.cancel();

    // Who called may become known in the same moment, and is news of the call, too.
    assertThat(heard).contains(new CallChanged(call, team.anna().id(), Phase.WORKED_ON));
  }

  @Test
  void open_phoneSystemFails_isUnreachable() {
    UUID call = talk().id();
    system.answers(_ -> {
      throw new IllegalStateException("a mistake of the phone system");
    });

    assertThat(recordings.look(team.anna(), call)).isInstanceOf(RecordingAnswer.Unreachable.class);
  }

  @Test
  void open_phoneSystemDoesNotAnswer_isUnreachableAndWhatComesLateIsClosed() {
    UUID call = talk().id();
    var released = new CountDownLatch(1);
    system.answers(_ -> {
      awaitUninterruptibly(released);
      return system.found("audio/wav", new byte[9]);
    });

    assertThat(recordings.look(team.anna(), call)).isInstanceOf(RecordingAnswer.Unreachable.class);
    int asked = system.closed();
    released.countDown();

    await().untilAsserted(() -> assertThat(system.closed()).isEqualTo(asked + 1));
    assertThat(recordings.listenings(team.supervisor(), call)).isEmpty();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void play(Person by, UUID call) {
    close(recordings.open(by, call, Way.PLAYED, UUID.randomUUID()));
  }

  private static void close(RecordingAnswer answer) {
    if (answer instanceof RecordingAnswer.Found(var recording)) {
      recording.close();
    }
  }

  private CallEntry entry(CallStory story) {
    return calls.find(team.anna(), story.id()).orElseThrow();
  }

  private CallStory incoming() {
    return CallStory.incoming(recorder, team.anna().id(), "1", "", NOON);
  }

  private CallStory talk() {
    return incoming().answeredAfter(5).endedAfter(60, ENDED_BY_OTHER);
  }
}
