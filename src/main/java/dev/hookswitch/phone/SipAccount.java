package dev.hookswitch.phone;

import java.net.URI;

/**
 * The phone of a line that a page of its user is: an account of SIP over WebSocket (RFC 7118).
 *
 * @param address {@code ws://} or {@code wss://} of the phone system; used as it is
 * @param user whom the phone system knows, and whose password is asked for
 * @param password kept by the server; no page ever has it
 */
public record SipAccount(String address, String user, String password) {
  /** What stands behind the {@code @} in the phone's own address. */
  public String domain() {
    try {
      String host = URI.create(address.strip()).getHost();
      return host == null ? "phone.invalid" : host;
    } catch (IllegalArgumentException e) {
      return "phone.invalid";
    }
  }

  @Override
  public String toString() {
    return "SipAccount[" + user + "]";
  }
}
