package dev.hookswitch.calls.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a text as an index holds them, and the range of those that begin alike. */
final class Words {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  /** In characters; the rest of a longer word is not looked at. */
  private static final int LONGEST = 40;

  private Words() {}

  /** In small letters, each once. */
  static List<String> of(String text) {
    return BETWEEN
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .map(word -> word.length() <= LONGEST ? word : word.substring(0, LONGEST))
        .distinct()
        .toList();
  }

  /** From which on words begin with this one. */
  static byte[] first(String word) {
    return word.getBytes(UTF_8);
  }

  /** Before which they end: no byte of UTF-8 is as great as the last one here. */
  static byte[] bound(String word) {
    byte[] bytes = word.getBytes(UTF_8);
    byte[] bound = Arrays.copyOf(bytes, bytes.length + 1);
    bound[bytes.length] = (byte) 0xFF;
    return bound;
  }
}
