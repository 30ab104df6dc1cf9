package dev.hookswitch.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Why a line was not written. Nothing of the change was kept. */
public class LineRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, each with its sentence in the texts. */
  public enum Problem {
    SYSTEM_UNKNOWN,
    /** Digits and {@code + * #}, at most 64 of them. */
    NUMBER_FORM,
    /** Good elsewhere, but the phone system has other numbers. */
    NUMBER_NOT_HERE,
    NUMBER_TAKEN,
    /** Names of at most 60 characters, values of at most 1000, one value per name. */
    PARAMETERS;

    public String textKey() {
      return "lines.problem." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Set<Problem> problems;
  private final transient Map<String, SystemSettingsRefused.Problem> settings;

  public LineRefused(Set<Problem> problems) {
    this(problems, Map.of());
  }

  /**
   * @param settings what is wrong with the values of parameters that the phone system asks for, by
   *     their codes
   */
  public LineRefused(Set<Problem> problems, Map<String, SystemSettingsRefused.Problem> settings) {
    super(problems + " " + settings);
    this.problems = Set.copyOf(problems);
    this.settings = Map.copyOf(settings);
  }

  public Set<Problem> problems() {
    return problems;
  }

  public Map<String, SystemSettingsRefused.Problem> settings() {
    return settings;
  }
}
