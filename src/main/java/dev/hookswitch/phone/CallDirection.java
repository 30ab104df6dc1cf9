package dev.hookswitch.phone;

import java.util.UUID;

/** Who began the call, seen from the line. The ids are the published ones (creatio-cti.md §2.4). */
public enum CallDirection {
  UNKNOWN("c072be2c-3d82-4468-9d4a-6db47d1f4cca"),
  OUT("53f71b5f-7e17-4cf5-bf14-6a59212db422"),
  IN("1d96a65f-2131-4916-8825-2d142b1000b2");

  private final UUID id;

  CallDirection(String id) {
    this.id = UUID.fromString(id);
  }

  public UUID id() {
    return id;
  }
}
