package dev.hookswitch.messaging.asterisk;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.RobotPhone.Manner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests on one {@link AsteriskBed}, with robots at the phones 101 and 102 and outside. */
@ExtendWith(RealAsterisk.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnAsteriskBed {
  AsteriskBed bed;

  /** With the account that the tests are about. */
  abstract AsteriskBed bed(RealAsterisk.Instance asterisk);

  @BeforeAll
  void start(RealAsterisk.Instance asterisk) {
    bed = bed(asterisk);
    bed.phone("101", Manner.RINGS);
    bed.phone("102", Manner.RINGS);
    bed.outside(Manner.RINGS);
  }

  @AfterEach
  void hangUp() {
    bed.idle();
  }

  @AfterAll
  void stop() {
    if (bed != null) {
      bed.close();
    }
  }

  final ProbedLine open(Line line) {
    return ProbedLine.open(bed.system(), line, AsteriskBed.PATIENCE);
  }

  final void outsideCalls(String extension) {
    bed.outside(Manner.RINGS).dials(AsteriskBed.fromOutside(extension));
  }

  /** Somebody outside calls, and the phone is answered. */
  final Call talk(ProbedLine line) {
    outsideCalls(line.number().dialled());
    return answered(line);
  }

  /** The phone that rings is answered. */
  final Call answered(ProbedLine line) {
    Call call = line.started(CallDirection.IN);
    bed.phone(line.number().dialled(), Manner.RINGS).answers();
    line.saw(CommutationStarted.class, event -> event.callId().equals(call.id()));
    return call;
  }
}
