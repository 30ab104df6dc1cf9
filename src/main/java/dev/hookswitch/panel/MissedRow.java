package dev.hookswitch.panel;

import dev.hookswitch.calls.MissedParty;

/**
 * A party that waits for a call back, as one agent sees it.
 *
 * @param name of the record that the calls are linked to, else as the phone system shows it, else
 *     the number; empty when it is withheld
 * @param second the line below the name; may be empty
 * @param takenBy name of who is on it; empty when nobody is
 */
public record MissedRow(
    MissedParty party, String name, String second, State state, String takenBy) {
  /** Whose work it is. */
  public enum State {
    OPEN,
    MINE,
    OTHERS
  }
}
