package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.CtiEvent.WebRtcStarted;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.util.List;

/** A line whose phone is a page: a robot is that page, and answers when the line says so. */
class AsteriskWebPhoneContractTest extends AsteriskContractTest {
  private final Line line =
      AsteriskBed.line(
          "101",
          LineParameters.WEB_PHONE,
          "true",
          LineParameters.SIP_PASSWORD,
          "kept by the server",
          LineParameters.QUEUES,
          "support");

  @Override
  public Line line() {
    return line;
  }

  @Override
  public PhoneSystem system() {
    PhoneSystem real = super.system();
    return new PhoneSystem() {
      @Override
      public String id() {
        return real.id();
      }

      @Override
      public Capabilities capabilities(Line of) {
        return real.capabilities(of);
      }

      @Override
      public List<AgentStateOption> agentStates() {
        return real.agentStates();
      }

      @Override
      public PhoneSession open(Line opened, PhoneListener listener) {
        return real.open(opened, new Obedient(listener));
      }
    };
  }

  /** What a page does when a media session begins. */
  private final class Obedient implements PhoneListener {
    private final PhoneListener listener;

    Obedient(PhoneListener listener) {
      this.listener = listener;
    }

    @Override
    public void event(CtiEvent event) {
      listener.event(event);
      if (event instanceof WebRtcStarted) {
        bed.phone("101", Manner.RINGS).answers();
      }
    }

    @Override
    public void signal(MediaSignal signal) {
      listener.signal(signal);
    }
  }
}
