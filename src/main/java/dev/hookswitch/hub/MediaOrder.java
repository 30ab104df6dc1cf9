package dev.hookswitch.hub;

import dev.hookswitch.phone.LineId;
import dev.hookswitch.phone.MediaConfig;
import dev.hookswitch.phone.MediaSessionId;
import dev.hookswitch.phone.MediaSignal;

/** What the page that holds the media of a call, or is the phone of a line, has to do. */
public sealed interface MediaOrder {
  record Start(MediaSessionId session, MediaConfig config) implements MediaOrder {}

  record Signal(MediaSignal signal) implements MediaOrder {}

  /** Be the phone of a line: register with its phone system. The password is not the page's. */
  record Register(LineId line, String user, String domain) implements MediaOrder {}

  /** Be it no more. Media sessions go on until they are stopped. */
  record Unregister(LineId line) implements MediaOrder {}

  record Stop(MediaSessionId session) implements MediaOrder {}
}
