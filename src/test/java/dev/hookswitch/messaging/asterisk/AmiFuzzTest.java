package dev.hookswitch.messaging.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.EventOrder;
import dev.hookswitch.phone.Feature;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes over a manager connection is cut into messages of bounded size, the same in
 * whatever pieces it arrives, and lines keep their word about it.
 */
class AmiFuzzTest {
  private static final String[] PHONES = {"101", "102", "105"};
  private static final int LONGEST_SEED = 8_000;

  /** The beginnings of recorded scenarios. */
  static Stream<byte[]> recorded() {
    return Tape.scenarios().map(AmiFuzzTest::beginning);
  }

  private static byte[] beginning(String scenario) {
    try {
      String text = Tape.text(scenario);
      return text.substring(0, Math.min(text.length(), LONGEST_SEED)).getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DictionaryEntries({
    "Event: Newchannel",
    "Event: Newstate",
    "Event: DialBegin",
    "Event: DialEnd",
    "Event: BridgeEnter",
    "Event: BridgeLeave",
    "Event: LocalBridge",
    "Event: Rename",
    "Event: Hold",
    "Event: MusicOnHoldStart",
    "Event: AttendedTransfer",
    "Event: Hangup",
    "Event: DTMFEnd",
    "Uniqueid: ",
    "DestUniqueid: ",
    "BridgeUniqueid: ",
    "Channel: PJSIP/101-1",
    "Channel: Local/102@internal-1;1",
    "ChannelState: 6",
    "Context: cti-hold"
  })
  @MethodSource("recorded")
  @FuzzTest
  void play_ofAnything_isBoundedAndKeepsTheWordOfTheLine(byte[] data) throws IOException {
    List<AmiMessage> messages = read(data, data.length);

    assertThat(gists(read(data, 7))).isEqualTo(gists(messages));
    Tape tape = new Tape(PHONES).play(messages);
    var all = new Capabilities(EnumSet.allOf(Feature.class), Set.of());
    for (String phone : PHONES) {
      EventOrder.assertKept(tape.line(phone).events, all);
    }
  }

  private static List<String> gists(List<AmiMessage> messages) {
    return messages.stream().map(AmiFuzzTest::gist).toList();
  }

  private static String gist(AmiMessage message) {
    return "%s %d %s %s"
        .formatted(message, message.size(), message.get("Uniqueid"), message.get("Channel"));
  }

  private static List<AmiMessage> read(byte[] data, int pieces) throws IOException {
    var reader = new AmiReader(new InPieces(data, pieces));
    List<AmiMessage> messages = new ArrayList<>();
    for (AmiMessage next = reader.next(); next != null; next = reader.next()) {
      messages.add(next);
    }
    return messages;
  }

  private static final class InPieces extends FilterInputStream {
    private final int most;

    InPieces(byte[] data, int most) {
      super(new ByteArrayInputStream(data));
      this.most = most;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return super.read(into, offset, Math.min(length, most));
    }
  }
}
