package dev.hookswitch.connectors.builtin;

import dev.hookswitch.connectors.legs.Exchange;
import dev.hookswitch.connectors.legs.ExchangeRules;
import dev.hookswitch.connectors.legs.Route;
import dev.hookswitch.connectors.legs.UsualStates;
import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.EndReason;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.LineDirectory;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Calls between the users of this server. The web phone is the device: pages exchange descriptions
 * and candidates through the server, media flows between them. A number is a line of this phone
 * system; one that exists but has nobody signed in is unavailable, any other is wrong.
 */
@Component
public final class BuiltinPhoneSystem implements PhoneSystem {
  /** {@link #id()}. */
  public static final String ID = "builtin";

  private final Capabilities capabilities =
      new Capabilities(
          EnumSet.complementOf(
              EnumSet.of(Feature.START_RECORDING, Feature.STOP_RECORDING, Feature.PARK)),
          EnumSet.of(AgentFeature.SET_STATE));
  private final LineDirectory directory;
  private final Exchange exchange;

  BuiltinPhoneSystem(LineDirectory directory, BuiltinSettings settings, Clock clock) {
    this.directory = directory;
    ExchangeRules rules =
        new ExchangeRules(
            settings.ringFor(),
            capabilities,
            UsualStates.MENU,
            new TurnCredentials(settings.iceServers(), clock));
    this.exchange = new Exchange(ID, rules, this::route, clock);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Capabilities capabilities(Line line) {
    return capabilities;
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return UsualStates.MENU;
  }

  @Override
  public PhoneSession open(Line line, PhoneListener listener) {
    return exchange.open(line, listener);
  }

  private Route route(PhoneNumber dialled) {
    Optional<Line> line = directory.lineOf(ID, dialled);
    return line.isPresent()
        ? new Route.Known(line.get())
        : new Route.Closed(EndReason.WRONG_NUMBER);
  }

  @PreDestroy
  void stop() {
    exchange.close();
  }
}
