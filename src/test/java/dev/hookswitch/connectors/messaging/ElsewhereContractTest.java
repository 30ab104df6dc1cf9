package dev.hookswitch.connectors.messaging;

import dev.hookswitch.messaging.clients.TmsBed;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.PhoneSystemContract;
import dev.hookswitch.phone.ProbedLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A Messaging Service of ours elsewhere: every word goes over a socket, which can break. */
class ElsewhereContractTest implements PhoneSystemContract {
  private static TmsBed bed;
  private static int numbers = 100;
  private Line line;
  private Line otherLine;

  @BeforeAll
  static void start() {
    bed = new TmsBed();
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  /** What a line can do is known once the service has said it. */
  @BeforeEach
  void lines() {
    line = bed.lineThere(String.valueOf(++numbers));
    otherLine = bed.lineThere(String.valueOf(++numbers));
    ProbedLine.open(bed.system(), line).close();
    Awaitility.await().until(() -> bed.system().capabilities(line).includes(Feature.SWAP));
  }

  @Override
  public PhoneSystem system() {
    return bed.system();
  }

  @Override
  public Line line() {
    return line;
  }

  @Override
  public Line otherLine() {
    return otherLine;
  }

  @Override
  public Peer peer() {
    return new Network(bed.pbx().peer());
  }

  /** The world of the emulator; trouble comes from the network. */
  private record Network(Peer emulated) implements Peer {
    @Override
    public PhoneNumber answers() {
      return emulated.answers();
    }

    @Override
    public PhoneNumber answersToo() {
      return emulated.answersToo();
    }

    @Override
    public PhoneNumber ringsOn() {
      return emulated.ringsOn();
    }

    @Override
    public PhoneNumber hangsUp() {
      return emulated.hangsUp();
    }

    @Override
    public PhoneNumber busy() {
      return emulated.busy();
    }

    @Override
    public void calls(Line called) {
      emulated.calls(called);
    }

    @Override
    public void callsAndGivesUp(Line called) {
      emulated.callsAndGivesUp(called);
    }

    @Override
    public void callsCallCentreAndGivesUp() {
      emulated.callsCallCentreAndGivesUp();
    }

    @Override
    public PhoneNumber callsAColleague() {
      return emulated.callsAColleague();
    }

    @Override
    public void breaksConnection(ProbedLine broken) {
      bed.network().cut();
      broken.saw(CtiEvent.Disconnected.class, event -> event.why().retry());
    }

    @Override
    public void talksGarbage(ProbedLine talking, CallId call) {
      List.of(
              "",
              "null",
              "[]",
              "[".repeat(5_000),
              "{}",
              "{\"eventType\":-1}",
              "{\"eventType\":99,\"content\":\"\"}",
              "{\"eventType\":\"x\"}",
              "{\"eventType\":0,\"content\":\"\"}",
              "{\"eventType\":5}",
              "{\"eventType\":5,\"content\":\"no document\"}",
              "{\"eventType\":5,\"content\":{\"id\":\"\"}}",
              "{\"eventType\":5,\"content\":{\"id\":\"%s\"}}".formatted("x".repeat(10_000)),
              "{\"eventType\":6,\"connectionUId\":\"another\",\"content\":{\"id\":\"%s\"}}"
                  .formatted(call),
              "{\"eventType\":6,\"content\":{\"id\":\"unknown\"}}",
              "{\"eventType\":10,\"content\":\"[]\"}",
              "{\"eventType\":11,\"content\":{\"callId\":\"%s\",\"callFeaturesSet\":\"all\"}}"
                  .formatted(call),
              "{\"eventType\":11,\"content\":{\"callId\":\"unknown\",\"callFeaturesSet\":2147483647}}",
              "{\"eventType\":3,\"content\":{\"errorType\":1000}}",
              "{\"eventType\":2,\"connectionUId\":\"another\"}",
              "{\"eventType\":1,\"content\":\"another\"}",
              "{\"eventType\":0,\"hookswitch\":{\"event\":\"currentCallChanged\"}}",
              "{\"eventType\":0,\"hookswitch\":[]}",
              "\u0000\u0001")
          .forEach(frame -> bed.network().say(unmasked(frame)));
    }

    /** A text frame of a server (RFC 6455 §5.2). */
    private static byte[] unmasked(String text) {
      byte[] payload = text.getBytes(StandardCharsets.UTF_8);
      var frame = new ByteArrayOutputStream();
      frame.write(0x81);
      if (payload.length < 126) {
        frame.write(payload.length);
      } else {
        frame.write(126);
        frame.write(payload.length >> 8);
        frame.write(payload.length & 0xff);
      }
      frame.writeBytes(payload);
      return frame.toByteArray();
    }
  }
}
