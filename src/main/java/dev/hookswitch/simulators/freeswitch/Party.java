package dev.hookswitch.simulators.freeswitch;

/** Name and number as a display shows them; a name may be empty. */
public record Party(String name, String number) {
  /** FreeSWITCH's constant where it knows no name (verto.md §6). */
  public static final String NO_NAME = "Outbound Call";

  static Party unnamed(String number) {
    return new Party(NO_NAME, number);
  }
}
