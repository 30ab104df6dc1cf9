package dev.hookswitch.connectors;

import dev.hookswitch.phone.CtiEvent;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.Peer;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.ProbedLine;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.SwitchControl.Sockets;
import dev.hookswitch.simulators.freeswitch.SwitchRules;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.time.Duration;
import java.util.stream.Stream;

/** The robots of the simulated switch, and the world outside. */
public abstract class RobotPeer implements Peer {
  /** The second half of the accounts. */
  public static final String DOMAIN = "crm.example.com";

  private final SimulatedWebitel server;
  private final Sockets sockets;

  /**
   * @param sockets those that a line depends on
   */
  protected RobotPeer(SimulatedWebitel server, Sockets sockets) {
    this.server = server;
    this.sockets = sockets;
  }

  /** With the agents 1001 and 1002, and robots that do not let anybody wait. */
  public static SimulatedWebitel server() {
    return SimulatedWebitel.start(
        SwitchRules.USUAL.robots(Duration.ofMillis(50), Duration.ofMillis(300)),
        Stream.of("1001", "1002")
            .map(number ->
                SwitchUser.of(number, DOMAIN, password(number), "User " + number).asAgent())
            .toList(),
        SimulatedWebitel.Ports.ANY);
  }

  public static String password(String number) {
    return "pw-" + number;
  }

  @Override
  public PhoneNumber answers() {
    return new PhoneNumber("001");
  }

  @Override
  public PhoneNumber answersToo() {
    return new PhoneNumber("002");
  }

  @Override
  public PhoneNumber ringsOn() {
    return new PhoneNumber("021");
  }

  @Override
  public PhoneNumber hangsUp() {
    return new PhoneNumber("041");
  }

  @Override
  public PhoneNumber busy() {
    return new PhoneNumber("011");
  }

  @Override
  public void calls(Line called) {
    server.control().callFromOutside("380441234567", "John Doe", called.number().dialled());
  }

  @Override
  public void callsAndGivesUp(Line called) {
    server
        .control()
        .callFromOutside(
            "380441234567", "John Doe", called.number().dialled(), Duration.ofMillis(300));
  }

  @Override
  public void callsCallCentreAndGivesUp() {
    server.control().callCallCentre("380441234567", "John Doe", DOMAIN, Duration.ofMillis(300));
  }

  @Override
  public void breaksConnection(ProbedLine broken) {
    server.control().cut(broken.number().dialled(), sockets);
    broken.saw(CtiEvent.Disconnected.class);
  }
}
