package dev.hookswitch.connectors.verto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hookswitch.connectors.played.RecordedFrames;
import dev.hookswitch.connectors.verto.VertoFrames.Frame;
import dev.hookswitch.wire.WireJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a Verto server sends is read: as what it is, or as nonsense. */
class VertoFramesFuzzTest {
  static Stream<byte[]> recorded() {
    return RecordedFrames.ofVertoServers().map(frame -> frame.getBytes(UTF_8));
  }

  @DictionaryEntries({
    "\"method\":\"verto.invite\"",
    "\"method\":\"verto.attach\"",
    "\"method\":\"verto.clientReady\"",
    "\"params\":{",
    "\"callID\":\"",
    "\"sdp\":\"v=0\"",
    "\"id\":",
    "\"result\":{}",
    "\"error\":{\"code\":",
    "\"caller_id_name\":\"",
    "\"caller_id_number\":\"",
    "\"reattached_sessions\":[",
    "\\u0000",
    "1e400"
  })
  @MethodSource("recorded")
  @FuzzTest
  void read_ofAnything_isAFrameOrNonsense(byte[] data) {
    String text = new String(data, UTF_8);
    List<Frame> frames = VertoFrames.read(text);
    assertThat(frames.size()).isLessThanOrEqualTo(100);
    for (Frame frame : frames) {
      if (frame instanceof Frame.Asked asked && asked.id() != null) {
        String confirmation = VertoFrames.confirmation(asked.id(), asked.method());
        assertThat(WireJson.object(confirmation)).as(confirmation).isPresent();
      }
    }
  }
}
