package dev.hookswitch.connectors.legs;

import dev.hookswitch.phone.PhoneNumber;

/** Who is behind a dialled number. */
@FunctionalInterface
public interface Numbering {
  /** Asked on a thread of its own, which it may block; an exception refuses the command. */
  Route route(PhoneNumber dialled);
}
