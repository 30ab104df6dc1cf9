package dev.hookswitch.simulators.freeswitch;

import dev.hookswitch.simulators.freeswitch.Robot.Act;
import dev.hookswitch.simulators.freeswitch.Robot.Deed;
import dev.hookswitch.simulators.freeswitch.Robot.Script;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a number does that is no user's. The first two characters decide, as in the emulator of this
 * project where both can do the same.
 *
 * <table>
 *   <caption>Numbers</caption>
 *   <tr><td>00</td><td>answers promptly</td></tr>
 *   <tr><td>01</td><td>is busy</td></tr>
 *   <tr><td>02</td><td>never answers</td></tr>
 *   <tr><td>03</td><td>declines promptly</td></tr>
 *   <tr><td>04</td><td>answers promptly and hangs up later</td></tr>
 *   <tr><td>05</td><td>answers promptly, then the caller's sockets break; the call goes on</td></tr>
 *   <tr><td>06</td><td>is a wrong number</td></tr>
 *   <tr><td>07</td><td>is not registered</td></tr>
 *   <tr><td>08</td><td>answers promptly and sends the tones {@value #TONES}</td></tr>
 *   <tr><td>09</td><td>plays an announcement before it answers later</td></tr>
 *   <tr><td>{@value #ECHO}</td><td>FreeSWITCH's echo application, which answers at once and is
 *     nobody's leg</td></tr>
 *   <tr><td>{@value CallQueue#NUMBER}</td><td>the queue of the call centre</td></tr>
 *   <tr><td>any other</td><td>answers later</td></tr>
 * </table>
 */
final class DialPlan {
  static final String TONES = "123#";
  static final String ECHO = "9196";

  /** Where a number leads to. */
  sealed interface Route {
    record ToApplication() implements Route {}

    record ToQueue() implements Route {}

    record ToRobot(Script script) implements Route {}
  }

  private final SwitchRules rules;

  DialPlan(SwitchRules rules) {
    this.rules = rules;
  }

  Route route(String number) {
    if (number.equals(ECHO)) {
      return new Route.ToApplication();
    }
    if (number.equals(CallQueue.NUMBER)) {
      return new Route.ToQueue();
    }
    Act answersPromptly = new Act(rules.promptly(), new Deed.Answer());
    return switch (number.substring(0, Math.min(2, number.length()))) {
      case "00" -> robot(answersPromptly, null);
      case "01" -> refusal(Cause.USER_BUSY);
      case "02" -> new Route.ToRobot(Script.WAITS);
      case "03" -> robot(new Act(rules.promptly(), new Deed.HangUp(Cause.CALL_REJECTED)), null);
      case "04" ->
          robot(answersPromptly, new Act(rules.later(), new Deed.HangUp(Cause.NORMAL_CLEARING)));
      case "05" -> robot(answersPromptly, new Act(rules.promptly(), new Deed.CutSockets()));
      case "06" -> refusal(Cause.UNALLOCATED_NUMBER);
      case "07" -> refusal(Cause.USER_NOT_REGISTERED);
      case "08" -> robot(answersPromptly, new Act(rules.promptly(), new Deed.SendTones(TONES)));
      case "09" ->
          new Route.ToRobot(
              new Script(
                  null,
                  List.of(
                      new Act(Duration.ofMillis(20), new Deed.EarlyMedia()),
                      new Act(rules.later(), new Deed.Answer())),
                  List.of()));
      default -> robot(new Act(rules.later(), new Deed.Answer()), null);
    };
  }

  private static Route robot(Act whenCalled, @Nullable Act whenAnswered) {
    return new Route.ToRobot(
        new Script(
            null, List.of(whenCalled), whenAnswered == null ? List.of() : List.of(whenAnswered)));
  }

  private static Route refusal(Cause cause) {
    return new Route.ToRobot(new Script(cause, List.of(), List.of()));
  }
}
