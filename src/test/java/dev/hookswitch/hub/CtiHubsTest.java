package dev.hookswitch.hub;

import static dev.hookswitch.phone.CallBuilder.NOON;
import static dev.hookswitch.phone.CallBuilder.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.hub.DrivenPhoneSystem.Opening;
import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallState;
import dev.hookswitch.phone.CtiCommand.QueryActiveCallSnapshot;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.AgentStateChanged;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallStarted;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.CtiEvent.Initialized;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.Credential;
import dev.hookswitch.security.People;
import dev.hookswitch.security.PersonDetails;
import dev.hookswitch.security.PersonDetails.Access;
import dev.hookswitch.security.Role;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.LineDetails;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.settings.OwnedLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionOperations;

@HookswitchTest(properties = "hookswitch.hub.linger=200ms")
@Import(CtiHubsTest.Driven.class)
@Timeout(60)
class CtiHubsTest {
  @TestConfiguration
  static class Driven {
    @Bean
    DrivenPhoneSystem drivenPhoneSystem() {
      return new DrivenPhoneSystem();
    }

    @Bean
    DrivenPhones drivenPhones() {
      return new DrivenPhones();
    }
  }

  private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

  @Autowired private CtiHubs hubs;
  @Autowired private DrivenPhoneSystem system;
  @Autowired private DrivenPhones phones;
  @Autowired private Presences presences;
  @Autowired private Lines lines;
  @Autowired private People people;
  @Autowired private TransactionOperations transaction;

  private final ProbedScreen screen = new ProbedScreen();

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(5));
  }

  private UserId user() {
    var details =
        new PersonDetails(
            "u" + UUID.randomUUID(),
            "Grace Hopper",
            Set.of(Role.AGENT),
            Set.of(),
            null,
            Access.ENABLED);
    return ActingAsSystem.call(
        () -> people.create(details, new Credential.Password("correct horse battery")));
  }

  private UserId userWithLine() {
    UserId user = user();
    addLine(user);
    return user;
  }

  private LineId addLine(UserId user) {
    var details =
        new LineDetails(
            user,
            DrivenPhoneSystem.ID,
            String.valueOf(NUMBERS.incrementAndGet()),
            Map.of(),
            Map.of());
    return ActingAsSystem.call(() -> lines.create(details));
  }

  private Presence presence(UserId user) {
    return hubs.presence(user, lines.linesOf(user).getFirst().id());
  }

  private List<Opening> openings(UserId user) {
    Set<LineId> own = Set.copyOf(lines.linesOf(user).stream().map(line -> line.id()).toList());
    return system.openings().stream().filter(opening -> own.contains(opening.line().id())).toList();
  }

  /** The line of the user works. */
  private Opening works(UserId user) {
    soon().until(() -> !openings(user).isEmpty());
    Opening opening = openings(user).getLast();
    opening.says(new Initialized(opening.line().id(), NOON));
    soon().until(() -> presence(user) != Presence.SIGNED_OUT);
    return opening;
  }

  private static CtiEvent starts(Opening opening, String call) {
    return new CallStarted(opening.line().id(), NOON, incoming(call).build());
  }

  @Test
  void pages_ofOneUser_shareOneHub() {
    UserId user = userWithLine();
    try (var first = hubs.join(user, screen);
        var second = hubs.join(user, new ProbedScreen())) {
      works(user);
      assertThat(first.hub()).isSameAs(second.hub());
      assertThat(openings(user)).hasSize(1);
      soon().until(() -> !first.attachment().holder().equals(second.attachment().holder()));
    }
  }

  @Test
  void hub_whoseLastPageLeft_lingersAndThenCloses() {
    UserId user = userWithLine();
    var page = hubs.join(user, screen);
    Opening opening = works(user);
    page.close();
    page.close();
    assertThat(presence(user)).isEqualTo(Presence.READY);
    soon().until(opening::closed);
    assertThat(presence(user)).isEqualTo(Presence.SIGNED_OUT);
  }

  @Test
  void page_backWithinTheLinger_findsItsHubAndItsCalls() {
    UserId user = userWithLine();
    var page = hubs.join(user, screen);
    Opening opening = works(user);
    opening.says(starts(opening, "reload"));
    soon().until(() -> page.hub().state().calls().count() == 1);
    page.close();
    try (var back = hubs.join(user, screen)) {
      assertThat(back.hub()).isSameAs(page.hub());
      await()
          .during(Duration.ofMillis(400))
          .atMost(Duration.ofSeconds(2))
          .until(() -> !opening.closed());
      assertThat(back.hub().state().calls()).hasSize(1);
    }
  }

  @Test
  void liveRecords_areThoseOfTheCallsOfAllHubs() {
    UserId user = userWithLine();
    try (var page = hubs.join(user, screen)) {
      Opening opening = works(user);
      opening.says(starts(opening, "alive"));
      soon().until(() -> page.hub().state().calls().count() == 1);
      UUID record = page.hub().state().calls().findFirst().orElseThrow().call().record();
      assertThat(hubs.liveRecords()).contains(record);
      opening.says(
          new CallFinished(opening.line().id(), NOON, incoming("alive").over(EndReason.CANCELLED)));
      soon().until(() -> !hubs.liveRecords().contains(record));
    }
  }

  @Test
  void line_addedWhileAPageIsOpen_opensBesideTheOthers() {
    UserId user = userWithLine();
    try (var _ = hubs.join(user, screen)) {
      Opening first = works(user);
      addLine(user);
      soon().until(() -> openings(user).size() == 2);
      assertThat(first.closed()).isFalse();
    }
  }

  @Test
  void line_addedInALongTransaction_opensAfterItsCommit() {
    UserId user = userWithLine();
    try (var page = hubs.join(user, screen)) {
      works(user);
      transaction.executeWithoutResult(_ -> {
        addLine(user);
        // Whatever the hub was told before the commit it has done when this command is answered.
        var answer =
            page.attachment().execute(new LineId(UUID.randomUUID()), new QueryActiveCallSnapshot());
        soon().until(answer.toCompletableFuture()::isDone);
      });
      soon().until(() -> page.hub().state().lines().size() == 2);
    }
  }

  @Test
  void line_deleted_isClosed() {
    UserId user = user();
    LineId line = addLine(user);
    try (var page = hubs.join(user, screen)) {
      Opening opening = works(user);
      ActingAsSystem.call(() -> {
        lines.delete(line);
        return line;
      });
      soon().until(opening::closed);
      soon().until(() -> page.hub().state().lines().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ready, READY",
    "away, AWAY",
    "dnd, DO_NOT_DISTURB",
    "talk, ON_A_CALL",
    "forwarded, AWAY",
    "unplugged, SIGNED_OUT",
    "somethingNew, READY"
  })
  void presence_ofAUser_followsTheStatus(String code, Presence presence) {
    UserId user = userWithLine();
    try (var _ = hubs.join(user, screen)) {
      Opening opening = works(user);
      opening.says(new AgentStateChanged(opening.line().id(), NOON, AgentState.of(code)));
      soon().until(() -> screen.heard().contains("agentStateChanged"));
      soon().until(() -> presence(user) == presence);
    }
  }

  @Test
  void presence_whileACallRings_isRingingThenOnACall() {
    UserId user = userWithLine();
    try (var _ = hubs.join(user, screen)) {
      Opening opening = works(user);
      opening.says(starts(opening, "busy"));
      soon().until(() -> presence(user) == Presence.RINGING);
      Call talking = incoming("busy").in(CallState.CONNECTED).build();
      opening.says(new CommutationStarted(opening.line().id(), NOON, talking));
      soon().until(() -> presence(user) == Presence.ON_A_CALL);
    }
  }

  @Test
  void presence_ofAUserWithoutPage_isSignedOut() {
    assertThat(presence(userWithLine())).isEqualTo(Presence.SIGNED_OUT);
  }

  @Test
  void presence_beforeTheLineWorks_isSignedOut() {
    UserId user = userWithLine();
    try (var _ = hubs.join(user, screen)) {
      soon().until(() -> !openings(user).isEmpty());
      assertThat(presence(user)).isEqualTo(Presence.SIGNED_OUT);
    }
  }

  private OwnedLine colleague() {
    return lines.find(addLine(user())).orElseThrow();
  }

  @Test
  void colleague_atAPhoneWithoutSigningIn_isFollowedByIt() {
    OwnedLine line = colleague();
    var told = new CopyOnWriteArrayList<Presence>();
    Runnable unfollow = presences.follow(List.of(line), (_, now) -> told.add(now));
    for (PhoneState state :
        List.of(
            PhoneState.IDLE,
            PhoneState.RINGING,
            PhoneState.BUSY,
            PhoneState.BUSY,
            PhoneState.UNAVAILABLE,
            PhoneState.UNKNOWN)) {
      phones.are(line.line(), state);
    }
    assertThat(told)
        .containsExactly(
            Presence.SIGNED_OUT,
            Presence.PHONE_FREE,
            Presence.RINGING,
            Presence.ON_A_CALL,
            Presence.PHONE_UNAVAILABLE,
            Presence.SIGNED_OUT);
    unfollow.run();
    phones.are(line.line(), PhoneState.IDLE);
    assertThat(told).hasSize(6);
    assertThat(phones.followed(line.line())).isZero();
  }

  @Test
  void colleague_signedIn_isFollowedByHubAndPhone() {
    UserId user = user();
    OwnedLine line = lines.find(addLine(user)).orElseThrow();
    var told = new CopyOnWriteArrayList<Presence>();
    Runnable unfollow = presences.follow(List.of(line), (_, now) -> told.add(now));
    var page = hubs.join(user, screen);
    Opening opening = works(user);
    phones.are(line.line(), PhoneState.IDLE);
    soon().until(() -> told.equals(List.of(Presence.SIGNED_OUT, Presence.READY)));
    opening.says(new AgentStateChanged(opening.line().id(), NOON, AgentState.of("away")));
    soon().until(() -> told.getLast() == Presence.AWAY);
    phones.are(line.line(), PhoneState.BUSY);
    assertThat(told.getLast()).isEqualTo(Presence.ON_A_CALL);
    phones.are(line.line(), PhoneState.UNAVAILABLE);
    assertThat(told.getLast()).isEqualTo(Presence.PHONE_UNAVAILABLE);
    opening.says(starts(opening, "elsewhere"));
    soon().until(() -> told.getLast() == Presence.RINGING);
    page.close();
    soon().until(() -> told.getLast() == Presence.PHONE_UNAVAILABLE);
    unfollow.run();
  }
}
