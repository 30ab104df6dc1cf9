package dev.hookswitch.phone;

/** Identifies one WebRTC session between a page and its far end; a new one is made on takeover. */
public record MediaSessionId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
