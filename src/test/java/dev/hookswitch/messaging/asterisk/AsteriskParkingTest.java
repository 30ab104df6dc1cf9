package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiCommand.HoldCall;
import dev.hookswitch.phone.CtiCommand.ParkCall;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallInfoChanged;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.CtiEvent.Hold;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The parking lot of a real Asterisk, with an account of the fewest rights that will do. */
class AsteriskParkingTest extends OnAsteriskBed {
  private static final PhoneNumber CALLER = new PhoneNumber(AsteriskBed.CALLER);
  private final Line anna = AsteriskBed.line("101");
  private final Line boris = AsteriskBed.line("102");

  @Override
  AsteriskBed bed(RealAsterisk.Instance asterisk) {
    return new AsteriskBed(asterisk, "hookswitch-least", false);
  }

  private PhoneNumber park(ProbedLine line, Call call) {
    line.accepts(new ParkCall(call.id()));
    Call parked = line.finished(call.id());
    assertThat(parked.endReason()).isEqualTo(EndReason.PARKED);
    PhoneNumber space = Objects.requireNonNull(parked.redirection());
    assertThat(space.dialled()).matches("7[0-2]\\d");
    return space;
  }

  private void phoneIsFree() {
    await()
        .atMost(AsteriskBed.PATIENCE)
        .until(() ->
            bed.asterisk
                .console("core show channels concise")
                .lines()
                .noneMatch(channel -> channel.startsWith("PJSIP/101-")));
  }

  @Test
  void park_whileTalking_freesThePhoneAndAColleagueFetches() {
    try (ProbedLine line = open(anna);
        ProbedLine colleague = open(boris)) {
      PhoneNumber space = park(line, talk(line));
      phoneIsFree();
      bed.phone("102", Manner.RINGS).dials(space.dialled());
      Call fetched = colleague.started(CallDirection.OUT);
      colleague.saw(CommutationStarted.class, event -> event.callId().equals(fetched.id()));
      colleague.saw(CallInfoChanged.class, event -> event.call().peer().number().equals(CALLER));
      bed.outside(Manner.RINGS).hangsUp();
      assertThat(colleague.finished(fetched.id()).endReason()).isEqualTo(EndReason.ENDED_BY_OTHER);
    }
  }

  @Test
  void park_heldCaller_leavesNobodyWaiting() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      line.accepts(new HoldCall(call.id()));
      line.saw(Hold.class);
      park(line, call);
      phoneIsFree();
      assertThat(bed.asterisk.console("parking show default")).contains("PJSIP/trunk");
    }
  }

  @Test
  void park_nobodyFetches_comesBackToWhoeverParked() {
    try (ProbedLine line = open(anna)) {
      park(line, talk(line));
      line.forget();
      Call back = line.started(CallDirection.IN);
      assertThat(back.redirecting()).isEqualTo(anna.number());
      assertThat(back.caller().number()).isEqualTo(CALLER);
      bed.phone("101", Manner.RINGS).answers();
      line.saw(CommutationStarted.class, event -> event.callId().equals(back.id()));
    }
  }

  @Test
  void park_whenTheLotIsFull_isRefusedAndTheCallGoesOn() {
    spaces("701-720", "701-701");
    try (ProbedLine line = open(anna)) {
      park(line, talk(line));
      line.forget();
      Call second = talk(line);
      assertThat(line.execute(new ParkCall(second.id()))).isInstanceOf(Outcome.Refused.class);
      line.rest();
      assertThat(line.events()).noneMatch(CallFinished.class::isInstance);
    } finally {
      spaces("701-701", "701-720");
    }
  }

  private void spaces(String before, String now) {
    bed.asterisk.configure("res_parking.conf", file -> file.replace(before, now), "res_parking.so");
  }

  @Test
  void transferredToTheLot_atThePhone_endsAsParked() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line);
      bed.phone("101", Manner.RINGS).transfersTo("700");
      assertThat(line.finished(call.id()).endReason()).isEqualTo(EndReason.PARKED);
    }
  }
}
