package dev.hookswitch.connectors.webitel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hookswitch.line.Seat;
import dev.hookswitch.line.SeatedLine;
import dev.hookswitch.connectors.played.PlayedLine;
import dev.hookswitch.connectors.played.RecordedFrames;
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
    "\nEc00", "\nEc10", "\nEc11", "\nEc55", "\nEo01", "\nEx25", "\nEa00", "\nEa55", "\nEb00", "\nEb55", "\nEh00",
    "\nEu00", "\nEk00", "\nEs00", "\nEd00", "\nEd05", "\nEd10", "\nEe00", "\nEe55", "\nVi0", "\nVi1", "\nVs5",
    "\nVb0", "\nVb5", "\nVt0", "\nVt5", "\nVp0", "\noe", "\nne", "\nov", "\nnv", "\nxe", "\nxv", "\nD", "\nc0a",
    "\nc0h", "\nc0u", "\nc0c", "\nc1t", "\nc1x", "\nc0s", "\nc0b", "\nc0d", "\nc0k", "\np0", "\nl0", "\nt",
    "\nR", "\nS", "\nf", "!\n", "\"Unique-ID\":\"l$n\"", "\"Channel-Call-UUID\":\"$n\"",
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
    private Seat<WebitelCall> seat;

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
      seat = new Seat<>(line.id(), clock);
      return seat;
    }

    @Override
    public SeatedLine<?> open(
        Wire.Opener wires, ScheduledExecutorService timer, PhoneListener listener) {
      var opened =
          new WebitelLine(line, WebitelParameters.of(line), seat, wires, timer, listener);
      opened.begin(EnumSet.allOf(Feature.class));
      return opened;
    }
  }
}
