package dev.hookswitch.settings.store;

import dev.hookswitch.phone.LineId;
import dev.hookswitch.security.UserId;
import java.util.Map;

/** A line as it is stored, its secrets readable. */
public record LineRow(
    LineId id,
    UserId owner,
    String system,
    String number,
    long version,
    Map<String, String> parameters,
    Map<String, String> secrets) {
  @Override
  public String toString() {
    return "LineRow[%s %s on %s]".formatted(id, number, system);
  }
}
