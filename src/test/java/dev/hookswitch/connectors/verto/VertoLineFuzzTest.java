package dev.hookswitch.connectors.verto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hookswitch.connectors.played.PlayedLine;
import dev.hookswitch.connectors.played.RecordedFrames;
import dev.hookswitch.line.Seat;
import dev.hookswitch.line.SeatedLine;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.wire.Wire;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a Verto server, the user and the page do, in whatever order, the line keeps its word.
 */
class VertoLineFuzzTest {
  static Stream<byte[]> recorded() {
    return RecordedFrames.playedVerto().map(script -> script.getBytes(UTF_8));
  }

  @DictionaryEntries({
    "~Vi0", "~Vi1", "~Vm5", "~Va5", "~Vs5", "~Vd5", "~Vb5", "~Vb6", "~Vt0", "~Vt5", "~Vo0", "~Vp0",
    "~Vr0", "~Vr5", "~ov", "~nv", "~xv", "~D", "~c0a", "~c1a", "~c0h", "~c0u", "~c0c", "~c1t",
    "~c1x", "~c0s", "~c0b", "~c0d", "~c0k", "~p0", "~l0", "~t", "~R", "~S", "~f", "!~",
    "~v{\"method\":\"verto.attach\",\"params\":{\"sdp\":\"v\",\"callID\":\"$n"
  })
  @MethodSource("recorded")
  @FuzzTest
  void play_ofAnything_keepsTheWordOfTheLine(byte[] data) {
    PlayedLine.play(new String(data, UTF_8), new Rig());
  }

  private static final class Rig implements PlayedLine.Rig {
    private final Line line =
        new Line(
            new LineId(UUID.randomUUID()),
            VertoPhoneSystem.ID,
            new PhoneNumber(PlayedLine.NUMBER),
            "Alice",
            Map.of());
    private VertoSeat seat;

    @Override
    public Seat<?> seat(InstantSource clock) {
      seat = new VertoSeat(line.id(), clock);
      return seat;
    }

    @Override
    public SeatedLine<?> open(
        Wire.Opener wires, ScheduledExecutorService timer, PhoneListener listener) {
      var account =
          new VertoAccount(
              line.id(), PlayedLine.VERTO, PlayedLine.NUMBER + "@" + PlayedLine.DOMAIN, "s3cret");
      var opened =
          new VertoLine(line, account, Media.AUDIO_AND_VIDEO, seat, wires, timer, listener);
      opened.begin(EnumSet.allOf(Feature.class));
      return opened;
    }
  }
}
