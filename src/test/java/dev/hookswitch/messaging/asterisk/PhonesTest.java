package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonesTest {
  private final Line line = AsteriskBed.line("102");
  private final Phones phones = new Phones(RecordedCall.LINK);

  private static AmiMessage change(String device, String state) throws IOException {
    return Tape.messages(
            "Event: DeviceStateChange\r\nDevice: %s\r\nState: %s\r\n\r\n".formatted(device, state))
        .getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_INUSE, IDLE",
    "INUSE, BUSY",
    "BUSY, BUSY",
    "ONHOLD, BUSY",
    "RINGING, RINGING",
    "RINGINUSE, RINGING",
    "UNAVAILABLE, UNAVAILABLE",
    "INVALID, UNAVAILABLE",
    "UNKNOWN, UNKNOWN",
    "SOMETHING_NEW, UNKNOWN"
  })
  void state_ofADevice_isThatOfItsLine(String told, PhoneState state) throws IOException {
    phones.apply(change("PJSIP/102", told));

    assertThat(phones.of(line)).isEqualTo(state);
  }

  /** Recorded: the phone 102 is called, answers, is put on hold, and hangs up. */
  @Test
  void follower_recordedCall_isToldEachChangeOnce() throws IOException {
    var told = new ArrayList<PhoneState>();
    Runnable unfollow = phones.follow(line, () -> told.add(phones.of(line)));
    Tape.messages(Tape.text("01-internal-call-hold-dtmf.ami") + "\n\n").stream()
        .filter(event -> event.event().equals("DeviceStateChange"))
        .forEach(phones::apply);

    assertThat(told).containsExactly(PhoneState.RINGING, PhoneState.BUSY, PhoneState.IDLE);
    unfollow.run();
    phones.areUnknown();
    assertThat(told).hasSize(3);
    assertThat(phones.of(line)).isEqualTo(PhoneState.UNKNOWN);
  }

  @Test
  void devices_moreThanAnAsteriskHas_arePassedOver() throws IOException {
    var all = new ArrayList<AmiMessage>();
    for (int i = 0; i < 20_000; i++) {
      all.add(change("PJSIP/x" + i, "INUSE"));
    }
    phones.are(all);
    phones.apply(change("PJSIP/102", "INUSE"));
    phones.apply(change("PJSIP/x1", "RINGING"));

    assertThat(phones.of(line)).isEqualTo(PhoneState.UNKNOWN);
    assertThat(phones.of(AsteriskBed.line("x1"))).isEqualTo(PhoneState.RINGING);
  }

  @Test
  void device_thatIsNoPhone_isPassedOver() throws IOException {
    phones.are(List.of(change("102", "INUSE"), change("PJSIP/" + "1".repeat(200), "INUSE")));

    assertThat(phones.of(AsteriskBed.line("1".repeat(60)))).isEqualTo(PhoneState.UNKNOWN);
  }

  @Test
  void deviceAt_numberOfALineWithAnotherDevice_isThatOfTheLineLastAsked() {
    var number = new PhoneNumber("555");
    assertThat(phones.deviceAt(number)).isEqualTo("PJSIP/555");
    phones.of(AsteriskBed.line("555", LineParameters.DEVICE, "PJSIP/anna"));
    assertThat(phones.deviceAt(number)).isEqualTo("PJSIP/anna");
    phones.of(AsteriskBed.line("555"));
    assertThat(phones.deviceAt(number)).isEqualTo("PJSIP/555");
  }
}
