package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.time.Instant;

/** Somebody listened to the recording of a call, or took a copy of it. */
public record Listening(UserId who, Way way, Instant at) {
  public enum Way {
    PLAYED,
    DOWNLOADED
  }
}
