package dev.hookswitch.connectors.webitel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hookswitch.connectors.played.PlayedLine;
import dev.hookswitch.connectors.played.RecordedFrames;
import dev.hookswitch.connectors.webitel.WebitelFrames.Frame;
import dev.hookswitch.phone.PhoneNumber;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an event server sends is read, and every event of a leg means something or nothing. */
class WebitelFramesFuzzTest {
  private static final PhoneNumber SELF = new PhoneNumber(PlayedLine.NUMBER);

  static Stream<byte[]> recorded() {
    return RecordedFrames.ofEventServers().map(frame -> frame.getBytes(UTF_8));
  }

  @DictionaryEntries({
    "\"webitel-event-name\":\"call\"",
    "\"Event-Name\":\"CHANNEL_CREATE\"",
    "CHANNEL_CALLSTATE",
    "CHANNEL_HANGUP_COMPLETE",
    "CALL_UPDATE",
    "\"Unique-ID\":\"",
    "\"Channel-Call-UUID\":\"",
    "\"Channel-Presence-ID\":\"%zz\"",
    "\"Caller-Caller-ID-Number\":\"",
    "\"exec-uuid\":\"1\"",
    "\"exec-complete\":\"+OK\"",
    "\"exec-response\":",
    "-ERR",
    "\\u0000",
    "\"variable_w_jsclient_originate_number\":\"",
    "\"variable_originating_leg_uuid\":\""
  })
  @MethodSource("recorded")
  @FuzzTest
  void read_ofAnything_isAFrameOrNonsense(byte[] data) {
    Frame frame = WebitelFrames.read(new String(data, UTF_8));
    switch (frame) {
      case Frame.OfCall(ChannelEvent event) -> {
        assertThat(event.owner()).isNotNull();
        assertThat(event.call().value()).isNotBlank();
        assertThat(event.transfers()).isNotNull();
        event.other(SELF);
        ChannelRules.fact(event, SELF);
      }
      case Frame.Answered(_, WebitelReply.Done done) -> assertThat(done.text()).isNotNull();
      case Frame.Answered _, Frame.Happened _, Frame.Nonsense _ -> {}
    }
  }
}
