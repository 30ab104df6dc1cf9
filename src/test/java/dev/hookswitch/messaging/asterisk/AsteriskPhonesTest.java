package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiCommand.MakeCall;
import dev.hookswitch.phone.CtiCommand.PickUp;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CallInfoChanged;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.CtiEvent.Hold;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.RobotPhone;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * What phones at a real Asterisk do while nobody is signed in on their lines, and calls that are
 * taken from them, with a manager account of the fewest rights that will do.
 */
class AsteriskPhonesTest extends OnAsteriskBed {
  /** A phone that is switched off without a word is missed when its registration runs out. */
  private static final Duration REGISTRATION = Duration.ofSeconds(130);

  private final Line anna = AsteriskBed.line("101", LineParameters.ANSWERS_BY_HEADER, "true");
  private final Line boris = AsteriskBed.line("102");

  @Override
  AsteriskBed bed(RealAsterisk.Instance asterisk) {
    return new AsteriskBed(asterisk, "hookswitch-least", false);
  }

  private void does(Line line, PhoneState state) {
    does(line, state, AsteriskBed.PATIENCE);
  }

  private void does(Line line, PhoneState state, Duration patience) {
    await(line + " is " + state)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> bed.phones().of(line) == state);
  }

  private static PhoneNumber number(String number) {
    return new PhoneNumber(number);
  }

  // States

  @Test
  void phone_ringsTalksHoldsAndIsFree_isSeenWithoutSigningIn() {
    does(boris, PhoneState.IDLE);
    var told = new CopyOnWriteArrayList<PhoneState>();
    Runnable unfollow = bed.phones().follow(boris, () -> told.add(bed.phones().of(boris)));

    try (ProbedLine line = open(anna)) {
      bed.phone("101", Manner.RINGS).dials("102");
      does(boris, PhoneState.RINGING);
      bed.phone("102", Manner.RINGS).answers();
      does(boris, PhoneState.BUSY);
      line.saw(CommutationStarted.class);
      bed.phone("101", Manner.RINGS).holds();
      line.saw(Hold.class); // Asterisk says ONHOLD of the other phone, which talks all the same
      line.rest();
      assertThat(bed.phones().of(boris)).isEqualTo(PhoneState.BUSY);
      assertThat(bed.phones().of(anna)).isEqualTo(PhoneState.BUSY);
      bed.phone("101", Manner.RINGS).hangsUp();
    }
    does(boris, PhoneState.IDLE);

    unfollow.run();
    assertThat(told).containsExactly(PhoneState.RINGING, PhoneState.BUSY, PhoneState.IDLE);
  }

  @Test
  void phone_ofAnotherName_isTheDeviceOfItsLine() {
    Line named = AsteriskBed.line("555", LineParameters.DEVICE, "PJSIP/102");
    does(named, PhoneState.IDLE);
    bed.phone("102", Manner.RINGS).dials("600");
    does(named, PhoneState.BUSY);
    assertThat(bed.phones().of(AsteriskBed.line("777"))).isEqualTo(PhoneState.UNKNOWN);
  }

  @Test
  void phone_comesAndGoes_isUnavailableMeanwhile() {
    Line clara = AsteriskBed.line("103");
    does(clara, PhoneState.UNAVAILABLE);
    try (var _ = RobotPhone.at(bed.asterisk, "103", Manner.RINGS)) {
      does(clara, PhoneState.IDLE);
    }
    does(clara, PhoneState.UNAVAILABLE, REGISTRATION);
  }

  @Test
  void link_lostAndBack_isUnknownMeanwhile() {
    does(boris, PhoneState.IDLE);
    bed.network.breaks();
    does(boris, PhoneState.UNKNOWN);
    bed.phone("102", Manner.RINGS).dials("600");
    bed.network.mend();
    does(boris, PhoneState.BUSY);
  }

  @Test
  void asterisk_restarted_phonesAreSeenAgain() {
    does(boris, PhoneState.IDLE);
    var told = new CopyOnWriteArrayList<PhoneState>();
    Runnable unfollow = bed.phones().follow(boris, () -> told.add(bed.phones().of(boris)));
    bed.asterisk.restart();
    does(boris, PhoneState.IDLE, REGISTRATION);
    unfollow.run();
    assertThat(told).startsWith(PhoneState.UNKNOWN).endsWith(PhoneState.IDLE);
  }

  @Test
  void lines_onOneLink_areTogether() {
    assertThat(bed.phones().together(anna, boris)).isTrue();
    assertThat(bed.phones().together(anna, AsteriskBed.line("102", "pbx", AsteriskBed.LINK)))
        .isTrue();
    assertThat(bed.phones().together(anna, AsteriskBed.line("102", "pbx", "another"))).isFalse();
    Line elsewhere = AsteriskBed.line("102", "SysMsgServerNode", "ws://localhost:1");
    assertThat(bed.phones().together(anna, elsewhere)).isFalse();
    assertThat(bed.phones().together(elsewhere, anna)).isFalse();
    assertThat(bed.phones().of(elsewhere)).isEqualTo(PhoneState.UNKNOWN);
  }

  // Calls that are taken

  /** The agent takes what rings at 102, and talks with the caller. */
  private Call takes(ProbedLine line, String caller) {
    bed.ringing("102");
    line.accepts(new PickUp(number("102")));
    Call call = line.started(CallDirection.IN);
    assertThat(call.caller().number()).isEqualTo(number(caller));
    Call talking =
        line.saw(CommutationStarted.class, event -> event.callId().equals(call.id())).call();
    assertThat(talking.peer().number()).isEqualTo(number(caller));
    return call;
  }

  @Test
  void pickUp_callFromOutside_isTalkedOverAndTheColleagueKnows() {
    try (ProbedLine line = open(anna);
        ProbedLine colleague = open(boris)) {
      bed.outside(Manner.RINGS).dials(AsteriskBed.fromOutside("102"));
      Call rang = colleague.started(CallDirection.IN);
      Call call = takes(line, AsteriskBed.CALLER);
      assertThat(colleague.finished(rang.id()).endReason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
      assertThat(line.history()).noneMatch(CallInfoChanged.class::isInstance);
      bed.outside(Manner.RINGS).hangsUp();
      assertThat(line.finished(call.id()).endReason()).isEqualTo(EndReason.ENDED_BY_OTHER);
    }
  }

  @Test
  void pickUp_callOfAColleague_showsEachTheOther() {
    Line david = AsteriskBed.line("104");
    bed.phone("104", Manner.RINGS);
    try (ProbedLine line = open(anna);
        ProbedLine caller = open(david)) {
      bed.phone("104", Manner.RINGS).dials("102");
      Call out = caller.started(CallDirection.OUT);
      takes(line, "104");
      caller.saw(CommutationStarted.class, event -> event.callId().equals(out.id()));
      caller.saw(
          CallInfoChanged.class, event -> event.call().peer().number().equals(number("101")));
    }
  }

  @Test
  void pickUp_callOfAQueue_staysInTheQueue() {
    bed.asterisk.console("queue add member PJSIP/102 to support");
    try (ProbedLine line = open(anna)) {
      bed.outside(Manner.RINGS).dials("+442079460801");
      takes(line, AsteriskBed.CALLER);
      assertThat(bed.asterisk.console("core show channels concise")).contains("!Queue!");
      assertThat(bed.asterisk.console("queue show support")).contains("No Callers");
    } finally {
      bed.asterisk.console("queue remove member PJSIP/102 from support");
    }
  }

  @Test
  void pickUp_lineOfAnotherDevice_findsItsPhone() {
    Line named = AsteriskBed.line("555", LineParameters.DEVICE, "PJSIP/102");
    try (ProbedLine line = open(anna)) {
      bed.outside(Manner.RINGS).dials(AsteriskBed.fromOutside("102"));
      does(named, PhoneState.RINGING);
      bed.ringing("102");
      line.accepts(new PickUp(number("555")));
      Call call = line.started(CallDirection.IN);
      line.saw(CommutationStarted.class, event -> event.callId().equals(call.id()));
    }
  }

  @Test
  void pickUp_answeredAtTheColleagueFirst_endsAtOnce() {
    Line byHand = AsteriskBed.line("101"); // its phone has to be answered
    try (ProbedLine line = open(byHand);
        ProbedLine colleague = open(boris)) {
      bed.outside(Manner.RINGS).dials(AsteriskBed.fromOutside("102"));
      bed.ringing("102");
      line.accepts(new PickUp(number("102")));
      Call call = line.started(CallDirection.IN);
      bed.ringing("101");
      bed.phone("102", Manner.RINGS).answers();
      assertThat(line.finished(call.id()).endReason()).isEqualTo(EndReason.ANSWERED_ELSEWHERE);
      colleague.saw(CommutationStarted.class);
      assertThat(colleague.history()).noneMatch(CallFinished.class::isInstance);
    }
  }

  @Test
  void pickUp_callerGivesUpFirst_endsAsCancelled() {
    Line byHand = AsteriskBed.line("101");
    try (ProbedLine line = open(byHand)) {
      bed.outside(Manner.RINGS).dials(AsteriskBed.fromOutside("102"));
      bed.ringing("102");
      line.accepts(new PickUp(number("102")));
      Call call = line.started(CallDirection.IN);
      bed.ringing("101");
      bed.outside(Manner.RINGS).hangsUp();
      assertThat(line.finished(call.id()).endReason()).isEqualTo(EndReason.CANCELLED);
    }
  }

  @Test
  void pickUp_whatIsNoCallThere_isRefused() {
    try (ProbedLine line = open(anna);
        ProbedLine colleague = open(boris)) {
      line.refuses(new PickUp(number("102")), Outcome.Reason.UNKNOWN_CALL);
      line.refuses(new PickUp(number("5\r\n5")), Outcome.Reason.UNKNOWN_CALL);
      line.refuses(new PickUp(number("101")), Outcome.Reason.INVALID);
      // Their own phone rings because they call somebody: that is theirs.
      colleague.accepts(new MakeCall(number("607"), Media.AUDIO));
      bed.ringing("102");
      line.refuses(new PickUp(number("102")), Outcome.Reason.UNKNOWN_CALL);
      assertThat(line.history()).noneMatch(CallFinished.class::isInstance);
    }
  }
}
