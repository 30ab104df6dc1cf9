package dev.hookswitch.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.hookswitch.TestDatabase;
import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/**
 * A journey through the running application in a real browser. All journeys share one server and
 * one database, so each looks for the calls it made itself.
 */
@Tag("database")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "hookswitch.provisioning=classpath:journeys/people.yaml",
      "hookswitch.builtin.ring-seconds=" + Journey.RING_SECONDS
    })
@ContextConfiguration(initializers = TestDatabase.class)
abstract class Journey {
  /** Short enough to wait for a call that nobody answers. */
  static final int RING_SECONDS = 12;

  private static final Logger log = LoggerFactory.getLogger(Journey.class);

  private final List<Agent> agents = new ArrayList<>();

  /** A journey that fails says what everybody saw. */
  @RegisterExtension
  final TestExecutionExceptionHandler whatWasSeen =
      (_, failure) -> {
        agents.forEach(agent -> log.error("{} sees\n{}", agent.name(), agent.seen()));
        throw failure;
      };

  @LocalServerPort private int port;
  @Autowired private CallLog calls;
  @Autowired private People people;

  String base() {
    return "http://localhost:" + port;
  }

  /** Signs in at a browser of its own, which closes after the test. */
  Agent signIn(String name) {
    return signIn(name, Browser.desktop());
  }

  Agent signIn(String name, NewContextOptions options) {
    Agent agent = comes(name, options);
    agent.signIn();
    return agent;
  }

  /** Somebody at a browser who has not signed in. */
  Agent comes(String name, NewContextOptions options) {
    return keep(new Agent(base(), name, Browser.context(options)));
  }

  Agent keep(Agent agent) {
    agents.add(agent);
    return agent;
  }

  /** Two who talk: the first has called the second. */
  void talk(Agent caller, Agent called) {
    caller.call(called.fullName());
    called.seesState(caller.fullName(), "Ringing");
    called.press("Answer");
    caller.seesState(called.fullName(), "Talking");
    called.seesState(caller.fullName(), "Talking");
  }

  People people() {
    return people;
  }

  Person person(Agent agent) {
    return people.findBySignIn(agent.name()).orElseThrow();
  }

  /** The agent's own row of their newest call. */
  CallEntry newestCall(Agent agent) {
    Person person = person(agent);
    return calls.page(person, CallFilter.ALL.person(person.id()), null, 1).getFirst();
  }

  /** Names of the events in the journal of the agent's newest call, in order. */
  List<String> journalOfNewestCall(Agent agent) {
    return calls.journal(person(agent), newestCall(agent).id()).stream()
        .map(CallLog.JournalEntry::name)
        .toList();
  }

  @AfterEach
  void everybodyLeaves() {
    agents.forEach(Agent::close);
    assertThat(agents).allSatisfy(agent -> assertThat(agent.complaints()).isEmpty());
  }
}
