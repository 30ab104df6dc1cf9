package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.PhoneSystemContract;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Messaging Service in this process with a real Asterisk behind it. */
@ExtendWith(RealAsterisk.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsteriskContractTest implements PhoneSystemContract {
  private final Line line =
      AsteriskBed.line(
          "101", LineParameters.ANSWERS_BY_HEADER, "true", LineParameters.QUEUES, "support");
  private final Line otherLine = AsteriskBed.line("108");
  AsteriskBed bed;

  @BeforeAll
  void start(RealAsterisk.Instance asterisk) {
    bed = new AsteriskBed(asterisk, "hookswitch", true);
    bed.phone("101", Manner.RINGS);
    bed.phone("102", Manner.ANSWERS);
    bed.phone("103", Manner.ANSWERS);
    bed.phone("104", Manner.RINGS);
    bed.phone("106", Manner.HANGS_UP);
    bed.phone("107", Manner.IS_BUSY);
    bed.outside(Manner.RINGS);
  }

  @AfterEach
  void hangUp() {
    bed.asterisk.console("queue remove member PJSIP/101 from support");
    bed.idle();
  }

  @AfterAll
  void stop() {
    if (bed != null) {
      bed.close();
    }
  }

  @Override
  public PhoneSystem system() {
    return bed.system();
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
  public Duration patience() {
    return AsteriskBed.PATIENCE;
  }

  @Override
  public Peer peer() {
    return new Robots();
  }

  private final class Robots implements Peer {
    @Override
    public PhoneNumber answers() {
      return new PhoneNumber("102");
    }

    @Override
    public PhoneNumber answersToo() {
      return new PhoneNumber("103");
    }

    @Override
    public PhoneNumber ringsOn() {
      return new PhoneNumber("104");
    }

    @Override
    public PhoneNumber hangsUp() {
      return new PhoneNumber("106");
    }

    @Override
    public PhoneNumber busy() {
      return new PhoneNumber("107");
    }

    @Override
    public void calls(Line called) {
      bed.outside(Manner.RINGS).dials(AsteriskBed.fromOutside(called.number().dialled()));
    }

    @Override
    public void callsAndGivesUp(Line called) {
      calls(called);
      givesUp();
    }

    @Override
    public void callsCallCentreAndGivesUp() {
      bed.outside(Manner.RINGS).dials("+442079460801");
      givesUp();
    }

    @Override
    public PhoneNumber callsAColleague() {
      bed.outside(Manner.RINGS).dials(AsteriskBed.fromOutside("104"));
      bed.ringing("104");
      return ringsOn();
    }

    private void givesUp() {
      try {
        TimeUnit.MILLISECONDS.sleep(800);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      bed.outside(Manner.RINGS).hangsUp();
    }

    @Override
    public void breaksConnection(ProbedLine broken) {
      bed.network.cut();
      broken.saw(CtiEvent.Disconnected.class);
    }

    @Override
    public void talksGarbage(ProbedLine talking, CallId call) {
      List.of(
              "\r\n\r\n\r\n",
              "no name\r\n\r\n",
              ": no name either\r\n\r\n",
              "Event:\r\n\r\n",
              "Event: Newchannel\r\n\r\n",
              "Event: Newchannel\r\nUniqueid: \r\nChannel: \r\n\r\n",
              "Event: Newchannel\r\nUniqueid: x\r\nChannel: PJSIP/\r\nChannelState: many\r\n\r\n",
              "Event: Newchannel\r\nUniqueid: y\r\nChannel: -\r\nChannelState: 4\r\nExten: "
                  + "9".repeat(5_000)
                  + "\r\n\r\n",
              "Event: Hangup\r\nUniqueid: x\r\nCause: 99999999999999999999\r\n\r\n",
              "Event: Hangup\r\nUniqueid: y\r\n\r\n",
              "Event: Hangup\r\nUniqueid: unknown\r\n\r\n",
              "Event: BridgeEnter\r\nUniqueid: unknown\r\nBridgeUniqueid: nowhere\r\n\r\n",
              "Event: DialBegin\r\nUniqueid: unknown\r\nDestUniqueid: " + call + "\r\n\r\n",
              "Event: QueueMemberPause\r\nInterface: PJSIP/101\r\n\r\n",
              "Event: OriginateResponse\r\nResponse: Failure\r\nActionID: none\r\n\r\n",
              "Response: Success\r\nActionID: nobody asked\r\n\r\n",
              "Response: Success\r\nEventList: start\r\n\r\n",
              "Event: Newstate\r\nUniqueid: unknown\r\n" + "X: y\r\n".repeat(5_000) + "\r\n",
              "Event: " + "long".repeat(200_000) + "\r\n\r\n",
              "\u0000\u0001\u00ff\r\n\r\n")
          .forEach(bed.network::say);
    }
  }
}
