package dev.hookswitch.settings;

import java.util.List;
import java.util.Locale;

/**
 * What is wrong in a provisioning file, and where.
 *
 * @param line counted from 1
 * @param path to the key, as in {@code users[2].lines[0].number}; empty for the whole file
 * @param arguments of the sentence
 */
public record ProvisioningProblem(int line, String path, Kind kind, List<String> arguments) {
  public ProvisioningProblem {
    arguments = List.copyOf(arguments);
  }

  /** What was expected; each has its sentence in the texts. */
  public enum Kind {
    /** {0}: what the reader of YAML says. */
    NOT_YAML,
    /** {0}: the most bytes. */
    TOO_LARGE,
    ALIAS,
    EXPECTED_MAPPING,
    EXPECTED_LIST,
    EXPECTED_TEXT,
    EXPECTED_BOOLEAN,
    /** {0}: the keys that may stand here. */
    UNKNOWN_KEY,
    DOUBLE_KEY,
    /** {0}: the key. */
    MISSING_KEY,
    /** {0}: what may stand here. */
    EXPECTED_ONE_OF,
    /** {0}: the name of the variable. */
    MISSING_VARIABLE,
    SIGN_IN_FORM,
    NAME_LENGTH,
    /** {0}: the least number of characters. */
    PASSWORD_LENGTH,
    PASSWORD_HASH,
    PASSWORD_OR_HASH,
    NUMBER_FORM,
    /** The phone system has other numbers. */
    NUMBER_NOT_HERE,
    PARAMETERS,
    /** {0}: the team. */
    UNKNOWN_TEAM,
    /** {0}: line of the first. */
    DOUBLE_ENTRY,
    LAST_ADMINISTRATOR,
    /** {0}: the most characters. */
    TOO_LONG,
    ADDRESS_FORM,
    /** {0}: the sign-in. */
    UNKNOWN_USER;

    public String textKey() {
      return "provisioning.problem." + name().toLowerCase(Locale.ROOT);
    }
  }
}
