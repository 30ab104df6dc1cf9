package dev.hookswitch.directory;

import java.util.List;
import java.util.Locale;

/** What a user entered cannot be stored, and nothing was. */
public class DirectoryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The field that is wrong. */
  public enum Field {
    KIND,
    NAME,
    PLURAL,
    OWNER,
    ACCOUNT,
    CONTACT,
    JOB_TITLE,
    CITY,
    DESCRIPTION,
    NUMBER
  }

  /** What is wrong, each with its sentence in the texts. */
  public enum Reason {
    /** One to 250 characters. */
    NAME_LENGTH(Field.NAME),
    OWNER_UNKNOWN(Field.OWNER),
    ACCOUNT_UNKNOWN(Field.ACCOUNT),
    CONTACT_UNKNOWN(Field.CONTACT),
    /** At most 250 characters. */
    JOB_TITLE_LENGTH(Field.JOB_TITLE),
    /** At most 100 characters. */
    CITY_LENGTH(Field.CITY),
    /** At most 4000 characters. */
    DESCRIPTION_LENGTH(Field.DESCRIPTION),
    /** A number has 1 to 64 digits. */
    NUMBER_FORM(Field.NUMBER),
    ADDRESS_FORM(Field.NUMBER),
    /** The record has it already, if in another notation. */
    NUMBER_TWICE(Field.NUMBER),
    /** At most 100 numbers and addresses. */
    TOO_MANY_NUMBERS(Field.NUMBER),
    KIND_UNKNOWN(Field.KIND),
    /** Latin letters, digits and dashes, at most 40. */
    KIND_CODE_FORM(Field.KIND),
    KIND_CODE_TAKEN(Field.KIND),
    KIND_IN_USE(Field.KIND),
    /** One to 60 characters. */
    KIND_NAME_LENGTH(Field.NAME),
    /** One to 60 characters. */
    KIND_PLURAL_LENGTH(Field.PLURAL);

    private final Field field;

    Reason(Field field) {
      this.field = field;
    }

    public Field field() {
      return field;
    }

    /** The key of its sentence. */
    public String textKey() {
      return "directory.problem." + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param value as it was entered
   */
  public record Problem(Reason reason, String value) {
    public Field field() {
      return reason.field();
    }
  }

  @SuppressWarnings("serial") // Never serialized.
  private final List<Problem> problems;

  /**
   * @param problems all that were found
   */
  public DirectoryRefused(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  public DirectoryRefused(Reason reason, String value) {
    this(List.of(new Problem(reason, value)));
  }

  public List<Problem> problems() {
    return problems;
  }
}
