package dev.hookswitch.directory.store;

import org.jooq.Condition;
import org.jooq.Field;

/** Ranges of texts of digits, which every collation orders alike. */
final class DigitRange {
  /** No column of digits holds more. */
  private static final String GREATEST = "9".repeat(64);

  private DigitRange() {}

  /**
   * @param beginning digits, behind a plus where the column has one
   */
  static Condition beginningWith(Field<String> column, String beginning) {
    return column.between(beginning, end(beginning));
  }

  /** The last text that begins so. */
  static String end(String beginning) {
    return beginning + GREATEST;
  }
}
