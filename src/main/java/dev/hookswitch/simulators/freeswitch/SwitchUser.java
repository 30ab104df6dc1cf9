package dev.hookswitch.simulators.freeswitch;

/**
 * A user in the directory of the switch.
 *
 * @param number digits; what others dial
 * @param domain the second half of the account
 * @param password in clear: it opens nothing but a simulator
 * @param name what others see
 * @param role a name: {@code admin}, {@code user}, or another without rights
 * @param agent whether the user belongs to the call centre
 */
public record SwitchUser(
    String number, String domain, String password, String name, String role, boolean agent) {

  public static SwitchUser of(String number, String domain, String password, String name) {
    return new SwitchUser(number, domain, password, name, "user", false);
  }

  /** {@code number@domain}, as both servers call the user. */
  public String account() {
    return number + "@" + domain;
  }

  public SwitchUser withPassword(String changed) {
    return new SwitchUser(number, domain, changed, name, role, agent);
  }

  public SwitchUser withRole(String changed) {
    return new SwitchUser(number, domain, password, name, changed, agent);
  }

  public SwitchUser asAgent() {
    return new SwitchUser(number, domain, password, name, role, true);
  }

  public SwitchUser asNoAgent() {
    return new SwitchUser(number, domain, password, name, role, false);
  }

  @Override
  public String toString() {
    return account();
  }
}
