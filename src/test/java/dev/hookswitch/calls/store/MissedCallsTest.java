package dev.hookswitch.calls.store;

import static dev.hookswitch.phone.EndReason.CANCELLED;
import static dev.hookswitch.phone.EndReason.DECLINED;
import static dev.hookswitch.phone.EndReason.ENDED_BY_OTHER;
import static dev.hookswitch.phone.EndReason.NO_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallNotFound;
import dev.hookswitch.calls.CallStory;
import dev.hookswitch.calls.HandEntries;
import dev.hookswitch.calls.HandEntries.HandEntry;
import dev.hookswitch.calls.MissedCalls;
import dev.hookswitch.calls.MissedCalls.Scope;
import dev.hookswitch.calls.MissedCalls.Taking;
import dev.hookswitch.calls.MissedChanged;
import dev.hookswitch.calls.MissedNews;
import dev.hookswitch.calls.MissedParty;
import dev.hookswitch.calls.MissedState;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HookswitchTest
class MissedCallsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Autowired private MissedCalls missed;
  @Autowired private MissedNews news;
  @Autowired private HandEntries hand;
  @Autowired private CallRecorder recorder;
  @Autowired private People people;
  private TestTeam team;

  /** In the team of Anna, an agent as she is. */
  private Person carl;

  private String number;

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
    carl = team.another(people, "Carl Munk");
    number = "+49301" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 10_000_000);
  }

  @Test
  void worklist_partyThatTriedThrice_isOneRowOfTheWholeTeam() {
    miss(team.anna(), number, NOON);
    miss(carl, number, NOON.plusSeconds(60));
    UUID last = miss(team.anna(), number, NOON.plusSeconds(120));
    miss(team.ben(), number, NOON.plusSeconds(180));

    for (Person one : List.of(team.anna(), carl, team.supervisor())) {
      MissedParty party = only(one, Scope.TEAM);
      assertThat(party.call()).isEqualTo(last);
      assertThat(party.party().number().dialled()).isEqualTo(number);
      assertThat(party.attempts()).isEqualTo(3);
      assertThat(party.lastAt()).isEqualTo(NOON.plusSeconds(120));
      assertThat(party.missedBy()).containsExactlyInAnyOrder(team.anna().id(), carl.id());
      assertThat(party.takenBy()).isNull();
      assertThat(missed.count(one)).isEqualTo(1);
    }
    assertThat(only(carl, Scope.MINE).attempts()).isEqualTo(1);
    assertThat(only(team.ben(), Scope.TEAM).attempts()).isEqualTo(1);
  }

  @Test
  void worklist_withheldNumbers_areARowEach() {
    UUID first = miss(team.anna(), "", NOON);
    UUID second = miss(team.anna(), "", NOON.plusSeconds(60));

    missed.done(team.anna(), second);

    assertThat(missed.worklist(carl, Scope.TEAM))
        .extracting(MissedParty::call)
        .containsExactly(first);
  }

  @Test
  void worklist_declinedOrOwnCall_isNoWork() {
    incoming(team.anna(), number, NOON).endedAfter(3, DECLINED);
    CallStory.outgoing(recorder, team.anna().id(), number, "", NOON).endedAfter(30, NO_ANSWER);

    assertThat(missed.worklist(team.anna(), Scope.TEAM)).isEmpty();
  }

  @Test
  void conversation_ofAnybodyLater_makesItDoneForTheWholeTeam() {
    miss(team.anna(), number, NOON);
    miss(carl, number, NOON.plusSeconds(60));
    missed.take(carl, only(carl, Scope.TEAM).call());

    CallStory.outgoing(recorder, team.ben().id(), number, "", NOON.plusSeconds(600))
        .answeredAfter(5);

    assertThat(missed.worklist(team.anna(), Scope.TEAM)).isEmpty();
    assertThat(missed.worklist(carl, Scope.MINE)).isEmpty();
    assertThat(missed.count(team.supervisor())).isZero();
  }

  @Test
  void journey_missedTakenCalledBack_isClosedByItselfForTheWholeTeam() {
    var badges = new ArrayList<Integer>();
    MissedNews.Subscription badge =
        news.subscribe(_ -> badges.add(missed.count(team.supervisor())));

    miss(team.anna(), number, NOON);
    UUID second = miss(team.anna(), number, NOON.plusSeconds(60));
    assertThat(only(carl, Scope.TEAM).attempts()).isEqualTo(2);
    missed.take(carl, second);
    assertThat(only(team.anna(), Scope.TEAM).takenBy()).isEqualTo(carl.id());
    CallStory.outgoing(recorder, carl.id(), number, "", NOON.plusSeconds(120))
        .answeredAfter(4)
        .endedAfter(90, ENDED_BY_OTHER);
    badge.cancel();

    for (Person one : List.of(team.anna(), carl, team.supervisor())) {
      assertThat(missed.worklist(one, Scope.TEAM)).isEmpty();
      assertThat(missed.count(one)).isZero();
    }
    assertThat(badges).containsExactly(1, 1, 0, 0);
  }

  @Test
  void states_ofAMissedCall_tellWhatIsBeingDone() {
    UUID call = miss(team.anna(), number, NOON);
    assertThat(state(call)).isEqualTo(new MissedState.Open());
    missed.take(carl, call);
    assertThat(state(call)).isEqualTo(new MissedState.Taken(carl.id()));

    CallStory back =
        CallStory.outgoing(recorder, carl.id(), number, "", NOON.plusSeconds(60)).answeredAfter(3);

    assertThat(state(call))
        .isEqualTo(new MissedState.ClosedByItself(carl.id(), NOON.plusSeconds(63), back.id()));
    assertThat(missed.states(team.ben(), List.of(call))).isEmpty();
  }

  @Test
  void conversation_aboutToBegin_leavesItOpen() {
    miss(team.anna(), number, NOON);

    CallStory.outgoing(recorder, carl.id(), number, "", NOON.plusSeconds(600))
        .endedAfter(20, NO_ANSWER);

    assertThat(only(carl, Scope.TEAM).attempts()).isEqualTo(1);
  }

  @Test
  void conversation_thatTheCallInterrupted_leavesItOpen() {
    CallStory talk = incoming(team.anna(), number, NOON).answeredAfter(5);
    miss(carl, number, NOON.plusSeconds(60));

    talk.endedAfter(600, ENDED_BY_OTHER);

    assertThat(only(carl, Scope.TEAM).attempts()).isEqualTo(1);
  }

  @Test
  void conversation_withAColleague_closesByTheInternalNumber() {
    miss(team.anna(), "122", NOON);

    CallStory.outgoing(recorder, team.anna().id(), "122", "", NOON.plusSeconds(60))
        .answeredAfter(2);

    assertThat(missed.worklist(team.anna(), Scope.MINE)).isEmpty();
  }

  @Test
  void conversation_enteredByHand_closesToo() {
    miss(team.anna(), number, NOON);

    hand.enter(
        carl,
        new HandEntry(
            CallDirection.OUT,
            Party.of(new PhoneNumber(number)),
            NOON.plusSeconds(300),
            Duration.ofMinutes(2)));

    assertThat(missed.worklist(team.anna(), Scope.TEAM)).isEmpty();
  }

  @Test
  void groupCall_thatAColleagueAnswered_isNoWorkForTheOthers() {
    CallStory rings = incoming(team.anna(), number, NOON);
    incoming(carl, number, NOON.plusMillis(3)).answeredAfter(4);

    rings.endedAfter(4, CANCELLED);

    assertThat(missed.worklist(team.anna(), Scope.TEAM)).isEmpty();
  }

  @Test
  void take_partyOfTheTeam_isSeenByAll() {
    UUID call = miss(team.anna(), number, NOON);

    assertThat(missed.take(carl, call)).isEqualTo(new Taking.Taken());

    assertThat(only(team.anna(), Scope.TEAM).takenBy()).isEqualTo(carl.id());
    assertThat(only(carl, Scope.MINE).takenBy()).isEqualTo(carl.id());
    assertThat(missed.count(carl)).isEqualTo(1);
    assertThat(missed.count(team.anna())).isZero();
  }

  @Test
  void take_takenAlready_tellsWhoWasFaster() {
    UUID call = miss(team.anna(), number, NOON);
    missed.take(carl, call);

    assertThat(missed.take(team.anna(), call)).isEqualTo(new Taking.SomebodyWasFaster(carl.id()));
    assertThat(missed.take(carl, call)).isEqualTo(new Taking.Taken());
  }

  @Test
  void take_twoAtOnce_oneHasItAndTheOtherLearnsWho() throws Exception {
    List<Person> both = List.of(team.anna(), carl);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 20; round++) {
        UUID call = miss(team.anna(), number + round, NOON);
        var barrier = new CyclicBarrier(2);
        List<Callable<Taking>> attempts =
            both.stream()
                .<Callable<Taking>>map(one ->
                    () -> {
                      barrier.await();
                      return missed.take(one, call);
                    })
                .toList();
        var answers = new ArrayList<Taking>();
        for (Future<Taking> answer : threads.invokeAll(attempts)) {
          answers.add(answer.get());
        }
        UserId winner =
            missed.worklist(carl, Scope.TEAM).stream()
                .filter(party -> party.call().equals(call))
                .findAny()
                .orElseThrow()
                .takenBy();
        assertThat(answers)
            .containsExactlyInAnyOrder(new Taking.Taken(), new Taking.SomebodyWasFaster(winner));
      }
    }
  }

  @Test
  void take_doneMeanwhile_saysSo() {
    UUID call = miss(team.anna(), number, NOON);
    missed.done(team.anna(), call);

    assertThat(missed.take(carl, call)).isEqualTo(new Taking.DoneAlready());
  }

  @Test
  void release_byTheTakerOrTheSupervisor_opensItAgain() {
    UUID call = miss(team.anna(), number, NOON);
    missed.take(carl, call);

    missed.release(team.anna(), call);
    assertThat(only(carl, Scope.TEAM).takenBy()).isEqualTo(carl.id());
    missed.release(carl, call);
    assertThat(only(carl, Scope.TEAM).takenBy()).isNull();
    missed.take(carl, call);
    missed.release(team.supervisor(), call);
    assertThat(only(carl, Scope.TEAM).takenBy()).isNull();
  }

  @Test
  void done_andUndone_bringsBackAllOfThePartyWithItsTaker() {
    UUID first = miss(team.anna(), number, NOON);
    miss(carl, number, NOON.plusSeconds(60));
    missed.take(carl, first);

    missed.done(carl, first);
    assertThat(missed.worklist(team.anna(), Scope.TEAM)).isEmpty();
    missed.reopen(carl, first);

    MissedParty party = only(team.anna(), Scope.TEAM);
    assertThat(party.attempts()).isEqualTo(2);
    assertThat(party.takenBy()).isEqualTo(carl.id());
  }

  @Test
  void done_severalCalls_countsThoseThatWaited() {
    UUID mine = miss(team.anna(), number, NOON);
    UUID elsewhere = miss(team.ben(), number, NOON);
    UUID answered = incoming(team.anna(), number + "9", NOON).answeredAfter(1).id();

    assertThat(missed.done(team.anna(), List.of(mine, elsewhere, answered))).isEqualTo(1);
    assertThat(only(team.ben(), Scope.TEAM).call()).isEqualTo(elsewhere);
  }

  @Test
  void otherTeam_anyAction_doesNotExist() {
    UUID call = miss(team.anna(), number, NOON);

    assertThat(missed.worklist(team.ben(), Scope.ALL)).isEmpty();
    assertThatThrownBy(() -> missed.take(team.ben(), call)).isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> missed.release(team.ben(), call)).isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> missed.done(team.ben(), call)).isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> missed.reopen(team.ben(), call)).isInstanceOf(CallNotFound.class);
  }

  @Test
  void news_missedTakenAndSpoken_areHeardWithThoseWhoMissed() {
    var heard = new ArrayList<MissedChanged>();
    MissedNews.Subscription listening = news.subscribe(heard::add);

    UUID call = miss(team.anna(), number, NOON);
    missed.take(carl, call);
    CallStory.outgoing(recorder, carl.id(), number, "", NOON.plusSeconds(60)).answeredAfter(3);
    listening.cancel();

    var annas = new MissedChanged(Set.of(team.anna().id()));
    assertThat(heard).containsExactly(annas, annas, annas);
    assertThat(missed.sightOf(carl).includes(team.anna().id())).isTrue();
    assertThat(missed.sightOf(team.ben()).includes(team.anna().id())).isFalse();
  }

  private MissedState state(UUID call) {
    return missed.states(team.anna(), List.of(call)).get(call);
  }

  private MissedParty only(Person viewer, Scope scope) {
    List<MissedParty> parties = missed.worklist(viewer, scope);
    assertThat(parties).hasSize(1);
    return parties.getFirst();
  }

  private UUID miss(Person user, String from, Instant at) {
    return incoming(user, from, at).endedAfter(20, NO_ANSWER).id();
  }

  private CallStory incoming(Person user, String from, Instant at) {
    return CallStory.incoming(recorder, user.id(), from, "", at);
  }
}
