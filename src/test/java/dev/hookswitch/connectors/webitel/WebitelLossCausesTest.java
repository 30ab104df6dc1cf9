package dev.hookswitch.connectors.webitel;

import dev.hookswitch.connectors.LossCauses;
import dev.hookswitch.connectors.RobotPeer;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** With a desk phone: the event server alone. */
class WebitelLossCausesTest extends LossCauses {
  private final WebitelCtiProvider webitel = new WebitelCtiProvider(Clock.systemUTC());

  @Override
  protected PhoneSystem system() {
    return webitel;
  }

  @Override
  protected void stop() {
    webitel.stop();
  }

  @Override
  protected Line line(String address, String password) {
    return new Line(
        new LineId(UUID.randomUUID()),
        WebitelCtiProvider.ID,
        new PhoneNumber("1001"),
        "User 1001",
        Map.of(
            WebitelParameters.ADDRESS,
            address,
            WebitelParameters.DOMAIN,
            RobotPeer.DOMAIN,
            WebitelParameters.PASSWORD,
            password,
            WebitelParameters.WEB_PHONE,
            "false"));
  }

  @Override
  protected String address() {
    return server.eventUrl().toString();
  }

  @Override
  protected String otherAddress() {
    return server.vertoUrl().toString();
  }
}
