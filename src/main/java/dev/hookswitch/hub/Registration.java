package dev.hookswitch.hub;

import dev.hookswitch.hub.MediaState.Holder;
import dev.hookswitch.phone.Loss;
import org.jspecify.annotations.Nullable;

/**
 * The phone of a line, where a page of the user is that phone.
 *
 * @param holder which page; {@link Holder#NOBODY} when none is open
 * @param why the phone system has no phone of this line; null when it has, or is being asked
 */
public record Registration(Holder holder, Standing standing, @Nullable Loss why) {
  /** Whether the phone system knows the phone. */
  public enum Standing {
    ASKED,
    REGISTERED,
    AWAY
  }

  static Registration asked(Holder holder) {
    return new Registration(holder, Standing.ASKED, null);
  }

  public boolean stands() {
    return standing == Standing.REGISTERED;
  }
}
