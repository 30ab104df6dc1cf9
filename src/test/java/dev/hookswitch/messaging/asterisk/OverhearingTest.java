package dev.hookswitch.messaging.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookswitch.messaging.RawMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverhearingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:30:00Z");

  /** A call from outside to 101. */
  private static List<String> heardBy(String device) throws IOException {
    List<RawMessage> heard = new ArrayList<>();
    var overhearing = new Overhearing(device, () -> NOW, heard::add);
    var reader =
        new AmiReader(
            new ByteArrayInputStream(Tape.text("02-inbound-answered.ami").getBytes(UTF_8)));
    for (AmiMessage next = reader.next(); next != null; next = reader.next()) {
      overhearing.hears(next);
    }
    assertThat(heard).allSatisfy(message -> assertThat(message.at()).isEqualTo(NOW));
    return heard.stream().map(RawMessage::text).toList();
  }

  @Test
  void hears_itsPhoneAndTheOtherEndOfItsCall_asTheyCame() throws IOException {
    List<String> heard = heardBy("PJSIP/101");
    assertThat(heard.getFirst())
        .startsWith("Event: Newchannel\n")
        .contains("\nChannel: PJSIP/101-00000003\n", "\nCallerIDName: Anna Andersson\n");
    assertThat(heard)
        .anySatisfy(text ->
            assertThat(text).startsWith("Event: Hangup\n").contains("Channel: PJSIP/trunk-"));
  }

  @Test
  void hears_ofPhonesThatAreNotInTheCall_nothing() throws IOException {
    assertThat(heardBy("PJSIP/102")).isEmpty();
    assertThat(heardBy("PJSIP/10")).isEmpty();
  }
}
