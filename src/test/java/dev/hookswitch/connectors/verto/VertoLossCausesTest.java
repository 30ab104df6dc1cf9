package dev.hookswitch.connectors.verto;

import dev.hookswitch.connectors.LossCauses;
import dev.hookswitch.connectors.RobotPeer;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSystem;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

class VertoLossCausesTest extends LossCauses {
  private final VertoPhoneSystem verto = new VertoPhoneSystem(Clock.systemUTC());

  @Override
  protected PhoneSystem system() {
    return verto;
  }

  @Override
  protected void stop() {
    verto.stop();
  }

  @Override
  protected Line line(String address, String password) {
    return new Line(
        new LineId(UUID.randomUUID()),
        VertoPhoneSystem.ID,
        new PhoneNumber("1001"),
        "User 1001",
        Map.of(
            VertoParameters.ADDRESS,
            address,
            VertoParameters.DOMAIN,
            RobotPeer.DOMAIN,
            VertoParameters.PASSWORD,
            password));
  }

  @Override
  protected String address() {
    return server.vertoUrl().toString();
  }

  @Override
  protected String otherAddress() {
    return server.eventUrl().toString();
  }
}
