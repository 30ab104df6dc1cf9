package dev.hookswitch.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.CallChanged.Phase;
import dev.hookswitch.calls.LinkRule.Belonging;
import dev.hookswitch.calls.LinkRule.CalledFrom;
import dev.hookswitch.calls.LinkRule.Identified;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.directory.Directory;
import dev.hookswitch.directory.Identification;
import dev.hookswitch.directory.Identity;
import dev.hookswitch.directory.NumberType;
import dev.hookswitch.directory.RecordDetails;
import dev.hookswitch.directory.RecordRef;
import dev.hookswitch.directory.RecordSummary;
import dev.hookswitch.directory.Rule;
import dev.hookswitch.hub.CallOrigin;
import dev.hookswitch.hub.CallRecorder;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionOperations;

@HookswitchTest
class CallIdentitiesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final AtomicLong NUMBERS = new AtomicLong(442079460000L);

  @Autowired private CallIdentities identities;
  @Autowired private SlowIdentification identification;
  @Autowired private Links links;
  @Autowired private CallLog calls;
  @Autowired private CallNews news;
  @Autowired private Directory directory;
  @Autowired private CallRecorder recorder;
  @Autowired private People people;
  @Autowired private TransactionOperations transaction;
  @Autowired private ApplicationEventPublisher events;
  private final String number = freshNumber();
  private TestTeam team;
  private Person anna;

  /** The real one, which can be made to wait or to fail. */
  static class SlowIdentification implements Identification {
    private final Identification real;
    private final Map<PhoneNumber, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final List<PhoneNumber> broken = new CopyOnWriteArrayList<>();

    SlowIdentification(Identification real) {
      this.real = real;
    }

    CountDownLatch waitsFor(String number) {
      var gate = new CountDownLatch(1);
      gates.put(new PhoneNumber(number), gate);
      return gate;
    }

    @Override
    public Identity identify(PhoneNumber number) {
      if (broken.contains(number)) {
        throw new IllegalStateException("the database is away");
      }
      Identity identity = real.identify(number);
      CountDownLatch gate = gates.get(number);
      try {
        if (gate != null && !gate.await(5, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody opened the gate");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return identity;
    }

    @Override
    public void deny(PhoneNumber number, RecordRef record, UserId by) {
      real.deny(number, record, by);
    }

    @Override
    public void withdrawDenial(PhoneNumber number, RecordRef record) {
      real.withdrawDenial(number, record);
    }
  }

  @TestConfiguration
  static class Configuration {
    @Bean
    @Primary
    SlowIdentification slowIdentification(@Qualifier("numberIdentification") Identification real) {
      return new SlowIdentification(real);
    }
  }

  @BeforeEach
  void hire() {
    team = TestTeam.create(people);
    anna = team.anna();
  }

  @Test
  void call_ofTheOneWhoHasTheNumber_isLinkedByItsRuleAndWithItsAccount() {
    RecordRef account = record(RecordRef.ACCOUNT, "Northwind", null, freshNumber());
    RecordRef marta = record(RecordRef.CONTACT, "Marta", account, number);

    UUID call = rings(number).id();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(links.of(anna, call))
                .extracting(link -> link.record().ref(), CallLink::madeBy, CallLink::rule)
                .containsExactlyInAnyOrder(
                    tuple(marta, null, new Identified(new Rule.SameNumber())),
                    tuple(account, null, new Belonging())));
    assertThat(identities.of(anna, call).orElseThrow().only().orElseThrow().record().ref())
        .isEqualTo(marta);
  }

  @Test
  void call_ofOneOfSeveral_waitsForAChoiceAndIsLinkedToIt() {
    record(RecordRef.CONTACT, "Marta", null, number);
    RecordRef otto = record(RecordRef.CONTACT, "Otto", null, number);
    UUID call = rings(number).id();
    assertThat(known(call).matches()).hasSize(2);
    assertThat(links.of(anna, call)).isEmpty();

    links.link(anna, call, otto);

    assertThat(links.of(anna, call))
        .extracting(link -> link.record().ref(), CallLink::madeBy, CallLink::rule)
        .containsExactly(tuple(otto, anna.id(), null));
  }

  @Test
  void call_ofNobody_isKnownToBeSoAndTold() {
    List<CallChanged> heard = new CopyOnWriteArrayList<>();
    CallNews.Subscription subscription = news.subscribe(heard::add);

    UUID call = rings(number).id();

    assertThat(known(call).matches()).isEmpty();
    await()
        .atMost(PATIENCE)
        .until(() -> heard.contains(new CallChanged(call, anna.id(), Phase.WORKED_ON)));
    subscription.cancel();
    assertThat(links.of(anna, call)).isEmpty();
  }

  @Test
  void call_fromANumberThatIsOutOfDate_isNotLinkedByItself() {
    directory.create(
        anna,
        details(
            RecordRef.CONTACT,
            "Marta",
            null,
            List.of(new Communication(NumberType.MOBILE, number, true))));

    UUID call = rings(number).id();

    assertThat(known(call).matches()).hasSize(1);
    assertThat(links.of(anna, call)).isEmpty();
  }

  @Test
  void answer_forANumberThatChangedMeanwhile_isDropped() {
    String later = freshNumber();
    record(RecordRef.CONTACT, "Marta", null, number);
    RecordRef otto = record(RecordRef.CONTACT, "Otto", null, later);
    CountDownLatch gate = identification.waitsFor(number);
    CallStory story = rings(number);

    story.peerBecomes(later);
    await().atMost(PATIENCE).until(() -> !links.of(anna, story.id()).isEmpty());
    gate.countDown();

    await()
        .during(Duration.ofMillis(200))
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(known(story.id()).number()).isEqualTo(new PhoneNumber(later));
          assertThat(links.of(anna, story.id()))
              .extracting(link -> link.record().ref())
              .containsExactly(otto);
        });
  }

  @Test
  void call_whoseNumberStays_isLookedUpOnce() {
    RecordRef marta = record(RecordRef.CONTACT, "Marta", null, number);
    CallStory story = rings(number);
    await().atMost(PATIENCE).until(() -> !links.of(anna, story.id()).isEmpty());
    links.unlink(anna, story.id(), marta);

    story.answeredAfter(3).endedAfter(60, EndReason.ENDED_BY_OTHER);

    await()
        .during(Duration.ofMillis(200))
        .atMost(PATIENCE)
        .until(() -> links.of(anna, story.id()).isEmpty());
  }

  @Test
  void notThisOne_isRememberedForTheNextCallAndLeavesTheOther() {
    RecordRef marta = record(RecordRef.CONTACT, "Marta", null, number);
    RecordRef otto = record(RecordRef.CONTACT, "Otto", null, number);
    UUID first = rings(number).id();
    assertThat(known(first).matches()).hasSize(2);

    identities.notThisOne(anna, first, marta);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(links.of(anna, first))
                .extracting(link -> link.record().ref())
                .containsExactly(otto));
    UUID second = rings(number).id();
    assertThat(known(second).only().orElseThrow().record().ref()).isEqualTo(otto);
  }

  @Test
  void notThisOne_ofALinkedCall_undoesTheLink() {
    RecordRef marta = record(RecordRef.CONTACT, "Marta", null, number);
    UUID call = rings(number).id();
    await().atMost(PATIENCE).until(() -> !links.of(anna, call).isEmpty());

    identities.notThisOne(anna, call, marta);

    assertThat(links.of(anna, call)).isEmpty();
    assertThat(known(call).matches()).isEmpty();
    links.link(anna, call, marta);
    assertThat(known(rings(number).id()).only()).isPresent();
  }

  @Test
  void strangers_neitherReadNorChangeWhoCalls() {
    RecordRef marta = record(RecordRef.CONTACT, "Marta", null, number);
    UUID call = rings(number).id();
    known(call);
    Person stranger = team.ben();

    assertThat(identities.of(stranger, call)).isEmpty();
    assertThat(identities.find(stranger, call)).isEmpty();
    assertThat(identities.of(team.supervisor(), call)).isPresent();
    assertThatThrownBy(() -> links.link(stranger, call, marta)).isInstanceOf(CallNotFound.class);
    assertThatThrownBy(() -> identities.notThisOne(stranger, call, marta))
        .isInstanceOf(CallNotFound.class);
  }

  @Test
  void call_ofANodeThatStartedAnew_isLookedUpWhenAskedForAndLinkedNoMore() {
    RecordRef marta = record(RecordRef.CONTACT, "Marta", null, number);
    CallStory story = rings(number);
    await().atMost(PATIENCE).until(() -> !links.of(anna, story.id()).isEmpty());
    links.unlink(anna, story.id(), marta);
    var restarted = new CallIdentities(identification, links, calls, people, transaction, events);

    restarted.on(new PeerKnown(story.id(), anna.id(), new PhoneNumber(number), Phase.CHANGED));

    assertThat(restarted.of(anna, story.id())).isEmpty();
    assertThat(restarted.find(anna, story.id()).orElseThrow().only()).isPresent();
    assertThat(links.of(anna, story.id())).isEmpty();
    restarted.stop();
  }

  @Test
  void call_thatCannotBeLookedUp_isACallAllTheSame() {
    identification.broken.add(new PhoneNumber(number));

    UUID call = rings(number).id();

    assertThat(calls.find(anna, call)).isPresent();
    assertThat(identities.of(anna, call)).isEmpty();
  }

  @Test
  void call_begunFromARecord_isLinkedToItTheMomentItIsWrittenAndTheNextIsNot() {
    RecordRef deal = record("opportunity", "Chairs", null, null);

    UUID call =
        CallStory.outgoingFrom(
                recorder, anna.id(), number, new CallOrigin(deal.kind(), deal.id()), NOON)
            .id();

    assertThat(links.of(anna, call))
        .extracting(link -> link.record().ref(), CallLink::rule)
        .containsExactly(tuple(deal, new CalledFrom()));
    UUID next = rings(number).id();
    known(next);
    assertThat(links.of(anna, next)).isEmpty();
  }

  private static String freshNumber() {
    return "+" + NUMBERS.incrementAndGet();
  }

  private CallStory rings(String from) {
    return CallStory.incoming(recorder, anna.id(), from, "", NOON);
  }

  private Identity known(UUID call) {
    await().atMost(PATIENCE).until(() -> identities.of(anna, call).isPresent());
    return identities.of(anna, call).orElseThrow();
  }

  private RecordRef record(
      String kind, String name, @Nullable RecordRef account, @Nullable String phone) {
    return directory.create(
        anna,
        details(
            kind,
            name,
            account,
            phone == null
                ? List.of()
                : List.of(new Communication(NumberType.MOBILE, phone, false))));
  }

  private RecordDetails details(
      String kind, String name, @Nullable RecordRef account, List<Communication> numbers) {
    RecordSummary belongsTo = account == null ? null : new RecordSummary(account, "Northwind", "");
    return new RecordDetails(kind, name, anna.id(), belongsTo, null, "", "", "", numbers);
  }
}
