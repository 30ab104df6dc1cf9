package dev.hookswitch.connectors.messaging;

import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneState;
import dev.hookswitch.phone.PhoneStates;
import org.springframework.stereotype.Component;

/**
 * Phones behind the Messaging Service in this process. One elsewhere tells a line of its own calls
 * alone, so of phones there nothing is known.
 */
@Component
final class MessagingPhoneStates implements PhoneStates {
  private final MessagingService service;

  MessagingPhoneStates(MessagingService service) {
    this.service = service;
  }

  @Override
  public String system() {
    return MessagingPhoneSystem.ID;
  }

  @Override
  public PhoneState of(Line line) {
    return elsewhere(line) ? PhoneState.UNKNOWN : service.stateOf(line);
  }

  @Override
  public Runnable follow(Line line, Runnable changed) {
    return elsewhere(line) ? () -> {} : service.follow(line, changed);
  }

  /** At a service elsewhere the address and what it is told of the link say so. */
  @Override
  public boolean together(Line one, Line other) {
    RemoteParameters first = RemoteParameters.of(one);
    RemoteParameters second = RemoteParameters.of(other);
    return first.elsewhere()
        ? first.address().equals(second.address()) && link(first).equals(link(second))
        : !second.elsewhere() && service.together(one, other);
  }

  private static boolean elsewhere(Line line) {
    return RemoteParameters.of(line).elsewhere();
  }

  private static String link(RemoteParameters line) {
    return line.own().getOrDefault(MessagingService.LINK, "").strip();
  }
}
