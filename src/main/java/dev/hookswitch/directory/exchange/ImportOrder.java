package dev.hookswitch.directory.exchange;

import dev.hookswitch.security.UserId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is to be imported, and how.
 *
 * @param kind contacts or accounts
 * @param columns what the columns of a table tell, from left to right; empty for vCards
 * @param owner of what is created; null for nobody
 */
public record ImportOrder(
    String kind,
    Path file,
    FileFormat format,
    List<Column> columns,
    Duplicates duplicates,
    Refusals refusals,
    @Nullable UserId owner) {
  /**
   * What becomes of a line about somebody who is there already: the same number, or the same name
   * and account.
   */
  public enum Duplicates {
    SKIP,
    /** A second record is created. */
    ADD,
    /** The record that is there gets the numbers that it has not. */
    UPDATE_NUMBERS;

    public String textKey() {
      return "exchange.duplicates." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What lines that cannot become records do to the others. */
  public enum Refusals {
    /** Nothing is imported. */
    STOP,
    LEAVE_OUT;

    public String textKey() {
      return "exchange.refusals." + name().toLowerCase(Locale.ROOT);
    }
  }

  public ImportOrder {
    columns = List.copyOf(columns);
  }
}
