package dev.hookswitch.settings;

import java.util.Locale;
import java.util.Map;

/** Why system settings were not kept. Nothing of the change was. */
public class SystemSettingsRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, each with its sentence in the texts. */
  public enum Problem {
    /** No phone system here asks for it. */
    UNKNOWN,
    TOO_LONG,
    /** Expected: {@code ws://} or {@code wss://} and a host. */
    ADDRESS,
    /** Expected: {@code true} or {@code false}. */
    FLAG;

    public String textKey() {
      return "system.settings.problem." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final transient Map<String, Problem> problems;

  /**
   * @param problems by code of the setting
   */
  public SystemSettingsRefused(Map<String, Problem> problems) {
    super(problems.toString());
    this.problems = Map.copyOf(problems);
  }

  public Map<String, Problem> problems() {
    return problems;
  }
}
