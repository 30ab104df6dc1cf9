package dev.hookswitch.messaging.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookswitch.phone.Call;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CtiCommand.HoldCall;
import dev.hookswitch.phone.CtiCommand.StartRecording;
import dev.hookswitch.phone.CtiCommand.StopRecording;
import dev.hookswitch.phone.CtiCommand.UnholdCall;
import dev.hookswitch.phone.CtiEvent.CallFinished;
import dev.hookswitch.phone.CtiEvent.Hold;
import dev.hookswitch.phone.CtiEvent.LineStateChanged;
import dev.hookswitch.phone.CtiEvent.Unhold;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.phone.RecordingAnswer;
import dev.hookswitch.phone.RecordingRef;
import dev.hookswitch.robots.RealAsterisk;
import dev.hookswitch.robots.RobotPhone.Manner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls that are recorded because the agent, or the dial plan, wants it. */
class RecordingOnDemandTest extends OnAsteriskBed {
  /** Of sound, by 8,000 samples of two bytes in a second. */
  private static final int SECOND = 16_000;

  private static final int HEAD = 44;
  private final Line anna = AsteriskBed.line("101");
  private final Line boris = AsteriskBed.line("102");

  @Override
  AsteriskBed bed(RealAsterisk.Instance asterisk) {
    return new AsteriskBed(asterisk, "hookswitch", true);
  }

  /** A colleague calls, which the dial plan does not record. */
  private Call talkInside(ProbedLine line) {
    bed.phone("102", Manner.RINGS).dials("101");
    return answered(line);
  }

  private static void records(ProbedLine line, Call call) {
    line.forget();
    line.accepts(new StartRecording(call.id()));
    line.sawFeature(call.id(), Feature.STOP_RECORDING);
  }

  private static void stops(ProbedLine line, Call call) {
    line.forget();
    line.accepts(new StopRecording(call.id()));
    line.sawFeature(call.id(), Feature.START_RECORDING);
  }

  private static String ofPanel(Call call) {
    return AsteriskBed.LINK + "/101_" + call.id();
  }

  /** How many bytes of sound the head of the file promises, if they are there. */
  private int sound(String reference) {
    var ref = new RecordingRef(anna.id(), anna.number(), reference);
    if (!(bed.recordings().open(ref) instanceof RecordingAnswer.Found found)) {
      return 0;
    }
    try (var recording = found.recording();
        var head = recording.read(0, HEAD)) {
      byte[] bytes = head.readNBytes(HEAD);
      if (bytes.length < HEAD) {
        return 0;
      }
      assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
      int promised = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(40);
      return recording.length().orElse(0) >= promised + HEAD ? promised : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hasSound(String reference, int bytes) {
    await("sound of " + reference)
        .atMost(AsteriskBed.PATIENCE)
        .until(() -> sound(reference) > bytes);
  }

  /** As long as somebody talks; the file grows with it, and its head is written in the end. */
  private static void talks(int millis) {
    await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
  }

  private String reference(ProbedLine line, Call call) {
    CallFinished finished = line.saw(CallFinished.class, event -> event.callId().equals(call.id()));
    return bed.recordings().referenceTo(finished).orElseThrow();
  }

  @Test
  void record_stoppedAndStartedAgain_isOneFileWithBoth() {
    try (ProbedLine line = open(anna)) {
      Call call = talkInside(line);
      records(line, call);
      talks(1500);
      stops(line, call);
      hasSound(ofPanel(call), SECOND / 2);
      int first = sound(ofPanel(call));
      talks(1000);
      assertThat(sound(ofPanel(call))).as("while nobody records").isEqualTo(first);
      records(line, call);
      talks(1500);
      bed.phone("101", Manner.RINGS).hangsUp();

      assertThat(reference(line, call)).isEqualTo(ofPanel(call));
      hasSound(ofPanel(call), first + SECOND / 2);
    }
  }

  @Test
  void record_heldAndResumed_goesOn() {
    try (ProbedLine line = open(anna)) {
      Call call = talkInside(line);
      records(line, call);
      talks(1000);
      line.accepts(new HoldCall(call.id()));
      assertThat(line.saw(Hold.class).call().recorded()).isTrue();
      line.accepts(new UnholdCall(call.id()));
      assertThat(line.saw(Unhold.class).call().recorded()).isTrue();
      talks(2000);
      stops(line, call);

      hasSound(ofPanel(call), SECOND * 2);
    }
  }

  @Test
  void record_byAColleague_isSeenByBoth() {
    try (ProbedLine line = open(anna);
        ProbedLine other = open(boris)) {
      Call call = talkInside(line);
      Call there = other.started(CallDirection.OUT);
      records(line, call);
      other.sawFeature(there.id(), Feature.STOP_RECORDING);
      other.forget();
      other.accepts(new StopRecording(there.id()));
      line.sawFeature(call.id(), Feature.START_RECORDING);
      other.sawFeature(there.id(), Feature.START_RECORDING);
    }
  }

  @Test
  void dialPlan_records_isSeenAndCanBeStoppedAndGoneOnWith() {
    try (ProbedLine line = open(anna)) {
      Call call = talk(line); // which the dial plan records
      line.sawFeature(call.id(), Feature.STOP_RECORDING);
      talks(1200);
      stops(line, call);
      records(line, call);
      talks(1200);
      bed.outside(Manner.RINGS).hangsUp();

      String reference = reference(line, call);
      assertThat(reference).doesNotContain("101_" + call.id());
      hasSound(reference, SECOND * 3 / 2);
    }
  }

  @Test
  void record_stoppedAtTheConsole_isSeen() {
    try (ProbedLine line = open(anna)) {
      Call call = talkInside(line);
      records(line, call);
      line.forget();
      String leg =
          bed.asterisk
              .console("core show channels concise")
              .lines()
              .filter(channel -> channel.startsWith("PJSIP/101"))
              .map(channel -> channel.substring(0, channel.indexOf('!')))
              .findFirst()
              .orElseThrow();
      bed.asterisk.console("mixmonitor stop " + leg);
      line.saw(LineStateChanged.class, event -> event.features().contains(Feature.START_RECORDING));
    }
  }

  @Test
  void record_fewRights_isNotDeclaredButSeen() {
    try (var few = new AsteriskBed(bed.asterisk, "hookswitch-least", false);
        ProbedLine line = ProbedLine.open(few.system(), anna, AsteriskBed.PATIENCE)) {
      assertThat(few.system().capabilities(anna).call())
          .contains(Feature.STOP_RECORDING)
          .doesNotContain(Feature.START_RECORDING);
      Call call = talk(line); // which the dial plan records
      line.sawFeature(call.id(), Feature.STOP_RECORDING);
      line.accepts(new StopRecording(call.id()));
      line.saw(
          LineStateChanged.class,
          event ->
              call.id().equals(event.callId())
                  && event.features().contains(Feature.DROP)
                  && !event.features().contains(Feature.STOP_RECORDING));
    }
  }
}
