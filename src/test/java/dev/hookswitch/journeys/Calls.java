package dev.hookswitch.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.hookswitch.connectors.emulator.Behaviour;
import dev.hookswitch.connectors.emulator.EmulatorControl;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Duration;

/** Sign-ins and calls of people of the demo, whatever server they are on. */
final class Calls {
  /** Somebody whom the directory of the demo knows. */
  static final Party MARTA = new Party(new PhoneNumber("+442079460958"), "Marta Lindqvist");

  private Calls() {}

  /** Signs in at a browser of its own. */
  static Agent signIn(String base, String name) {
    return signIn(base, name, Browser.desktop());
  }

  static Agent signIn(String base, String name, NewContextOptions options) {
    Agent agent = new Agent(base, name, Browser.context(options));
    agent.signIn();
    return agent;
  }

  /** One calls, it rings at the other. */
  static void ring(Agent caller, Agent called) {
    caller.call(called.fullName());
    called.seesState(caller.fullName(), "Ringing");
  }

  /** One calls, the other answers; both see that they talk. */
  static void talk(Agent caller, Agent called) {
    ring(caller, called);
    called.press("Answer");
    caller.seesState(called.fullName(), "Talking");
    called.seesState(caller.fullName(), "Talking");
  }

  /** Somebody outside calls an emulated line, talks for a moment and hangs up: it is recorded. */
  static void talkRecorded(EmulatorControl emulator, String line, Agent called) {
    PhoneNumber number = new PhoneNumber(line);
    Behaviour hangsUp = new Behaviour.HangsUp(Duration.ofSeconds(2));
    assertThat(emulator.call(number, MARTA, hangsUp)).isEqualTo(new Outcome.Accepted());
    called.seesState(MARTA.name(), "Ringing");
    called.press("Answer");
    called.seesState(MARTA.name(), "Ended");
  }

  /** One ends the talk, the other sees it. */
  static void end(Agent one, Agent other) {
    one.press("End");
    other.seesState(one.fullName(), "Ended");
  }
}
