package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of those that the viewer may see.
 *
 * @param from the earliest start; null for no bound
 * @param until all starts are before it; null for no bound
 * @param person whose calls; null for everybody's
 * @param text a number in any notation, or a part of a name of the other side; blank for any
 */
public record CallFilter(
    @Nullable Instant from,
    @Nullable Instant until,
    Kind kind,
    @Nullable UserId person,
    String text) {
  public static final CallFilter ALL = new CallFilter(null, null, Kind.ANY, null, "");

  /** Direction, and the question asked most often. */
  public enum Kind {
    ANY,
    INCOMING,
    OUTGOING,
    /** See {@link CallEntry#missed()}. */
    MISSED
  }

  public CallFilter {
    text = text.strip();
  }

  public CallFilter from(Instant earliest) {
    return new CallFilter(earliest, until, kind, person, text);
  }

  public CallFilter until(Instant bound) {
    return new CallFilter(from, bound, kind, person, text);
  }

  public CallFilter kind(Kind only) {
    return new CallFilter(from, until, only, person, text);
  }

  public CallFilter person(UserId only) {
    return new CallFilter(from, until, kind, only, text);
  }

  public CallFilter text(String part) {
    return new CallFilter(from, until, kind, person, part);
  }
}
