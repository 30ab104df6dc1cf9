package dev.hookswitch.messaging.asterisk;

import java.util.regex.Pattern;

/**
 * An action of the manager interface. Nothing quotes a value there: a line break would begin a new
 * line or a new action, so no value may hold one (asterisk.md §2, injection).
 */
final class AmiAction {
  private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n\\x00]");

  private final String name;
  private final StringBuilder lines = new StringBuilder(200);

  private AmiAction(String name) {
    this.name = name;
    with("Action", name);
  }

  static AmiAction of(String name) {
    return new AmiAction(name);
  }

  /**
   * @throws IllegalArgumentException when the value would not stay in its line
   */
  AmiAction with(String field, String value) {
    if (LINE_BREAK.matcher(value).find()) {
      throw new IllegalArgumentException("a line break in the field " + field + " of " + name);
    }
    lines.append(field).append(": ").append(value).append("\r\n");
    return this;
  }

  /**
   * A variable of the channel that the action makes. A comma ends a value and cannot be escaped
   * (asterisk.md §6.1), so it becomes a blank.
   */
  AmiAction variable(String variable, String value) {
    return with("Variable", variable + "=" + value.replace(',', ' '));
  }

  String name() {
    return name;
  }

  /** As it is sent. */
  String text(String actionId) {
    return lines + "ActionID: " + actionId + "\r\n\r\n";
  }

  /** Without its values, which may be secret. */
  @Override
  public String toString() {
    return name;
  }
}
