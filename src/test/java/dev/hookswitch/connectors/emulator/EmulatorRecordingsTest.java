package dev.hookswitch.connectors.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.phone.CallBuilder;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.Recording;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.phone.Recordings;
import dev.hookswitch.phone.RecordingsContract;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.UUID;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;

class EmulatorRecordingsTest implements RecordingsContract {
  private static final LineId LINE = new LineId(UUID.randomUUID());

  private final EmulatorRecordings recordings = new EmulatorRecordings();

  @Override
  public Recordings recordings() {
    return recordings;
  }

  @Override
  public CallFinished recorded() {
    return talked("0193a000-0000-7000-8000-000000000001", 30);
  }

  @Override
  public CallFinished unanswered() {
    return new CallFinished(
        LINE, CallBuilder.noonAnd(20), CallBuilder.incoming("2").over(EndReason.NO_ANSWER));
  }

  private static CallFinished talked(String call, long seconds) {
    return new CallFinished(
        LINE,
        CallBuilder.noonAnd(seconds),
        CallBuilder.outgoing(call)
            .answeredAt(CallBuilder.noonAnd(0))
            .over(EndReason.ENDED_BY_USER));
  }

  @Test
  void recording_ofAConversation_isAsLongAsItAndNotSilent()
      throws IOException, UnsupportedAudioFileException {
    try (Recording recording = open(recorded());
        AudioInputStream sound =
            AudioSystem.getAudioInputStream(
                new BufferedInputStream(recording.read(0, recording.length().orElseThrow())))) {
      assertThat(sound.getFrameLength() / sound.getFormat().getFrameRate()).isEqualTo(30f);
      assertThat(sound.readNBytes(32_000)).contains(40, 80); // silence has zeros alone
    }
  }

  @Test
  void recording_ofTheSameCall_isTheSameAndOfAnotherIsNot() throws IOException {
    String other = "0193a000-0000-7000-8000-000000000002";

    assertThat(bytes(recorded()))
        .isEqualTo(bytes(recorded()))
        .isNotEqualTo(bytes(talked(other, 30)));
  }

  @Test
  void recording_ofADayWithoutAnEnd_isBounded() {
    Recording recording = open(talked("0193a000-0000-7000-8000-000000000003", 100_000));

    assertThat(recording.length().orElseThrow()).isLessThan(240_000_000);
  }

  private Recording open(CallFinished finished) {
    String reference = recordings.referenceTo(finished).orElseThrow();
    return ((RecordingAnswer.Found)
            recordings.open(new RecordingRef(LINE, new PhoneNumber("901"), reference)))
        .recording();
  }

  private byte[] bytes(CallFinished finished) throws IOException {
    try (Recording recording = open(finished)) {
      return recording.read(0, 64_000).readAllBytes();
    }
  }
}
