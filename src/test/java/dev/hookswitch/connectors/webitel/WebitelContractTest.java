package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.PageDouble;
import dev.hookswitch.connectors.RobotPeer;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;
import dev.hookswitch.phone.PhoneSystemContract;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** Webitel against the simulated event server and Verto server, over real sockets. */
abstract class WebitelContractTest implements PhoneSystemContract {
  final SimulatedWebitel server = RobotPeer.server();
  private final WebitelCtiProvider webitel = new WebitelCtiProvider(Clock.systemUTC());
  private final PhoneSystem system = new PageDouble(webitel);
  private final Line line = line("1001");
  private final Line otherLine = line("1002");

  /** What of a line differs. */
  abstract Map<String, String> parameters();

  private Line line(String number) {
    Map<String, String> parameters = new HashMap<>(parameters());
    parameters.put(WebitelParameters.ADDRESS, server.eventUrl().toString());
    parameters.put(WebitelParameters.PHONE_ADDRESS, server.vertoUrl().toString());
    parameters.put(WebitelParameters.DOMAIN, RobotPeer.DOMAIN);
    parameters.put(WebitelParameters.PASSWORD, RobotPeer.password(number));
    return new Line(
        new LineId(UUID.randomUUID()),
        WebitelCtiProvider.ID,
        new PhoneNumber(number),
        "User " + number,
        parameters);
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
    webitel.stop();
    server.close();
  }

  /** What no server should send, and no page. */
  private final class World extends RobotPeer {
    World() {
      super(server, Sockets.BOTH);
    }

    @Override
    public void talksGarbage(ProbedLine talking, CallId call) {
      String account = talking.number() + "@" + RobotPeer.DOMAIN;
      List.of(
              "",
              "null",
              "[]",
              "[".repeat(5_000),
              "{}",
              "{\"exec-uuid\":7}",
              "{\"exec-uuid\":\"unknown\",\"exec-complete\":\"+OK\"}",
              "{\"exec-uuid\":{},\"exec-complete\":[]}",
              "{\"webitel-event-name\":\"call\"}",
              "{\"webitel-event-name\":\"call\",\"Event-Name\":\"CHANNEL_CREATE\"}",
              "{\"webitel-event-name\":\"call\",\"Event-Name\":\"CHANNEL_HANGUP_COMPLETE\",\"Unique-ID\":\"unknown\",\"Channel-Presence-ID\":\"%s\"}"
                  .formatted(account),
              "{\"webitel-event-name\":\"call\",\"Event-Name\":\"CHANNEL_BRIDGE\",\"Unique-ID\":\"unknown\",\"Channel-Presence-ID\":\"%s\"}"
                  .formatted(account),
              "{\"webitel-event-name\":\"call\",\"Event-Name\":\"CHANNEL_CREATE\",\"Unique-ID\":\"x\",\"Channel-Presence-ID\":\"someone@else\"}",
              "{\"webitel-event-name\":\"call\",\"Event-Name\":\"DTMF\",\"Unique-ID\":\"%s\",\"Channel-Presence-ID\":\"%%zz\"}"
                  .formatted(call),
              "{\"webitel-event-name\":\"ACCOUNT_STATUS\",\"Account-User\":[]}",
              "{\"webitel-event-name\":\"user\"}",
              "\u0000\u0001")
          .forEach(frame ->
              server.control().sendGarbage(talking.number().dialled(), Sockets.EVENTS, frame));
    }
  }
}
