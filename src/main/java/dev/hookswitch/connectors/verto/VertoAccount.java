package dev.hookswitch.connectors.verto;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * How to sign in at a Verto server.
 *
 * @param address of the socket; free text, used as it is
 * @param login {@code number@domain}, or a number where the server's profile forces a domain
 */
public record VertoAccount(String address, String login, String password) {
  /**
   * Names the session at the server, which keeps calls for the session that lost its connection. It
   * is the same after a restart of this server and nobody can guess it who does not know the
   * password.
   */
  String session() {
    String known = String.join("\n", address, login, password);
    return UUID.nameUUIDFromBytes(known.getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public String toString() {
    return "VertoAccount[" + login + "]";
  }
}
