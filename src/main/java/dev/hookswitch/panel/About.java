package dev.hookswitch.panel;

import dev.hookswitch.calls.CallLink;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.calls.CallTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a call besides the call.
 *
 * @param note null when nobody noted anything
 * @param followUp what is to be done after the call; null when nothing is
 */
public record About(
    Caller caller, List<CallLink> links, @Nullable CallNote note, @Nullable CallTask followUp) {
  /** Of a call about which nothing was read yet. */
  public static final About NOTHING = new About(new Caller.Unasked(), List.of(), null, null);

  public About {
    links = List.copyOf(links);
  }
}
