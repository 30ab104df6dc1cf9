package dev.hookswitch.calls.store;

import static dev.hookswitch.phone.EndReason.BUSY;
import static dev.hookswitch.phone.EndReason.DECLINED;
import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static dev.hookswitch.phone.EndReason.NO_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallEntry.Result;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallFilter.Kind;
import dev.hookswitch.calls.CallFilter.Whose;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallLog.RecentCall;
import dev.hookswitch.calls.CallLog.Summary;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HookswitchTest
class CallLogTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

  @Autowired private CallLog calls;
  @Autowired private CallRecorder recorder;
  @Autowired private People people;
  private TestTeam team;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
  }

  @Test
  void call_heldAndEnded_isReadAsItWasWritten() {
    CallStory story =
        incoming(team.anna(), "+442079460958", NOON)
            .answeredAfter(8)
            .heldAfter(102)
            .resumedAfter(44)
            .endedAfter(125, ENDED_BY_OTHER);

    CallEntry call = calls.find(team.anna(), story.id()).orElseThrow();

    assertThat(call.times().startedAt()).isEqualTo(NOON);
    assertThat(call.times().endedAt()).isEqualTo(NOON.plusSeconds(279));
    assertThat(call.times().ringing()).hasSeconds(8);
    assertThat(call.times().talk()).hasSeconds(227);
    assertThat(call.times().hold()).hasSeconds(44);
    assertThat(call.times().whole()).hasSeconds(279);
    assertThat(call.call().answeredAt()).isEqualTo(NOON.plusSeconds(8));
    assertThat(call.call().id()).isEqualTo(story.callId());
    assertThat(call.peer().number().dialled()).isEqualTo("+442079460958");
    assertThat(call.result()).isEqualTo(Result.ANSWERED);
    assertThat(calls.journal(team.anna(), story.id()))
        .extracting(CallLog.JournalEntry::name)
        .containsExactly("callStarted", "commutationStarted", "hold", "unhold", "callFinished");
  }

  @Test
  void call_running_isInTheListAtOnce() {
    CallStory story = incoming(team.anna(), "102", NOON);

    CallEntry call = calls.page(team.anna(), CallFilter.ALL, null, 10).getFirst();

    assertThat(call.id()).isEqualTo(story.id());
    assertThat(call.call().state()).isEqualTo(CallState.ALERTING);
    assertThat(call.result()).isEqualTo(Result.RINGING);
    assertThat(call.over()).isFalse();
  }

  @Test
  void page_severalOfTheSameInstant_hasEachCallOnce() {
    var told = new ArrayList<UUID>();
    for (int i = 0; i < 25; i++) {
      told.add(incoming(team.anna(), "102", NOON.plusSeconds(i / 10)).id());
    }

    var read = new ArrayList<CallEntry>();
    List<CallEntry> page;
    do {
      page =
          calls.page(
              team.anna(), CallFilter.ALL, read.isEmpty() ? null : read.getLast().cursor(), 7);
      read.addAll(page);
    } while (page.size() == 7);

    assertThat(read).extracting(CallEntry::id).containsExactlyElementsOf(told.reversed());
  }

  @Test
  void page_callBeginsMeanwhile_goesOnWhereItWas() {
    incoming(team.anna(), "1", NOON);
    CallStory middle = incoming(team.anna(), "2", NOON.plusSeconds(1));
    CallEntry first = calls.page(team.anna(), CallFilter.ALL, null, 1).getFirst();
    incoming(team.anna(), "3", NOON.plusSeconds(2));

    assertThat(first.id()).isEqualTo(middle.id());
    assertThat(calls.page(team.anna(), CallFilter.ALL, first.cursor(), 5))
        .extracting(call -> call.peer().number().dialled())
        .containsExactly("1");
  }

  @Test
  void rights_eachRole_seesItsOwnShare() {
    UUID ofAnna = incoming(team.anna(), "1", NOON).id();
    UUID ofBen = incoming(team.ben(), "2", NOON).id();

    assertThat(seen(team.anna(), ofAnna, ofBen)).containsExactly(ofAnna);
    assertThat(seen(team.ben(), ofAnna, ofBen)).containsExactly(ofBen);
    assertThat(seen(team.supervisor(), ofAnna, ofBen)).containsExactly(ofAnna);
    assertThat(seen(team.administrator(), ofAnna, ofBen)).containsExactlyInAnyOrder(ofAnna, ofBen);
    assertThat(calls.journal(team.ben(), ofAnna)).isEmpty();
    assertThat(calls.page(team.ben(), CallFilter.ALL.person(team.anna().id()), null, 10)).isEmpty();
    assertThat(calls.summary(team.supervisor(), CallFilter.ALL).calls()).isEqualTo(1);
  }

  @Test
  void filter_kindAndPeriod_narrowTheList() {
    incoming(team.anna(), "1", NOON).endedAfter(20, NO_ANSWER);
    incoming(team.anna(), "2", NOON).endedAfter(3, DECLINED);
    incoming(team.anna(), "3", NOON).answeredAfter(2).endedAfter(60, ENDED_BY_OTHER);
    outgoing(team.anna(), "4", NOON.plusSeconds(60)).endedAfter(9, BUSY);

    assertThat(numbers(CallFilter.ALL.kind(Kind.MISSED))).containsExactly("1");
    assertThat(numbers(CallFilter.ALL.kind(Kind.INCOMING)))
        .containsExactlyInAnyOrder("1", "2", "3");
    assertThat(numbers(CallFilter.ALL.kind(Kind.OUTGOING))).containsExactly("4");
    assertThat(numbers(CallFilter.ALL.from(NOON.plusSeconds(1)))).containsExactly("4");
    assertThat(numbers(CallFilter.ALL.until(NOON.plusSeconds(60)))).hasSize(3);
    assertThat(calls.summary(team.anna(), CallFilter.ALL))
        .isEqualTo(new Summary(4, Duration.ofSeconds(60), 1));
  }

  @Test
  void filter_numberInAnyNotation_findsTheCall() {
    incoming(team.anna(), "+442079460958", NOON);
    incoming(team.anna(), "102", NOON);

    assertThat(numbers(CallFilter.ALL.text("+44 (20) 7946-0958"))).containsExactly("+442079460958");
    assertThat(numbers(CallFilter.ALL.text("020 7946 0958"))).containsExactly("+442079460958");
    assertThat(numbers(CallFilter.ALL.text("7946"))).containsExactly("+442079460958");
    assertThat(numbers(CallFilter.ALL.text("102"))).containsExactly("102");
    assertThat(numbers(CallFilter.ALL.text("999"))).isEmpty();
  }

  @Test
  void filter_partOfAName_findsTheCallInAnyCaseAndAlphabet() {
    CallStory.incoming(recorder, team.anna().id(), "1", "Марта Линдквист", NOON);
    CallStory.incoming(recorder, team.anna().id(), "2", "100% Sure", NOON);

    assertThat(numbers(CallFilter.ALL.text("линд"))).containsExactly("1");
    assertThat(numbers(CallFilter.ALL.text("0% S"))).containsExactly("2");
    assertThat(numbers(CallFilter.ALL.text("_"))).isEmpty();
  }

  @Test
  void recent_severalCallsWithOneParty_showsTheNewestOnce() {
    incoming(team.anna(), "1", NOON).answeredAfter(1).endedAfter(10, ENDED_BY_OTHER);
    incoming(team.anna(), "2", NOON.plusSeconds(100)).endedAfter(10, NO_ANSWER);
    UUID newest = outgoing(team.anna(), "1", NOON.plusSeconds(200)).endedAfter(5, BUSY).id();
    incoming(team.anna(), "3", NOON.plusSeconds(300));

    List<RecentCall> recent = calls.recent(team.anna(), new Whose.Own(), 10);

    assertThat(recent).extracting(one -> one.party().number().dialled()).containsExactly("1", "2");
    assertThat(recent.getFirst().id()).isEqualTo(newest);
    assertThat(recent).extracting(RecentCall::missed).containsExactly(false, true);
  }

  @Test
  void today_yesterdaysCall_doesNotCount() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    incoming(team.anna(), "1", now.minus(Duration.ofDays(1))).endedAfter(1, NO_ANSWER);
    incoming(team.anna(), "1", now).answeredAfter(0).endedAfter(30, ENDED_BY_OTHER);

    assertThat(calls.today(team.anna().id(), ZoneOffset.UTC))
        .isEqualTo(new Summary(1, Duration.ofSeconds(30), 0));
  }

  private List<UUID> seen(Person viewer, UUID... ids) {
    List<UUID> found =
        List.of(ids).stream().filter(id -> calls.find(viewer, id).isPresent()).toList();
    assertThat(calls.page(viewer, CallFilter.ALL, null, 1000))
        .extracting(CallEntry::id)
        .containsAll(found);
    return found;
  }

  private List<String> numbers(CallFilter filter) {
    return calls.page(team.anna(), filter, null, 100).stream()
        .map(call -> call.peer().number().dialled())
        .toList();
  }

  private CallStory incoming(Person user, String number, Instant at) {
    return CallStory.incoming(recorder, user.id(), number, "", at);
  }

  private CallStory outgoing(Person user, String number, Instant at) {
    return CallStory.outgoing(recorder, user.id(), number, "", at);
  }
}
