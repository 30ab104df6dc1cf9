package dev.hookswitch.connectors.emulator;

import dev.hookswitch.connectors.emulator.FarEnd.Act;
import dev.hookswitch.connectors.emulator.FarEnd.Deed;
import dev.hookswitch.connectors.emulator.FarEnd.Moment;
import dev.hookswitch.connectors.emulator.FarEnd.Script;
import dev.hookswitch.connectors.legs.Route;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.PhoneNumber;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** What happens to emulated lines from outside. Its methods return at once, on any thread. */
@Component
@ConditionalOnProperty(EmulatorPhoneSystem.ENABLED)
public final class EmulatorControl {
  private final EmulatorPhoneSystem emulator;

  EmulatorControl(EmulatorPhoneSystem emulator) {
    this.emulator = emulator;
  }

  /**
   * Somebody calls a line.
   *
   * @param line the number of an emulated line
   * @return refused with {@link Outcome.Reason#UNAVAILABLE} when nobody is signed in there or the
   *     agent is away, {@link Outcome.Reason#DO_NOT_DISTURB} or {@link Outcome.Reason#BUSY} when
   *     the line takes no call now
   */
  public Outcome call(PhoneNumber line, Party caller, Behaviour behaviour) {
    return emulator.exchange().visit(visitor(caller, behaviour), line);
  }

  /**
   * Somebody calls the call centre of the emulated lines.
   *
   * @return refused with {@link Outcome.Reason#UNAVAILABLE} when none of its agents is in it, ready
   *     and without a call
   */
  public Outcome callCallCentre(Party caller, Behaviour behaviour) {
    return emulator.exchange().visitCallCentre(visitor(caller, behaviour));
  }

  private Route.Visitor visitor(Party caller, Behaviour behaviour) {
    Script script = script(behaviour);
    return new Route.Visitor(caller, session -> new FarEnd(session, script, this::loseConnection));
  }

  /**
   * Breaks the connection of a line; its calls go on and are in the snapshot once it is opened
   * again.
   *
   * @return refused with {@link Outcome.Reason#UNAVAILABLE} when nobody is signed in there
   */
  public Outcome loseConnection(PhoneNumber line) {
    return emulator.exchange().loseConnection(line);
  }

  private static Script script(Behaviour behaviour) {
    return switch (behaviour) {
      case Behaviour.Waits _ -> Script.WAITS;
      case Behaviour.GivesUp(var after) ->
          new Script(Map.of(Moment.CALLING, new Act(after, new Deed.GiveUp())));
      case Behaviour.HangsUp(var after) ->
          new Script(Map.of(Moment.TALKING, new Act(after, new Deed.HangUp())));
    };
  }
}
