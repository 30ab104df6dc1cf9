package dev.hookswitch.tms;

import dev.hookswitch.phone.Line;
import dev.hookswitch.phone.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a token allows: these lines of this user, for a while.
 *
 * @param user an id, for the log
 * @param lines with all that is needed to open them
 */
public record TmsAccess(String user, List<Line> lines, Instant until) {
  public TmsAccess {
    lines = List.copyOf(lines);
  }

  public Instant issued() {
    return until.minus(TmsTokens.VALID);
  }

  public Optional<Line> line(PhoneNumber number) {
    return lines.stream().filter(line -> line.number().equals(number)).findFirst();
  }
}
