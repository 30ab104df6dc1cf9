package dev.hookswitch.phone;

import java.util.Map;

/**
 * One user's line on one phone system.
 *
 * @param system {@link PhoneSystem#id()}
 * @param number what others dial to reach it
 * @param name the name its calls show
 * @param parameters what the phone system needs to open the line; may hold secrets
 */
public record Line(
    LineId id, String system, PhoneNumber number, String name, Map<String, String> parameters) {
  public Line {
    parameters = Map.copyOf(parameters);
  }

  @Override
  public String toString() {
    return "Line[%s %s on %s]".formatted(id, number, system);
  }
}
