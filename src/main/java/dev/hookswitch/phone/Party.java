package dev.hookswitch.phone;

/**
 * One side of a call as the phone system names it.
 *
 * @param name text, never markup; empty when the phone system gives none
 */
public record Party(PhoneNumber number, String name) {
  public static Party of(PhoneNumber number) {
    return new Party(number, "");
  }
}
