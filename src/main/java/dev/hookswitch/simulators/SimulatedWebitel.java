package dev.hookswitch.simulators;

import dev.hookswitch.simulators.freeswitch.SimulatedSwitch;
import dev.hookswitch.simulators.freeswitch.SwitchRules;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import dev.hookswitch.simulators.verto.FarMedia;
import dev.hookswitch.simulators.verto.VertoServer;
import dev.hookswitch.simulators.webitel.WebitelServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/**
 * A Webitel installation on loopback ports: its event server, the Verto server of its web phones
 * and a server that gives out recordings, all in front of one simulated switch. With the Verto
 * server alone it is a plain FreeSWITCH.
 */
public final class SimulatedWebitel implements AutoCloseable {
  /** Where it listens; 0 takes any free port. */
  public record Ports(int events, int verto, int recordings) {
    public static final Ports ANY = new Ports(0, 0, 0);
  }

  private final SimulatedSwitch exchange;
  private final VertoServer verto;
  private final WebitelServer webitel;
  private final SwitchControl control;

  private SimulatedWebitel(SimulatedSwitch exchange, VertoServer verto, WebitelServer webitel) {
    this.exchange = exchange;
    this.verto = verto;
    this.webitel = webitel;
    this.control = new SwitchControl(exchange, verto, webitel);
  }

  /** Starts with the usual rules on free ports. */
  public static SimulatedWebitel start(SwitchUser... users) {
    return start(SwitchRules.USUAL, List.of(users), Ports.ANY);
  }

  /**
   * Starts.
   *
   * @throws UncheckedIOException when a port cannot be had; nothing is left running then
   */
  public static SimulatedWebitel start(SwitchRules rules, List<SwitchUser> users, Ports ports) {
    return start(rules, users, ports, FarMedia.NONE);
  }

  /**
   * Starts with somebody who makes the switch's own media.
   *
   * @throws UncheckedIOException when a port cannot be had; nothing is left running then
   */
  public static SimulatedWebitel start(
      SwitchRules rules, List<SwitchUser> users, Ports ports, FarMedia media) {
    var exchange = new SimulatedSwitch(rules, users);
    VertoServer verto = null;
    try {
      verto = new VertoServer(exchange, ports.verto(), media);
      return new SimulatedWebitel(
          exchange, verto, new WebitelServer(exchange, ports.events(), ports.recordings()));
    } catch (UncheckedIOException e) {
      if (verto != null) {
        verto.close();
      }
      exchange.close();
      throw e;
    }
  }

  /** Address of the event server: the setting {@code webitelConnectionString}. */
  public URI eventUrl() {
    return webitel.url();
  }

  /** Address of the Verto server: the setting {@code webitelWebrtcConnectionString}. */
  public URI vertoUrl() {
    return verto.url();
  }

  /** What a person, the world outside and the network do. */
  public SwitchControl control() {
    return control;
  }

  /** Stops listening and breaks all connections; returns when that is done. */
  @Override
  public void close() {
    verto.close();
    webitel.close();
    exchange.close();
  }
}
