package dev.hookswitch.settings;

import dev.hookswitch.security.UserId;
import java.util.Map;

/**
 * What an administrator writes about a line, new or known.
 *
 * @param number as typed; decoration does not count
 * @param parameters what the phone system asks for, readable by administrators
 * @param secrets what is stored encrypted; in an update those not named stay as they are
 */
public record LineDetails(
    UserId owner,
    String system,
    String number,
    Map<String, String> parameters,
    Map<String, String> secrets) {
  public LineDetails {
    system = system.strip();
    number = number.strip();
    parameters = Map.copyOf(parameters);
    secrets = Map.copyOf(secrets);
  }

  @Override
  public String toString() {
    return "LineDetails[%s on %s of %s]".formatted(number, system, owner);
  }
}
