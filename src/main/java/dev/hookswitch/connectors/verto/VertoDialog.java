package dev.hookswitch.connectors.verto;

import dev.hookswitch.line.LineCall;
import dev.hookswitch.phone.CallDirection;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.Media;
import dev.hookswitch.phone.Party;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call as the Verto line follows it; the id of the dialog is the id of the call. */
final class VertoDialog extends LineCall {
  /** The server's offer that the page has not answered yet. */
  @Nullable String offer;

  /** The server knows of it. */
  boolean invited;

  Media media = Media.AUDIO;

  /** The page's media is gone, and the server takes a new description only once somebody talks. */
  boolean withoutMedia;

  VertoDialog(CallId id, CallDirection direction, Party self, Party other, Instant startedAt) {
    super(id, direction, self, other, startedAt);
  }
}
