package dev.hookswitch.connectors.webitel;

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
 * Whatever an event server, a Verto server, the user and the page do, in whatever order, the line
 * keeps its word. A script that ends with a blank is played with a phone on the desk.
 */
class WebitelLineFuzzTest {
  static Stream<byte[]> recorded() {
    return RecordedFrames.playedWebitel()
        .flatMap(script -> Stream.of(script, script + " "))
        .map(script -> script.getBytes(UTF_8));
  }

  @DictionaryEntries({
    "~Ec00",
    "~Ec10",
    "~Ec11",
    "~Ec55",
    "~Eo01",
    "~Ex25",
    "~Ea00",
    "~Ea55",
    "~Eb00",
    "~Eb55",
    "~Eh00",
    "~Eu00",
    "~Ek00",
    "~Es00",
    "~Ed00",
    "~Ed05",
    "~Ed10",
    "~Ee00",
    "~Ee55",
    "~Vi0",
    "~Vi1",
    "~Vs5",
    "~Vb0",
    "~Vb5",
    "~Vt0",
    "~Vt5",
    "~Vp0",
    "~oe",
    "~ne",
    "~ov",
    "~nv",
    "~xe",
    "~xv",
    "~D",
    "~c0a",
    "~c0h",
    "~c0u",
    "~c0c",
    "~c1t",
    "~c1x",
    "~c0s",
    "~c0b",
    "~c0d",
    "~c0k",
    "~p0",
    "~l0",
    "~t",
    "~Ai",
    "~Ao",
    "~R",
    "~S",
    "~f",
    "!~",
    "\"Unique-ID\":\"l$n\"",
    "\"Channel-Call-UUID\":\"$n\"",
    "\"exec-uuid\":\"$q0\",\"exec-complete\":\"+OK\""
  })
  @MethodSource("recorded")
  @FuzzTest
  void play_ofAnything_keepsTheWordOfTheLine(byte[] data) {
    String script = new String(data, UTF_8);
    PlayedLine.play(script, new Rig(script.endsWith(" ") ? "false" : "true"));
  }

  private static final class Rig implements PlayedLine.Rig {
    private final Line line;
    private WebitelSeat seat;

    Rig(String webPhone) {
      this.line =
          new Line(
              new LineId(UUID.randomUUID()),
              WebitelCtiProvider.ID,
              new PhoneNumber(PlayedLine.NUMBER),
              "Alice",
              Map.of(
                  WebitelParameters.ADDRESS,
                  PlayedLine.EVENTS,
                  WebitelParameters.PHONE_ADDRESS,
                  PlayedLine.VERTO,
                  WebitelParameters.DOMAIN,
                  PlayedLine.DOMAIN,
                  WebitelParameters.PASSWORD,
                  "s3cret",
                  WebitelParameters.WEB_PHONE,
                  webPhone));
    }

    @Override
    public Seat<?> seat(InstantSource clock) {
      seat = new WebitelSeat(line.id(), clock);
      return seat;
    }

    @Override
    public SeatedLine<?> open(
        Wire.Opener wires, ScheduledExecutorService timer, PhoneListener listener) {
      var opened = new WebitelLine(line, WebitelParameters.of(line), seat, wires, timer, listener);
      opened.begin(EnumSet.allOf(Feature.class));
      return opened;
    }
  }
}
