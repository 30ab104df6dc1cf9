package dev.hookswitch.phone;

import java.util.Set;

/** Which accounts there are on the server of a phone system, as far as whoever asks may know. */
public sealed interface AccountList {
  record Known(Set<String> numbers) implements AccountList {
    public Known {
      numbers = Set.copyOf(numbers);
    }
  }

  /**
   * @param answer anything but done
   */
  record Unknown(AccountAnswer answer) implements AccountList {}
}
