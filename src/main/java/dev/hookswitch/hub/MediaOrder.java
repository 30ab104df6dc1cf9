package dev.hookswitch.hub;

import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;

/** What the page that holds the media of a call has to do. */
public sealed interface MediaOrder {
  record Start(MediaSessionId session, MediaConfig config) implements MediaOrder {}

  record Signal(MediaSignal signal) implements MediaOrder {}

  record Stop(MediaSessionId session) implements MediaOrder {}
}
