package dev.hookswitch.calls.store;

import dev.hookswitch.phone.PhoneNumber;
import org.springframework.stereotype.Component;

/** By which the other side of a call is the same in whatever notation. */
@Component
class PeerIdentities {
  String of(PhoneNumber number) {
    return CallRows.digits(number.dialled());
  }
}
