package dev.hookswitch.connectors.emulator;

import dev.hookswitch.connectors.legs.Exchange;
import dev.hookswitch.connectors.legs.ExchangeRules;
import dev.hookswitch.connectors.legs.UsualStates;
import dev.hookswitch.phone.AgentFeature;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Feature;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSystem;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * A phone system whose far ends are scripts. It does all that can be done with a call except media
 * and video; what a dialled number does says {@link DialPlan}, who calls from outside {@link
 * EmulatorControl}. Lines of the emulator cannot call each other.
 */
@Component
@ConditionalOnProperty(EmulatorPhoneSystem.ENABLED)
public final class EmulatorPhoneSystem implements PhoneSystem {
  /** {@link #id()}. */
  public static final String ID = "emulator";

  static final String ENABLED = "hookswitch.emulator.enabled";

  private final Capabilities capabilities =
      new Capabilities(
          EnumSet.complementOf(
              EnumSet.of(
                  Feature.VIDEO, Feature.START_RECORDING, Feature.STOP_RECORDING, Feature.PARK)),
          EnumSet.allOf(AgentFeature.class));
  private final Exchange exchange;

  EmulatorPhoneSystem(EmulatorSettings settings, Clock clock) {
    ExchangeRules rules =
        new ExchangeRules(settings.ringFor(), capabilities, UsualStates.MENU, null);
    DialPlan plan = new DialPlan(settings, line -> exchange().loseConnection(line));
    this.exchange = new Exchange(ID, rules, plan, clock);
  }

  Exchange exchange() {
    return exchange;
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

  @PreDestroy
  void stop() {
    exchange.close();
  }
}
