package dev.hookswitch.directory;

import java.util.Locale;
import java.util.Set;

/** Why settings of identification were not kept. Nothing of the change was. */
public class IdentificationRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, each with its sentence in the texts. */
  public enum Problem {
    REGION_UNKNOWN,
    /**
     * From {@value IdentificationSettings#LEAST_SEARCH} to {@value
     * IdentificationSettings#MOST_SEARCH}.
     */
    SEARCH_LENGTH,
    /** Not negative and less than the search number length. */
    INTERNAL_LENGTH,
    /** One to four digits, each once, at most ten of them. */
    PREFIX_FORM,
    /** At least one, each once and a kind that is there. */
    SOURCES;

    public String textKey() {
      return "identification.problem." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Set<Problem> problems;

  public IdentificationRefused(Set<Problem> problems) {
    super(problems.toString());
    this.problems = Set.copyOf(problems);
  }

  public Set<Problem> problems() {
    return problems;
  }
}
