package dev.hookswitch.directory.exchange;

import dev.hookswitch.directory.RecordRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or would do.
 *
 * @param lines that were read
 * @param created records of the kind that is imported
 * @param accounts that were created because a contact names them
 * @param duplicates lines about somebody who is there already
 * @param changed records that got numbers
 * @param refused lines that could not become records
 * @param firstDuplicates no more than {@link #SHOWN}
 * @param firstRefused no more than {@link #SHOWN}; the report has all
 */
public record ImportResult(
    Outcome outcome,
    long lines,
    long created,
    long accounts,
    long duplicates,
    long changed,
    long refused,
    List<Duplicate> firstDuplicates,
    List<RefusedLine> firstRefused) {
  public static final int SHOWN = 100;

  public enum Outcome {
    /** Only looked: nothing was written. */
    CHECKED,
    DONE,
    /** Lines were refused, and they were to stop the import: nothing was written. */
    STOPPED
  }

  /**
   * @param line on which the entry begins
   * @param name as the file has it
   * @param found null for an earlier line of the same file
   */
  public record Duplicate(long line, String name, @Nullable RecordRef found) {}

  public ImportResult {
    firstDuplicates = List.copyOf(firstDuplicates);
    firstRefused = List.copyOf(firstRefused);
  }
}
