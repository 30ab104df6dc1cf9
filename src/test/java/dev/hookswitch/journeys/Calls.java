package dev.hookswitch.journeys;

import com.microsoft.playwright.Browser.NewContextOptions;

/** Sign-ins and calls of people of the demo, whatever server they are on. */
final class Calls {
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

  /** One ends the talk, the other sees it. */
  static void end(Agent one, Agent other) {
    one.press("End");
    other.seesState(one.fullName(), "Ended");
  }
}
