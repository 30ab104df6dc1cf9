package dev.hookswitch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hookswitch.HookswitchTest;
import dev.hookswitch.calls.TestTeam;
import dev.hookswitch.connectors.BadPeers;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Loss;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.security.ActingAsSystem;
import dev.hookswitch.security.People;
import dev.hookswitch.settings.ConnectionTests.Result;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.annotation.Transactional;

@HookswitchTest
@Transactional
class ConnectionTestsTest {
  private static final String EVENTS = "webitelConnectionString";
  private static final String PHONE = "webitelWebrtcConnectionString";

  @Autowired private ConnectionTests tests;
  @Autowired private Lines lines;
  @Autowired private People people;
  @Autowired private List<PhoneSystem> systems;
  private final WebitelAtHand webitel = new WebitelAtHand();
  private TestTeam team;

  @BeforeEach
  void somebodyIsThere() {
    team = TestTeam.create(people);
  }

  @AfterEach
  void stop() {
    webitel.close();
  }

  private List<Result> test(LineDetails details) {
    return tests.test(team.administrator(), null, details);
  }

  private LineDetails user(String password, Map<String, String> parameters) {
    return webitel.line(team.anna().id(), WebitelAtHand.USER, password, parameters);
  }

  @Test
  void line_thatIsRight_signsInOverBothConnections() {
    assertThat(test(user(WebitelAtHand.PASSWORD, Map.of())))
        .containsExactly(new Result(EVENTS, null, ""), new Result(PHONE, null, ""));
  }

  @Test
  void line_ofADeskPhone_needsTheEventServerAlone() {
    assertThat(
            test(
                user(
                    WebitelAtHand.PASSWORD, Map.of("useWebPhone", "false", PHONE, "ws://no.test"))))
        .containsExactly(new Result(EVENTS, null, ""));
  }

  @Test
  void passwordThatIsWrong_isRefusedByBoth() {
    assertThat(test(user("of nobody", Map.of())))
        .extracting(Result::loss)
        .containsExactly(Loss.REFUSED, Loss.REFUSED);
  }

  @Test
  void connectionThatFails_isNamed_theOtherIsNotBlamed() {
    assertThat(test(user(WebitelAtHand.PASSWORD, Map.of(PHONE, "ws://127.0.0.1:1"))))
        .extracting(Result::setting, Result::loss)
        .containsExactly(tuple(EVENTS, null), tuple(PHONE, Loss.NOT_LISTENING));
  }

  @ParameterizedTest
  @EnumSource
  void eventServer_thatCannotBeSignedInAt_saysWhy(Cause cause) throws Exception {
    try (var peers = new BadPeers()) {
      LineDetails details =
          user(
              WebitelAtHand.PASSWORD,
              Map.of(EVENTS, cause.address.apply(peers), "useWebPhone", "false"));
      assertThat(test(details)).extracting(Result::loss).containsExactly(cause.loss);
    }
  }

  private enum Cause {
    UNKNOWN_HOST(_ -> "ws://no-such-host.invalid/", Loss.UNKNOWN_HOST),
    CLOSED_PORT(BadPeers::closedPort, Loss.NOT_LISTENING),
    SELF_SIGNED(BadPeers::selfSigned, Loss.TLS),
    SILENCE(BadPeers::silent, Loss.TIMED_OUT),
    STRANGER(BadPeers::webServer, Loss.NOT_THE_PEER),
    EXPIRED(BadPeers::expired, Loss.EXPIRED);

    private final Function<BadPeers, String> address;
    private final Loss loss;

    Cause(Function<BadPeers, String> address, Loss loss) {
      this.address = address;
      this.loss = loss;
    }
  }

  @Test
  void addressThatIsNone_isMisconfigured() {
    assertThat(test(user(WebitelAtHand.PASSWORD, Map.of(EVENTS, ""))).getFirst().loss())
        .isEqualTo(Loss.MISCONFIGURED);
  }

  @Test
  void numberThatIsNone_isMisconfigured() {
    for (String number : List.of("", "somebody", "+100", "1".repeat(70))) {
      assertThat(test(webitel.line(team.anna().id(), number, "pw")))
          .containsExactly(new Result("", Loss.MISCONFIGURED, ""));
    }
  }

  @Test
  void storedPassword_countsWhereNoneIsTyped() {
    LineId id = ActingAsSystem.call(() -> lines.create(user(WebitelAtHand.PASSWORD, Map.of())));
    assertThat(tests.test(team.administrator(), id, user("", Map.of()))).allMatch(Result::good);
    assertThat(test(user("", Map.of()))).noneMatch(Result::good);
  }

  @Test
  void agentOnTheLine_noticesNothing() {
    LineId id = ActingAsSystem.call(() -> lines.create(user(WebitelAtHand.PASSWORD, Map.of())));
    Line line = lines.find(id).orElseThrow().line();
    PhoneSystem system =
        systems.stream()
            .filter(one -> one.id().equals(WebitelAtHand.SYSTEM))
            .findFirst()
            .orElseThrow();
    try (ProbedLine agent = ProbedLine.open(system, line)) {
      assertThat(tests.test(team.administrator(), id, user("", Map.of()))).allMatch(Result::good);
      webitel.server.control().callFromOutside("380441234567", "Marta", WebitelAtHand.USER);
      agent.saw(CtiEvent.CallStarted.class);
      assertThat(agent.events()).noneMatch(CtiEvent.Disconnected.class::isInstance);
    }
  }

  @Test
  void serverThatTakesNoConnections_isSaidToBeSo() {
    webitel.server.control().refuseConnections(Sockets.BOTH);
    assertThat(test(user(WebitelAtHand.PASSWORD, Map.of()))).hasSize(2).noneMatch(Result::good);
  }

  @Test
  void lineOfThisServer_needsNothing() {
    assertThat(test(new LineDetails(team.anna().id(), "builtin", "19876", Map.of(), Map.of())))
        .containsExactly(new Result("", null, ""));
  }

  @Test
  void test_byAnybodyElse_isDenied() {
    LineDetails details = user(WebitelAtHand.PASSWORD, Map.of());
    assertThatThrownBy(() -> tests.test(team.supervisor(), null, details))
        .isInstanceOf(AccessDeniedException.class);
  }
}
