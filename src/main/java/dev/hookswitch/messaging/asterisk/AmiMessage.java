package dev.hookswitch.messaging.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One message of the manager interface: its lines in their order (asterisk.md §2). It says the same
 * for ever; a field that is missing, and one whose value Asterisk does not know, is an empty text.
 *
 * <p>An event has twenty to fifty fields, of which a few are asked for: the others stay bytes.
 */
final class AmiMessage {
  /** What Asterisk writes for a number or a name that it does not know. */
  private static final String UNKNOWN = "<unknown>";

  private final String[] names;

  /** All values, one behind the other, in UTF-8. */
  private final byte[] bytes;

  private final int[] ends;

  /** Those that were asked for; null for the others. */
  private final @Nullable String[] read;

  /**
   * @param names interned, as those that are asked for are
   * @param bytes the values, one behind the other, in UTF-8
   * @param ends where each of them ends
   */
  AmiMessage(String[] names, byte[] bytes, int[] ends) {
    this.names = names;
    this.bytes = bytes;
    this.ends = ends;
    this.read = new String[names.length];
  }

  private String value(int field) {
    String value = read[field];
    if (value == null) {
      int start = start(field);
      int length = ends[field] - start;
      value = length == 0 ? "" : new String(bytes, start, length, StandardCharsets.UTF_8);
      read[field] = value;
    }
    return value;
  }

  private int start(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }

  /** The first value under the name. */
  String get(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) { // the same object mostly
        String value = value(i);
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
        found.add(value(i));
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
      if (names[i].equals(field) && begins(i, name)) {
        return value(i).substring(name.length() + 1);
      }
    }
    return "";
  }

  /** Whether the value is that of the variable; its name is ASCII. */
  private boolean begins(int field, String variable) {
    int start = start(field);
    int equals = start + variable.length();
    if (equals >= ends[field] || bytes[equals] != '=') {
      return false;
    }
    for (int i = 0; i < variable.length(); i++) {
      if (bytes[start + i] != variable.charAt(i)) {
        return false;
      }
    }
    return true;
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
    return IntStream.range(0, names.length).mapToObj(this::value).anyMatch(like);
  }

  /** As it came: a field per line. */
  String text() {
    var text = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      text.append(names[i]).append(": ").append(value(i)).append('\n');
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
