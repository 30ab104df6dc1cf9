package dev.hookswitch.security;

import java.util.Locale;
import java.util.Set;

/** Why a change of users or teams was not made. Nothing of the change was kept. */
public class PeopleRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The input that a problem belongs to. */
  public enum Field {
    SIGN_IN,
    NAME,
    PASSWORD,
    ROLES,
    ACCESS,
    TEAM_NAME
  }

  /** What is wrong, each with its sentence in the texts. */
  public enum Problem {
    /** Letters, digits and {@code . _ - @}, at most 64 of them. */
    SIGN_IN_FORM(Field.SIGN_IN),
    SIGN_IN_TAKEN(Field.SIGN_IN),
    /** One to 100 characters. */
    NAME_LENGTH(Field.NAME),
    PASSWORD_SHORT(Field.PASSWORD),
    /** The hash reads 72 bytes and no more. */
    PASSWORD_LONG(Field.PASSWORD),
    ROLE_MISSING(Field.ROLES),
    LAST_ADMINISTRATOR_ROLE(Field.ROLES),
    LAST_ADMINISTRATOR_ACCESS(Field.ACCESS),
    TEAM_NAME_LENGTH(Field.TEAM_NAME),
    TEAM_NAME_TAKEN(Field.TEAM_NAME);

    private final Field field;

    Problem(Field field) {
      this.field = field;
    }

    public Field field() {
      return field;
    }

    /** The key of its sentence; {@code {0}} in it is the least length of a password. */
    public String textKey() {
      return "people.problem." + name().toLowerCase(Locale.ROOT);
    }
  }

  private final Set<Problem> problems;

  public PeopleRefused(Set<Problem> problems) {
    super(problems.toString());
    this.problems = Set.copyOf(problems);
  }

  public PeopleRefused(Problem problem) {
    this(Set.of(problem));
  }

  public Set<Problem> problems() {
    return problems;
  }
}
