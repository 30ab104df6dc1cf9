package dev.hookswitch.connectors.legs;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.MediaSessionId;
import java.util.UUID;

/** Names for calls, which sort by time, and for media sessions, which cannot be guessed. */
final class Ids {
  private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

  private Ids() {}

  static CallId call() {
    return new CallId(BY_TIME.generate().toString());
  }

  static String linkage() {
    return BY_TIME.generate().toString();
  }

  static MediaSessionId mediaSession() {
    return new MediaSessionId(UUID.randomUUID().toString());
  }
}
