package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.CommutationStarted;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.phone.Recordings;
import dev.hookswitch.phone.RecordingsContract;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real Asterisk has recorded, and ARI hands out. */
@ExtendWith(RealAsterisk.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsteriskRecordingsTest implements RecordingsContract {
  private final Line line = AsteriskBed.line("101");
  private AsteriskBed bed;
  private CallFinished recorded;
  private CallFinished unanswered;

  @BeforeAll
  void talk(RealAsterisk.Instance asterisk) throws InterruptedException {
    bed = new AsteriskBed(asterisk, "hookswitch-least", false);
    bed.phone("101", Manner.RINGS);
    try (ProbedLine open = ProbedLine.open(bed.system(), line, AsteriskBed.PATIENCE)) {
      Call call = rings(open);
      bed.phone("101", Manner.RINGS).answers();
      open.saw(CommutationStarted.class);
      TimeUnit.MILLISECONDS.sleep(1200);
      recorded = hangsUp(open, call);
      unanswered = hangsUp(open, rings(open));
    }
    await("the file is complete").atMost(AsteriskBed.PATIENCE).until(this::isComplete);
  }

  private Call rings(ProbedLine open) {
    open.forget();
    bed.outside(Manner.RINGS).dials(AsteriskBed.fromOutside("101"));
    return open.started(CallDirection.IN);
  }

  private CallFinished hangsUp(ProbedLine open, Call call) {
    bed.outside(Manner.RINGS).hangsUp();
    return open.saw(CallFinished.class, event -> event.callId().equals(call.id()));
  }

  /** Asterisk writes the head of the file last. */
  private boolean isComplete() throws IOException {
    String reference = recordings().referenceTo(recorded).orElseThrow();
    if (!(recordings().open(ref(recorded, reference)) instanceof RecordingAnswer.Found found)) {
      return false;
    }
    try (var recording = found.recording();
        var head = recording.read(0, 44)) {
      byte[] bytes = head.readNBytes(44);
      int sound = (bytes[42] & 0xFF) << 16 | (bytes[41] & 0xFF) << 8 | bytes[40] & 0xFF;
      return sound > 8_000 && recording.length().orElse(0) >= sound + 44;
    }
  }

  @AfterAll
  void stop() {
    if (bed != null) {
      bed.idle();
      bed.close();
    }
  }

  @Override
  public Recordings recordings() {
    return bed.recordings();
  }

  @Override
  public CallFinished recorded() {
    return recorded;
  }

  @Override
  public CallFinished unanswered() {
    return unanswered;
  }

  @Test
  void referenceTo_conversation_namesItsLink() {
    assertThat(recordings().referenceTo(recorded))
        .hasValueSatisfying(reference -> assertThat(reference).startsWith(AsteriskBed.LINK + "/"));
  }

  @Test
  void open_ofALinkThatIsGone_isAbsent() {
    String reference = recordings().referenceTo(recorded).orElseThrow();
    String elsewhere = reference.replaceFirst(AsteriskBed.LINK, "other");

    assertThat(recordings().open(new RecordingRef(line.id(), line.number(), elsewhere)))
        .isEqualTo(RecordingAnswer.ABSENT);
  }
}
