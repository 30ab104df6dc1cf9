package dev.hookswitch.messaging.asterisk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * One message of the manager interface: its lines in their order (asterisk.md §2). Immutable; a
 * field that is missing, and one whose value Asterisk does not know, is an empty text.
 */
final class AmiMessage {
  /** What Asterisk writes for a number or a name that it does not know. */
  private static final String UNKNOWN = "<unknown>";

  private final String[] names;
  private final String[] values;

  /**
   * @param names interned, as those that are asked for are
   */
  AmiMessage(String[] names, String[] values) {
    this.names = names;
    this.values = values;
  }

  /** The first value under the name. */
  String get(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) { // the same object mostly
        String value = values[i];
        return value.equals(UNKNOWN) ? "" : value;
      }
    }
    return "";
  }

  /** All values under the name, in their order. */
  List<String> all(String name) {
    var found = new ArrayList<String>(4);
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        found.add(values[i]);
      }
    }
    return found;
  }

  /**
   * The value of a channel's variable that manager.conf repeats with each event of a channel.
   *
   * @param field {@code ChanVariable}, with a prefix where the event is about several channels
   */
  String variable(String field, String name) {
    for (int i = 0; i < names.length; i++) {
      String value = values[i];
      if (names[i].equals(field)
          && value.length() > name.length()
          && value.charAt(name.length()) == '='
          && value.startsWith(name)) {
        return value.substring(name.length() + 1);
      }
    }
    return "";
  }

  /**
   * Name of the event; empty when the message is an answer. An {@code OriginateResponse} has a line
   * {@code Response}, too: whatever has a line {@code Event} is an event.
   */
  String event() {
    return get("Event");
  }

  /** The number that the field holds; {@code otherwise} when it holds none. */
  int number(String name, int otherwise) {
    String text = get(name);
    if (text.isEmpty() || text.length() > 9) {
      return otherwise;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return otherwise;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** Whether one of its values is like that. */
  boolean hasValue(Predicate<String> like) {
    return Arrays.stream(values).anyMatch(like);
  }

  /** As it came: a field per line. */
  String text() {
    var text = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      text.append(names[i]).append(": ").append(values[i]).append('\n');
    }
    return text.toString();
  }

  int size() {
    return names.length;
  }

  /** What kind it is; its values may be secret. */
  @Override
  public String toString() {
    String event = event();
    return event.isEmpty() ? "Response " + get("Response") : "Event " + event;
  }
}
