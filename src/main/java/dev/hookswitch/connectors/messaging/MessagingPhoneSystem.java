package dev.hookswitch.connectors.messaging;

import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.AgentStateOption;
import dev.hookswitch.phone.Capabilities;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneListener;
import dev.hookswitch.phone.PhoneSession;
import dev.hookswitch.phone.PhoneSetting;
import dev.hookswitch.phone.PhoneSystem;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lines of the Messaging Service in this process. */
@Component
public final class MessagingPhoneSystem implements PhoneSystem {
  /** {@link #id()}. */
  public static final String ID = "messaging";

  private final MessagingService service;

  MessagingPhoneSystem(MessagingService service) {
    this.service = service;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Capabilities capabilities(Line line) {
    return service.capabilities(line);
  }

  @Override
  public List<PhoneSetting> settings() {
    return service.settings();
  }

  @Override
  public List<AgentStateOption> agentStates() {
    return service.agentStates();
  }

  @Override
  public PhoneSession open(Line line, PhoneListener listener) {
    return service.open(line, listener);
  }
}
