package dev.hookswitch.phone;

/**
 * Something that a phone system has to be told before it can open a line. Its value is the line's
 * parameter of the same name.
 *
 * @param code name of the parameter
 * @param scope whether one value serves all lines that name none of their own
 */
public record PhoneSetting(String code, Kind kind, Scope scope) {
  /** What a value looks like. */
  public enum Kind {
    /** {@code ws://} or {@code wss://}, any host, port and path. */
    ADDRESS,
    TEXT,
    /** Kept encrypted, and shown to nobody. */
    SECRET,
    /** {@code true} or {@code false}. */
    FLAG
  }

  /** Whose value it is. */
  public enum Scope {
    /** A system setting; a line's own value goes before it. */
    ALL_LINES,
    ONE_LINE
  }
}
