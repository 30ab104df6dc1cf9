package dev.hookswitch.panel;

import dev.hookswitch.hub.Presence;
import dev.hookswitch.phone.PhoneNumber;
import dev.hookswitch.settings.OwnedLine;

/**
 * Somebody who can be called by name.
 *
 * @param together whether the line that was asked for can take calls which ring at this one
 */
public record Colleague(OwnedLine line, Presence presence, boolean together) {
  public String name() {
    return line.line().name();
  }

  public PhoneNumber number() {
    return line.line().number();
  }

  Colleague with(Presence now) {
    return new Colleague(line, now, together);
  }
}
