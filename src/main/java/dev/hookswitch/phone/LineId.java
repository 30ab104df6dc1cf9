package dev.hookswitch.phone;

import java.util.UUID;

/** Identifies one line of one user on one phone system, for as long as the line exists. */
public record LineId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
