package dev.hookswitch.connectors.webitel;

/**
 * How to sign in at an event server.
 *
 * @param address of the socket; free text, used as it is
 * @param account {@code number@domain}
 */
public record WebitelAccount(String address, String account, String password) {
  /** What stands behind the sign @. */
  public String domain() {
    return account.substring(account.indexOf('@') + 1);
  }

  @Override
  public String toString() {
    return "WebitelAccount[" + account + "]";
  }
}
