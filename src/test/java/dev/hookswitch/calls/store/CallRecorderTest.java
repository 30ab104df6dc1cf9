package dev.hookswitch.calls.store;

import static dev.hookswitch.calls.store.generated.Tables.CALL_EVENT;
import static dev.hookswitch.calls.store.generated.Tables.CALL_RECORD;
import static dev.hookswitch.phone.EndReason.BROKEN_OFF;
import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallChanged;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallLog.JournalEntry;
import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.DtmfEntered.Origin;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.ErrorType;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.security.People;
import dev.hookswitch.security.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

@HookswitchTest
class CallRecorderTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Autowired private CallLog calls;
  @Autowired private CallRecorder recorder;
  @Autowired private CallRecovery recovery;
  @Autowired private CallNews news;
  @Autowired private People people;
  @Autowired private DSLContext db;
  private TestTeam team;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
  }

  @Test
  void record_sameEntryTwice_isWrittenOnce() {
    var twice = new Twice(recorder);

    CallStory story =
        CallStory.incoming(twice, team.anna().id(), "1", "", NOON)
            .answeredAfter(1)
            .endedAfter(10, ENDED_BY_OTHER);

    assertThat(calls.journal(team.anna(), story.id()))
        .extracting(JournalEntry::name)
        .containsExactly("callStarted", "commutationStarted", "callFinished");
    assertThat(find(story).times().talk()).hasSeconds(10);
  }

  @Test
  void call_brokenOffThatGoesOn_isEnteredInItsRow() {
    var told = new CopyOnWriteArrayList<CallRecorder.Entry>();
    CallStory story =
        CallStory.incoming(new Listening(recorder, told), team.anna().id(), "1", "", Instant.now())
            .answeredAfter(1)
            .endedAfter(10, BROKEN_OFF);
    CallEntry closed = find(story);
    CallId call = closed.call().id();

    CallRecorder.Known known = recorder.brokenOff(team.anna().id(), call).orElseThrow();
    CallRecorder.Entry first = told.getFirst();
    var again =
        new CtiEvent.CallStarted(
            first.line().id(), Instant.now().plusSeconds(20), first.call().call());
    recorder.record(new CallRecorder.Entry(first.user(), first.line(), again, first.call()));

    assertThat(known)
        .isEqualTo(
            new CallRecorder.Known(
                story.id(), closed.times().startedAt(), closed.times().connectedAt()));
    assertThat(find(story).times().endedAt()).isNull();
    assertThat(find(story).call().endReason()).isNull();
    assertThat(recorder.brokenOff(team.anna().id(), call)).isEmpty();
    assertThat(recorder.brokenOff(team.ben().id(), call)).isEmpty();
  }

  /** Keeps what it is given. */
  private record Listening(CallRecorder recorder, List<CallRecorder.Entry> told)
      implements CallRecorder {
    @Override
    public void record(Entry entry) {
      told.add(entry);
      recorder.record(entry);
    }
  }

  @Test
  void record_cannotBeWritten_throwsSoThatTheHubTriesAgain() {
    var nobody = new UserId(UUID.randomUUID());

    assertThatThrownBy(() -> CallStory.incoming(recorder, nobody, "1", "", NOON))
        .isInstanceOf(DataAccessException.class);

    assertThat(db.fetchExists(CALL_RECORD, CALL_RECORD.USER_ID.eq(nobody.value()))).isFalse();
  }

  @Test
  void record_peerSendsNulAndAnEndlessName_isWrittenWithoutAndCut() {
    CallStory story =
        CallStory.incoming(recorder, team.anna().id(), "1", "\0" + "😀".repeat(400), NOON);

    String name = find(story).peer().name();
    assertThat(name).hasSize(250).startsWith("😀").endsWith("😀");
  }

  @Test
  void journal_eventsThatCarrySecrets_keepsNone() {
    String secret = CallStory.secret();
    CallStory story =
        CallStory.incoming(recorder, team.anna().id(), "1", "", NOON)
            .tells((call, at) ->
                new CtiEvent.WebRtcStarted(
                    call.lineId(), at, call.callId(), new MediaSessionId("s1"), mediaWith(secret)))
            .tells((call, at) ->
                new CtiEvent.DtmfEntered(call.lineId(), at, call.callId(), "4929123", Origin.SENT))
            .tells((call, at) -> new CtiEvent.RawMessage(call.lineId(), at, secret))
            .tells((call, at) ->
                new CtiEvent.Error(
                    call.lineId(), at, ErrorType.COMMAND, "x".repeat(9000), "builtin"));

    var payloads = db.select(CALL_EVENT.PAYLOAD).from(CALL_EVENT).fetch(CALL_EVENT.PAYLOAD);

    assertThat(payloads)
        .noneMatch(payload -> payload.contains(secret) || payload.contains("4929123"))
        .allMatch(payload -> payload.length() < 1000);
    assertThat(calls.journal(team.anna(), story.id()))
        .extracting(JournalEntry::name)
        .containsExactly("callStarted", "webRtcStarted", "dtmfEntered", "error");
  }

  @Test
  void recovery_openCallOfThisNode_isClosedWhenLastKnownAlive() {
    CallStory talking =
        CallStory.incoming(recorder, team.anna().id(), "1", "", NOON).answeredAfter(5);
    CallStory ringing = CallStory.incoming(recorder, team.anna().id(), "2", "", NOON);
    aliveAt(talking, NOON.plusSeconds(65));

    recovery.afterSingletonsInstantiated();
    recovery.afterSingletonsInstantiated();

    CallEntry call = find(talking);
    assertThat(call.call().endReason()).isEqualTo(BROKEN_OFF);
    assertThat(call.times().endedAt()).isEqualTo(NOON.plusSeconds(65));
    assertThat(call.times().ringing()).isEqualTo(Duration.ofSeconds(5));
    assertThat(call.times().talk()).isEqualTo(Duration.ofSeconds(60));
    assertThat(call.result()).isEqualTo(CallEntry.Result.BROKEN_OFF);
    assertThat(find(ringing).missed()).isTrue();
    assertThat(calls.journal(team.anna(), talking.id()))
        .extracting(JournalEntry::name)
        .containsExactly("callStarted", "commutationStarted", "callFinished");
    assertThat(calls.journal(team.anna(), talking.id()).getLast().payload())
        .contains("\"endReason\":\"BROKEN_OFF\"");
  }

  @Test
  void recovery_openCallOfAnotherNode_isLeftAlone() {
    CallStory elsewhere = CallStory.incoming(recorder, team.anna().id(), "1", "", NOON);
    db.update(CALL_RECORD)
        .set(CALL_RECORD.NODE, "other")
        .where(CALL_RECORD.ID.eq(elsewhere.id()))
        .execute();

    recovery.afterSingletonsInstantiated();

    assertThat(find(elsewhere).over()).isFalse();
  }

  @Test
  void news_subscriberFails_othersHearStartAndEnd() {
    var heard = new CopyOnWriteArrayList<CallChanged>();
    CallNews.Subscription faulty =
        news.subscribe(_ -> {
          throw new IllegalStateException("a faulty subscriber");
        });
    CallNews.Subscription listening = news.subscribe(heard::add);

    CallStory story =
        CallStory.incoming(recorder, team.anna().id(), "1", "", NOON)
            .endedAfter(3, EndReason.NO_ANSWER);
    listening.cancel();
    CallStory.incoming(recorder, team.anna().id(), "1", "", NOON);
    faulty.cancel();

    // Who calls is looked up beside, and told when it is known.
    assertThat(heard)
        .filteredOn(news -> news.phase() != Phase.WORKED_ON)
        .containsExactly(
            new CallChanged(story.id(), team.anna().id(), Phase.STARTED),
            new CallChanged(story.id(), team.anna().id(), Phase.ENDED));
  }

  private CallEntry find(CallStory story) {
    return calls.find(team.anna(), story.id()).orElseThrow();
  }

  private void aliveAt(CallStory story, Instant at) {
    db.update(CALL_RECORD)
        .set(CALL_RECORD.ALIVE_AT, CallRows.utc(at))
        .where(CALL_RECORD.ID.eq(story.id()))
        .execute();
  }

  /** A hub that is not sure whether its entry arrived. */
  private record Twice(CallRecorder recorder) implements CallRecorder {
    @Override
    public void record(Entry entry) {
      recorder.record(entry);
      recorder.record(entry);
    }
  }

  private static MediaConfig mediaWith(String credential) {
    return new MediaConfig(
        MediaConfig.Role.OFFERS,
        Media.AUDIO,
        Media.AUDIO,
        MediaConfig.Gathering.TRICKLE,
        List.of(new MediaConfig.IceServer("turn:turn.example:3478", "anna", credential)));
  }
}
