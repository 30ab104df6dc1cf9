package dev.hookswitch.directory;

/** What a user entered cannot be stored, and nothing was. */
public class DirectoryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The field that is wrong. */
  public enum Field {
    KIND,
    NAME,
    OWNER,
    ACCOUNT,
    CONTACT,
    JOB_TITLE,
    CITY,
    DESCRIPTION,
    NUMBER
  }

  private final Field field;
  private final String key;

  /**
   * @param key message key of the sentence that says what was expected
   * @param detail the value; for logs
   */
  public DirectoryRefused(Field field, String key, String detail) {
    super("%s '%s': %s".formatted(field, detail, key));
    this.field = field;
    this.key = key;
  }

  public Field field() {
    return field;
  }

  public String key() {
    return key;
  }
}
