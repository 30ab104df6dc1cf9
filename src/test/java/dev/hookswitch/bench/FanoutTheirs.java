package dev.hookswitch.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.asteriskjava.live.DefaultAsteriskServer;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.PeerStatusEvent;
import org.slf4j.LoggerFactory;

/**
 * The library asterisk-java in a process of its own, as its documentation uses it: {@code parser}
 * connects and hears events, {@code live} has them worked off by its live model, {@code close} ends
 * either. The event that ends a stream tells that all before it were worked off.
 */
final class FanoutTheirs {
  private FanoutTheirs() {}

  /**
   * @param arguments the port of the manager interface
   */
  public static void main(String[] arguments) throws Exception {
    // It warns of each field that a class of its own lacks; that is not to be measured.
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    int port = Integer.parseInt(arguments[0]);
    FanoutProcess.tell("port " + port);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Runnable close = () -> {};
    for (String order = in.readLine(); order != null; order = in.readLine()) {
      switch (order) {
        case "parser" -> {
          var connection = connection(port, order);
          connection.addEventListener(FanoutTheirs::heard);
          connection.login();
          close = connection::logoff;
          FanoutProcess.tell("opened");
        }
        case "live" -> {
          var connection = connection(port, order);
          var server = new DefaultAsteriskServer(connection);
          server.addChainListener(FanoutTheirs::heard);
          server.initialize();
          close = server::shutdown;
          FanoutProcess.tell("opened");
        }
        case "close" -> {
          close.run();
          FanoutProcess.tell("closed");
        }
        default -> throw new IOException("not understood: " + order);
      }
    }
    System.exit(0);
  }

  private static DefaultManagerConnection connection(int port, String user) {
    return new DefaultManagerConnection("127.0.0.1", port, user, "bench");
  }

  private static void heard(ManagerEvent event) {
    if (event instanceof PeerStatusEvent) {
      FanoutProcess.tell("done " + System.nanoTime());
    }
  }
}
