package dev.hookswitch.settings;

import java.util.Locale;
import java.util.Set;

/** Why a line was not written. Nothing of the change was kept. */
public class LineRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, each with its sentence in the texts. */
  public enum Problem {
    SYSTEM_UNKNOWN,
    /** Digits and {@code + * #}, at most 64 of them. */
    NUMBER_FORM,
    NUMBER_TAKEN,
    /** Names of at most 60 characters, values of at most 1000, one value per name. */
    PARAMETERS;

    public String textKey() {
      return "lines.problem." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Set<Problem> problems;

  public LineRefused(Set<Problem> problems) {
    super(problems.toString());
    this.problems = Set.copyOf(problems);
  }

  public Set<Problem> problems() {
    return problems;
  }
}
