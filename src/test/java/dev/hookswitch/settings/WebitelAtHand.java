package dev.hookswitch.settings;

import dev.hookswitch.security.UserId;
import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.util.HashMap;
import java.util.Map;

/** A simulated Webitel with an administrator and a user, and lines of it. */
public final class WebitelAtHand implements AutoCloseable {
  public static final String SYSTEM = "webitel";
  public static final String DOMAIN = "crm.test";
  public static final String KEEPER = "100";
  public static final String USER = "1001";
  public static final String PASSWORD = "planted-9f2c";

  public final SimulatedWebitel server =
      SimulatedWebitel.start(
          SwitchUser.of(KEEPER, DOMAIN, PASSWORD, "Keeper").withRole("admin"),
          SwitchUser.of(USER, DOMAIN, PASSWORD, "User"));

  /** The system settings of this server. */
  public Map<String, String> settings() {
    return Map.of(
        "webitelConnectionString",
        server.eventUrl().toString(),
        "webitelWebrtcConnectionString",
        server.vertoUrl().toString(),
        "webitelDomain",
        DOMAIN);
  }

  /** A line of this server with the web phone. */
  public LineDetails line(UserId owner, String number, String password) {
    return line(owner, number, password, Map.of());
  }

  public LineDetails line(
      UserId owner, String number, String password, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(settings());
    all.putAll(parameters);
    return new LineDetails(
        owner, SYSTEM, number, all, password.isEmpty() ? Map.of() : Map.of("password", password));
  }

  @Override
  public void close() {
    server.close();
  }
}
