package dev.hookswitch.connectors.webitel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.AgentState;
import dev.hookswitch.phone.CallCentre;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand.BlindTransferCall;
import dev.hookswitch.phone.CtiCommand.ChangeCallCentreState;
import dev.hookswitch.phone.CtiCommand.SetUserState;
import dev.hookswitch.phone.CtiEvent.AgentStateChanged;
import dev.hookswitch.phone.CtiEvent.CallCentreStateChanged;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.simulators.OutsideCall;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Status and call centre of a Webitel user, changed here, by another client and by others. */
class WebitelAgentTest {
  private static final String DOMAIN = "crm.test";
  private static final SwitchUser ALICE =
      SwitchUser.of("1000", DOMAIN, "s3cret", "Alice").asAgent();
  private static final SwitchUser BOB = SwitchUser.of("1001", DOMAIN, "s3cret", "Bob");

  private final SimulatedWebitel server = SimulatedWebitel.start(ALICE, BOB);
  private final WebitelCtiProvider system = new WebitelCtiProvider(Clock.systemUTC());

  @AfterEach
  void stop() {
    system.stop();
    server.close();
  }

  private ProbedLine open(SwitchUser user) {
    return ProbedLine.open(
        system,
        new Line(
            new LineId(UUID.randomUUID()),
            WebitelCtiProvider.ID,
            new PhoneNumber(user.number()),
            user.name(),
            Map.of(
                WebitelParameters.ADDRESS,
                server.eventUrl().toString(),
                WebitelParameters.DOMAIN,
                DOMAIN,
                WebitelParameters.PASSWORD,
                user.password(),
                WebitelParameters.WEB_PHONE,
                "false")));
  }

  private static void saw(ProbedLine line, CallCentre state) {
    line.saw(CallCentreStateChanged.class, event -> event.state() == state);
  }

  @Test
  void callCentre_userIsNoAgent_isNeverToldAndRefused() {
    try (ProbedLine bob = open(BOB)) {
      bob.refuses(new ChangeCallCentreState(CallCentre.IN), Outcome.Reason.NOT_NOW);
      bob.rest();
      assertThat(bob.events()).noneMatch(CallCentreStateChanged.class::isInstance);
    }
  }

  @ParameterizedTest
  @CsvSource({"Available, IN", "Available (On Demand), IN", "On Break, OUT", "Logged Out, OUT"})
  void callCentre_statusAtSignIn_isTold(String status, CallCentre expected) {
    server.control().agentStatus(ALICE.number(), status);
    try (ProbedLine alice = open(ALICE)) {
      assertThat(alice.saw(CallCentreStateChanged.class).state()).isEqualTo(expected);
    }
  }

  /** The server remembers the log-in, and would take another one without doing anything. */
  @ParameterizedTest
  @CsvSource({"Logged Out", "On Break"})
  void callCentre_administratorTakesTheAgentOut_isToldAndCanBeEnteredAgain(String status) {
    try (ProbedLine alice = open(ALICE)) {
      alice.accepts(new ChangeCallCentreState(CallCentre.IN));
      saw(alice, CallCentre.IN);
      alice.forget();

      server.control().agentStatus(ALICE.number(), status);
      saw(alice, CallCentre.OUT);

      alice.accepts(new ChangeCallCentreState(CallCentre.IN));
      saw(alice, CallCentre.IN);
      assertThat(alice.events())
          .filteredOn(AgentStateChanged.class::isInstance)
          .allMatch(event -> ((AgentStateChanged) event).state().equals(AgentState.of("ONHOOK")));
    }
  }

  @Test
  void callCentre_serverRefuses_saysItsWords() {
    try (ProbedLine alice = open(ALICE)) {
      server.control().dismiss(ALICE.number());

      assertThat(alice.execute(new ChangeCallCentreState(CallCentre.IN)))
          .isEqualTo(Outcome.refused(Outcome.Reason.FAILED, "Agent not found!"));
    }
  }

  @Test
  void status_setByAnotherClient_isToldWithItsComment() {
    try (ProbedLine alice = open(ALICE)) {
      server.control().status(ALICE.number(), "ONBREAK", "lunch");
      alice.saw(
          AgentStateChanged.class,
          event -> event.state().equals(new AgentState("ONBREAK", "lunch")));

      server.control().status(ALICE.number(), "DND", "gone%20fishing\t\u0000 " + "x".repeat(500));
      AgentState told =
          alice.saw(AgentStateChanged.class, event -> event.state().code().equals("DND")).state();
      assertThat(told.reason())
          .startsWith("gone fishing x")
          .hasSizeLessThanOrEqualTo(120)
          .doesNotContain("\t");

      server.control().status(ALICE.number(), "VOICEMAIL", "");
      alice.saw(AgentStateChanged.class, event -> event.state().equals(AgentState.of("VOICEMAIL")));

      alice.forget();
      alice.accepts(new SetUserState(AgentState.of("ONHOOK")));
      alice.saw(AgentStateChanged.class, event -> event.state().equals(AgentState.of("ONHOOK")));
    }
  }

  @Test
  void status_phoneIsPluggedOut_isTold() {
    try (ProbedLine alice = open(ALICE)) {
      server.control().registerDesk(ALICE.number(), false);
      alice.saw(AgentStateChanged.class, event -> event.state().equals(AgentState.of("NONREG")));
    }
  }

  /** Nothing but the queue says who the other party of the agent's leg is (webitel.md §8). */
  @Test
  void callOfTheQueue_answered_showsTheCallerAndCanBeTransferred() {
    try (ProbedLine alice = open(ALICE)) {
      alice.accepts(new ChangeCallCentreState(CallCentre.IN));
      saw(alice, CallCentre.IN);
      OutsideCall caller =
          server.control().callCallCentre("380441234567", "John Doe", DOMAIN, null);

      var call = alice.started(CallDirection.IN);
      assertThat(call.caller().number()).isEqualTo(new PhoneNumber("380441234567"));
      assertThat(call.caller().name()).isEqualTo("John Doe");
      assertThat(server.control().pickUp(ALICE.number())).isTrue();
      CallId id = call.id();
      alice.saw(CommutationStarted.class, event -> event.callId().equals(id));
      alice.sawFeature(id, Feature.BLIND_TRANSFER);
      alice.accepts(new BlindTransferCall(id, new PhoneNumber("02")));
      // Its last id is that of the caller's leg, under which the recording is found.
      assertThat(alice.finished(new CallId(caller.id())).endReason())
          .isEqualTo(EndReason.TRANSFERRED);
      assertThat(caller.ended()).isFalse();
      caller.hangUp();
    }
  }
}
