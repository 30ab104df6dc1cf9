package dev.hookswitch.journeys;

import dev.hookswitch.simulators.SimulatedWebitel;
import dev.hookswitch.simulators.freeswitch.SwitchRules;
import dev.hookswitch.simulators.freeswitch.SwitchUser;
import java.net.URI;
import java.util.List;

/**
 * A phone system outside of the application, and its users: Anna on Webitel, Clara on Verto alone.
 */
final class WebitelWorld {
  private static final String DOMAIN = "crm.example.com";

  private WebitelWorld() {}

  /** A file with the two users. */
  static URI provisioning(SimulatedWebitel webitel) {
    var file = new StringBuilder("users:\n");
    for (String person : List.of("anna Anna Berg webitel 1001", "clara Clara Weiss verto 1003")) {
      String[] words = person.split(" ");
      file.append(
          """
            - signIn: %1$s
              name: %2$s %3$s
              password: demo-%1$s
              roles: [agent]
              lines:
                - system: %4$s
                  number: "%5$s"
                  parameters:
                    webitelDomain: %6$s
                    vertoDomain: %6$s
                    webitelConnectionString: %7$s
                    webitelWebrtcConnectionString: %8$s
                    vertoConnectionString: %8$s
                  secrets: {password: pw-%5$s}
          """
              .formatted(
                  words[0],
                  words[1],
                  words[2],
                  words[3],
                  words[4],
                  DOMAIN,
                  webitel.eventUrl(),
                  webitel.vertoUrl()));
    }
    return Surroundings.provisioning(file.toString());
  }

  /** The phone system of the two, and whoever calls them. */
  static SimulatedWebitel start(FarEnd farEnd) {
    return SimulatedWebitel.start(
        SwitchRules.USUAL,
        List.of(
            SwitchUser.of("1001", DOMAIN, "pw-1001", "Anna Berg"),
            SwitchUser.of("1003", DOMAIN, "pw-1003", "Clara Weiss")),
        SimulatedWebitel.Ports.ANY,
        farEnd);
  }
}
