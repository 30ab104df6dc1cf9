package dev.hookswitch.phone;

import java.util.List;

/**
 * How a page sets up a WebRTC session (the {@code config} of webRtcStarted, creatio-cti.md §2.2).
 *
 * @param role which side describes the session first
 * @param iceServers STUN and TURN servers; may hold short-lived credentials, so it is never written
 *     to a journal
 */
public record MediaConfig(Role role, Media media, List<IceServer> iceServers) {
  public MediaConfig {
    iceServers = List.copyOf(iceServers);
  }

  public enum Role {
    OFFERS,
    ANSWERS
  }

  /**
   * @param username empty for STUN
   * @param credential empty for STUN; short-lived for TURN
   */
  public record IceServer(String url, String username, String credential) {
    @Override
    public String toString() {
      return "IceServer[" + url + "]";
    }
  }
}
