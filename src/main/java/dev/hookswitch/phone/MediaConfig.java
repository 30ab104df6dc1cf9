package dev.hookswitch.phone;

import java.util.List;

/**
 * How a page sets up a WebRTC session (the {@code config} of webRtcStarted, creatio-cti.md §2.2).
 *
 * @param role which side describes the session first
 * @param media what the page sends at first
 * @param possible what is negotiated, so that it can be sent later without a new description
 * @param iceServers STUN and TURN servers; may hold short-lived credentials, so it is never written
 *     to a journal
 */
public record MediaConfig(
    Role role, Media media, Media possible, Gathering gathering, List<IceServer> iceServers) {
  public MediaConfig {
    iceServers = List.copyOf(iceServers);
  }

  public enum Role {
    OFFERS,
    ANSWERS,
    /**
     * The page is a SIP phone ({@link SipAccount}) that has been invited, and answers now: the
     * session's id is the Call-ID. Descriptions go their own way.
     */
    INVITED
  }

  /** What becomes of the addresses that a page finds for its media. */
  public enum Gathering {
    /** Each is told when it is found (RFC 8838). */
    TRICKLE,
    /** They stand in the description, which waits for them, if not for long. */
    BEFORE_DESCRIPTION
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
