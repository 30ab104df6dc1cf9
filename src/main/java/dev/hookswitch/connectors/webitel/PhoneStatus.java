package dev.hookswitch.connectors.webitel;

/**
 * Where a user is, as the event server says it (webitel.md §8).
 *
 * @param state of the phone: {@code ONHOOK}, {@code ISBUSY}, {@code NONREG}
 * @param away reason of absence: {@code NONE}, {@code DND}, {@code ONBREAK}, …
 * @param comment what the user said to it; may be empty
 * @param callCentre whether the user takes calls of the call centre's queues
 */
record PhoneStatus(String state, String away, String comment, boolean callCentre) {
  static final PhoneStatus UNKNOWN = new PhoneStatus("", "", "", false);

  boolean phoneMissing() {
    return state.equals("NONREG");
  }
}
