package dev.hookswitch.connectors.emulator;

import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Party;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.PhoneSystemContract;
import dev.hookswitch.phone.ProbedLine;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class EmulatorContractTest implements PhoneSystemContract {
  private final EmulatorRig rig = new EmulatorRig();
  private final Line line = ProbedLine.line(EmulatorPhoneSystem.ID, "901", "Anna");
  private final Line otherLine = ProbedLine.line(EmulatorPhoneSystem.ID, "902", "Boris");

  @Override
  public PhoneSystem system() {
    return rig.system;
  }

  @Override
  public Line line() {
    return line;
  }

  @Override
  public Line otherLine() {
    return otherLine;
  }

  @Override
  public Peer peer() {
    return rig;
  }

  @AfterEach
  void stop() {
    rig.system.stop();
  }

  /** The emulator's dial plan and outside callers, at a test's pace. */
  static final class EmulatorRig implements Peer {
    private static final Party MARTA = new Party(new PhoneNumber("+15550100"), "Marta");

    final EmulatorPhoneSystem system =
        new EmulatorPhoneSystem(
            new EmulatorSettings(
                Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofMillis(100)),
            Clock.systemUTC());
    final EmulatorControl control = new EmulatorControl(system);

    @Override
    public PhoneNumber answers() {
      return new PhoneNumber("00");
    }

    @Override
    public PhoneNumber answersToo() {
      return new PhoneNumber("001");
    }

    @Override
    public PhoneNumber ringsOn() {
      return new PhoneNumber("02");
    }

    @Override
    public PhoneNumber hangsUp() {
      return new PhoneNumber("04");
    }

    @Override
    public PhoneNumber busy() {
      return new PhoneNumber("01");
    }

    @Override
    public void calls(Line line) {
      control.call(line.number(), MARTA, new Behaviour.Waits());
    }

    @Override
    public void callsAndGivesUp(Line line) {
      control.call(line.number(), MARTA, new Behaviour.GivesUp(Duration.ofMillis(50)));
    }

    @Override
    public void callsCallCentreAndGivesUp() {
      control.callCallCentre(MARTA, new Behaviour.GivesUp(Duration.ofMillis(50)));
    }

    @Override
    public PhoneNumber callsAColleague() {
      ProbedLine colleague =
          ProbedLine.open(system, ProbedLine.line(EmulatorPhoneSystem.ID, "903", "Clara"));
      calls(colleague.line());
      colleague.started(CallDirection.IN);
      return colleague.number();
    }

    @Override
    public void breaksConnection(ProbedLine line) {
      control.loseConnection(line.number());
      line.saw(CtiEvent.Disconnected.class, event -> event.why().retry());
    }

    @Override
    public void talksGarbage(ProbedLine line, CallId call) {
      MediaSessionId session = new MediaSessionId("none");
      line.refuses(
          new CtiCommand.SignalMedia(new MediaSignal.Candidate(session, "\0", "", -1)),
          Outcome.Reason.UNKNOWN_CALL);
      control.call(new PhoneNumber("no such line"), MARTA, new Behaviour.Waits());
      control.call(
          line.number(),
          new Party(PhoneNumber.WITHHELD, "<b>\u202e".repeat(50)),
          new Behaviour.GivesUp(Duration.ZERO));
      line.saw(CtiEvent.CallFinished.class);
    }
  }
}
