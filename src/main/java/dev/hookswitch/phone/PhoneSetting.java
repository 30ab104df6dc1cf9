package dev.hookswitch.phone;

import java.util.List;
import java.util.Map;

/**
 * Something that a phone system has to be told before it can open a line. Its value is the line's
 * parameter of the same name.
 *
 * @param code name of the parameter
 * @param scope whether one value serves all lines that name none of their own
 * @param usual what counts when nobody names a value; empty when nothing does
 * @param onlyWith code of the flag without which this one means nothing; empty when there is none
 * @param choices values that are offered; others are possible
 */
public record PhoneSetting(
    String code, Kind kind, Scope scope, String usual, String onlyWith, List<String> choices) {
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

  public PhoneSetting {
    choices = List.copyOf(choices);
  }

  public PhoneSetting(String code, Kind kind, Scope scope) {
    this(code, kind, scope, "", "", List.of());
  }

  public PhoneSetting usually(String value) {
    return new PhoneSetting(code, kind, scope, value, onlyWith, choices);
  }

  public PhoneSetting onlyWith(String flag) {
    return new PhoneSetting(code, kind, scope, usual, flag, choices);
  }

  public PhoneSetting offering(String... values) {
    return new PhoneSetting(code, kind, scope, usual, onlyWith, List.of(values));
  }

  /** Whether a flag is on; anything but a clear {@code true} or {@code false} is what is usual. */
  public boolean isOn(Map<String, String> parameters) {
    return switch (parameters.getOrDefault(code, "").strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> usual.equals("true");
    };
  }
}
