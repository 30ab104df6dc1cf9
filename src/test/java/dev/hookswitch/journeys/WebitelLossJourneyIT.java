package dev.hookswitch.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.hookswitch.TestDatabase;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.SwitchControl;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * Somebody talks in the page, and the phone system is lost: Anna has a Webitel, Clara a plain
 * FreeSWITCH, and both hear a caller from outside.
 */
@Tag("line")
@Tag("database")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {TestDatabase.class, WebitelLossJourneyIT.Lines.class})
class WebitelLossJourneyIT {
  private static final String CALLER = "John Doe";
  private static final Duration CUT = Duration.ofSeconds(20);
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  /** Timers move at whole seconds, and never show more than has passed. */
  private static final Duration TIMER = Duration.ofSeconds(3);

  private static final FarEnd FAR_END = new FarEnd();
  private static final SimulatedWebitel WEBITEL = WebitelWorld.start(FAR_END);

  static class Lines implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of("hookswitch.provisioning=" + WebitelWorld.provisioning(WEBITEL))
          .applyTo(context);
    }
  }

  @LocalServerPort int port;
  @Autowired CallLog log;
  @Autowired People people;

  private final List<Agent> agents = new ArrayList<>();
  private final SwitchControl control = WEBITEL.control();
  private Instant begin = Instant.now();

  @AfterEach
  void leave() {
    control.acceptConnections();
    agents.forEach(Agent::close);
  }

  @AfterAll
  static void stop() {
    WEBITEL.close();
    FAR_END.close();
  }

  private Agent signIn(String name) {
    Agent agent = Calls.signIn("http://localhost:" + port, name);
    agents.add(agent);
    return agent;
  }

  /** Somebody outside calls, and they talk; gives back since when. */
  private Instant talk(Agent agent, String number) {
    control.callFromOutside("380441234567", CALLER, number);
    agent.seesState(CALLER, "Ringing");
    agent.press("Answer");
    agent.seesState(CALLER, "Talking");
    Instant since = Instant.now();
    agent.hears();
    return since;
  }

  private static Locator trouble(Agent agent) {
    return agent.panel().locator(".hs-dock > [role=alert]");
  }

  private void goesOn(Agent agent) {
    assertThat(trouble(agent)).isHidden();
    agent.seesState(CALLER, "Talking");
    agent.hears();
    FAR_END.hears();
  }

  private void canBeHeldAndEnded(Agent agent) {
    agent.press("Hold");
    agent.seesState(CALLER, "On hold");
    agent.press("Resume");
    agent.seesState(CALLER, "Talking");
    agent.hears();
    agent.press("End");
    agent.seesState(CALLER, "Ended");
  }

  /** The agent's calls of this test in the Calls section. */
  private List<CallEntry> calls(Agent agent) {
    Person person = people.findBySignIn(agent.name()).orElseThrow();
    return log.page(person, CallFilter.ALL.person(person.id()), null, 20).stream()
        .filter(call -> call.times().startedAt().isAfter(begin))
        .toList();
  }

  private CallEntry onlyCall(Agent agent) {
    await().until(() -> calls(agent).stream().allMatch(call -> call.times().endedAt() != null));
    assertThat(calls(agent)).hasSize(1);
    return calls(agent).getFirst();
  }

  private static void assertTalked(CallEntry call, Instant from, Instant until) {
    assertThat(call.call().endReason()).isEqualTo(EndReason.ENDED_BY_USER);
    assertThat(call.times().connectedAt()).isBetween(from.minus(ROUNDING), from.plus(ROUNDING));
    assertThat(call.times().endedAt()).isBetween(until.minus(ROUNDING), until.plus(ROUNDING));
    Duration whole = Duration.between(from, until);
    assertThat(call.times().talk().plus(call.times().hold()))
        .isBetween(whole.minus(ROUNDING), whole.plus(ROUNDING));
  }

  @ParameterizedTest
  @EnumSource(Sockets.class)
  void call_connectionsCutFor20Seconds_goesOn(Sockets sockets) {
    Agent anna = signIn("anna");
    Agent clara = signIn("clara");
    Instant annaTalks = talk(anna, "1001");
    Instant claraTalks = talk(clara, "1003");
    Instant cut = Instant.now();

    control.refuseConnections(sockets);

    assertThat(trouble(anna)).containsText("Webitel");
    anna.seesState(CALLER, "Talking");
    assertThat(anna.button("Hold")).isDisabled();
    if (sockets == Sockets.EVENTS) {
      anna.hears();
    } else {
      assertThat(trouble(clara)).containsText("FreeSWITCH");
    }
    anna.page().waitForTimeout(Duration.between(Instant.now(), cut.plus(CUT)).toMillis());
    control.acceptConnections();

    for (Agent agent : List.of(anna, clara)) {
      goesOn(agent);
    }
    Duration shown = anna.duration(CALLER);
    Duration talked = Duration.between(annaTalks, Instant.now());
    assertThat(shown).isBetween(talked.minus(TIMER), talked.plus(ROUNDING));
    canBeHeldAndEnded(anna);
    assertTalked(onlyCall(anna), annaTalks, Instant.now());
    canBeHeldAndEnded(clara);
    assertTalked(onlyCall(clara), claraTalks, Instant.now());
  }

  @Test
  void call_eventServerRestarted_goesOnWithoutAGapInTheSound() {
    Agent anna = signIn("anna");
    Instant talks = talk(anna, "1001");

    control.restartEventServer();
    assertThat(trouble(anna)).isVisible();

    goesOn(anna);
    canBeHeldAndEnded(anna);
    assertTalked(onlyCall(anna), talks, Instant.now());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void call_switchRestarted_isClosedAndTheNextOneWorks(boolean orderly) {
    Agent anna = signIn("anna");
    Agent clara = signIn("clara");
    talk(anna, "1001");
    talk(clara, "1003");

    control.restartSwitch(orderly);

    assertThat(trouble(anna)).isVisible();
    // A server that says goodbye ends its calls itself.
    Set<EndReason> ends =
        orderly
            ? Set.of(EndReason.BROKEN_OFF, EndReason.ENDED_BY_OTHER)
            : Set.of(EndReason.BROKEN_OFF);
    for (Agent agent : List.of(anna, clara)) {
      assertThat(trouble(agent)).isHidden();
      assertThat(onlyCall(agent).call().endReason()).isIn(ends);
    }
    begin = Instant.now();
    talk(anna, "1001");
    canBeHeldAndEnded(anna);
    assertThat(calls(anna)).hasSize(1);
  }

  @Test
  void call_pageReloaded_getsItsSoundBack() {
    Agent anna = signIn("anna");
    talk(anna, "1001");
    anna.reloads();
    goesOn(anna);

    control.refuseConnections(Sockets.EVENTS);
    assertThat(trouble(anna)).isVisible();
    anna.reloads();
    anna.seesState(CALLER, "Talking");
    control.acceptConnections();

    goesOn(anna);
    canBeHeldAndEnded(anna);
    assertThat(calls(anna)).hasSize(1);
  }

  @Test
  void line_openedSomewhereElse_isToldAndCanBeTakenBack() {
    Agent anna = signIn("anna");
    talk(anna, "1001");

    control.takeOver("1001");

    assertThat(trouble(anna)).containsText("was opened somewhere else");
    anna.seesState(CALLER, "Broken off");
    anna.press("Connect");

    goesOn(anna);
    canBeHeldAndEnded(anna);
    assertThat(onlyCall(anna).call().endReason()).isEqualTo(EndReason.ENDED_BY_USER);
  }

  @Test
  void signIn_expired_isRenewedByItself() {
    Agent anna = signIn("anna");
    control.expireSignIns();

    Page page = anna.page();
    anna.status().click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Do not disturb"))
        .or(
            page.getByRole(
                AriaRole.MENUITEMCHECKBOX, new Page.GetByRoleOptions().setName("Do not disturb")))
        .click();

    anna.isTold("not connected");
    anna.seesStatus("Ready");
    anna.choosesStatus("Do not disturb");
    anna.choosesStatus("Ready");
  }
}
