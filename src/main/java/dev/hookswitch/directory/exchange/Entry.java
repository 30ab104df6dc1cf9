package dev.hookswitch.directory.exchange;

/**
 * A line of a table, or a card.
 *
 * @param line on which it begins, counted from 1
 */
sealed interface Entry {
  long line();

  record Readable(long line, Draft draft) implements Entry {}

  /**
   * @param value what stands there
   */
  record Unreadable(long line, RefusedLine.Reason reason, String value) implements Entry {}
}
