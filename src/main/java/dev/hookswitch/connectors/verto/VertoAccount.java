package dev.hookswitch.connectors.verto;

import dev.hookswitch.phone.LineId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * How to sign in at a Verto server.
 *
 * @param line whose session it is: another line that signs in with the same login takes nothing
 *     away from it
 * @param address of the socket; free text, used as it is
 * @param login {@code number@domain}, or a number where the server's profile forces a domain
 */
public record VertoAccount(LineId line, String address, String login, String password) {
  /**
   * Names the session at the server, which keeps calls for the session that lost its connection. It
   * is the same after a restart of this server and nobody can guess it who does not know the
   * password. A second connection with the same session takes the place of the first (verto.md §3).
   */
  String session() {
    String known = String.join("\n", line.toString(), address, login, password);
    return UUID.nameUUIDFromBytes(known.getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public String toString() {
    return "VertoAccount[" + login + "]";
  }
}
