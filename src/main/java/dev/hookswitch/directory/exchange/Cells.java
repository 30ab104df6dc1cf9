package dev.hookswitch.directory.exchange;

/**
 * Cells that a spreadsheet would take for formulas. A quote before them makes them text; who reads
 * the file here takes it away again. A cell that begins with a quote gets one more, so that nothing
 * is lost either way.
 */
final class Cells {
  /** Full-width signs begin formulas in some languages. */
  private static final String BEGINS_FORMULA = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

  private static final char QUOTE = '\'';

  private Cells() {}

  static String defuse(String text) {
    return !text.isEmpty() && isMarked(text.charAt(0)) ? QUOTE + text : text;
  }

  static String undo(String text) {
    return text.length() > 1 && text.charAt(0) == QUOTE && isMarked(text.charAt(1))
        ? text.substring(1)
        : text;
  }

  private static boolean isMarked(char first) {
    return first == QUOTE || BEGINS_FORMULA.indexOf(first) >= 0;
  }
}
