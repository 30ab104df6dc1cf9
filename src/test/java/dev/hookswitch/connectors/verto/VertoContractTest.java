package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.PageDouble;
import dev.hookswitch.connectors.RobotPeer;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.CtiCommand;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;
import dev.hookswitch.phone.MediaSignal.Description.Kind;
import dev.hookswitch.phone.Outcome;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.PhoneSystemContract;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** FreeSWITCH (Verto) against the simulated switch, over real sockets. */
class VertoContractTest implements PhoneSystemContract {
  private final SimulatedWebitel freeswitch = RobotPeer.server();
  private final VertoPhoneSystem verto = new VertoPhoneSystem(Clock.systemUTC());
  private final PhoneSystem system = new PageDouble(verto);
  private final Line line = line("1001");
  private final Line otherLine = line("1002");

  private Line line(String number) {
    return new Line(
        new LineId(UUID.randomUUID()),
        VertoPhoneSystem.ID,
        new PhoneNumber(number),
        "User " + number,
        Map.of(
            VertoParameters.ADDRESS,
            freeswitch.vertoUrl().toString(),
            VertoParameters.DOMAIN,
            RobotPeer.DOMAIN,
            VertoParameters.PASSWORD,
            RobotPeer.password(number),
            VertoParameters.VIDEO,
            "true"));
  }

  @Override
  public PhoneSystem system() {
    return system;
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
    return new World();
  }

  @AfterEach
  void stop() {
    verto.stop();
    freeswitch.close();
  }

  /** What no server should send, and no page. */
  private final class World extends RobotPeer {
    World() {
      super(freeswitch, Sockets.VERTO);
    }

    @Override
    public void talksGarbage(ProbedLine talking, CallId call) {
      String unknown = UUID.randomUUID().toString();
      List.of(
              "",
              "null",
              "[]",
              "[[[[",
              "[".repeat(5_000),
              "{\"jsonrpc\":\"2.0\"}",
              "{\"id\":1}",
              "{\"id\":\"x\",\"result\":7}",
              "{\"id\":99999999999999999999,\"result\":{}}",
              "{\"id\":1,\"method\":\"verto.bye\"}",
              "{\"id\":1,\"method\":\"verto.bye\",\"params\":[]}",
              "{\"id\":1,\"method\":\"verto.bye\",\"params\":{\"callID\":{}}}",
              "{\"id\":1,\"method\":\"verto.bye\",\"params\":{\"callID\":\"%s\"}}"
                  .formatted(unknown),
              "{\"id\":1,\"method\":\"verto.bye\",\"params\":{\"callID\":\"%s\"}}"
                  .formatted("x".repeat(10_000)),
              "{\"id\":1,\"method\":\"verto.invite\",\"params\":{\"callID\":\"%s\"}}"
                  .formatted(unknown),
              "{\"id\":1,\"method\":\"verto.answer\",\"params\":{\"callID\":\"%s\",\"sdp\":\"v=0\"}}"
                  .formatted(unknown),
              "{\"id\":1,\"method\":\"verto.display\",\"params\":{\"callID\":\"%s\"}}"
                  .formatted(call),
              "{\"id\":1,\"method\":\"verto.clientReady\",\"params\":{\"reattached_sessions\":7}}",
              "{\"method\":\"verto.unheard\",\"params\":{}}",
              "\u0000\u0001",
              "#SPE")
          .forEach(frame ->
              freeswitch.control().sendGarbage(talking.number().dialled(), Sockets.VERTO, frame));
      MediaSessionId media = talking.media();
      List.of(
              new MediaSignal.Candidate(media, "candidate:1 1 udp 1 127.0.0.1 9 typ host", "0", 0),
              new MediaSignal.Description(media, Kind.OFFER, "no sdp"),
              new MediaSignal.SendTones(media, "1"))
          .forEach(signal ->
              talking.refuses(new CtiCommand.SignalMedia(signal), Outcome.Reason.INVALID));
    }
  }
}
