package dev.hookswitch.directory;

import dev.hookswitch.phone.PhoneNumber;
import java.util.List;
import java.util.Optional;

/**
 * Who is behind a number, as far as the directory knows.
 *
 * @param number the number that was asked for: an answer for a number that changed meanwhile is
 *     dropped by comparing it
 * @param matches the most likely first; each record once
 */
public record Identity(PhoneNumber number, List<Match> matches) {
  public Identity {
    matches = List.copyOf(matches);
  }

  /**
   * The one match; empty when there is none, when there are several to choose from, and when the
   * number is out of date: then somebody else may have it by now.
   */
  public Optional<Match> only() {
    return matches.size() == 1
        ? Optional.of(matches.getFirst()).filter(match -> !match.outOfDate())
        : Optional.empty();
  }
}
