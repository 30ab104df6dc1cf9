package dev.hookswitch.phone;

import java.util.Optional;

/** Which lines exist on a phone system, whether or not anybody is signed in on them. */
public interface LineDirectory {
  Optional<Line> lineOf(String system, PhoneNumber number);
}
