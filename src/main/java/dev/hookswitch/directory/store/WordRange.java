package dev.hookswitch.directory.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jooq.Condition;
import org.jooq.Field;

/** Words as the index orders them. */
final class WordRange {
  private WordRange() {}

  static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }

  static Condition beginningWith(Field<byte[]> word, String beginning) {
    byte[] first = bytes(beginning);
    return word.ge(first).and(word.lt(after(first)));
  }

  /** Greater than everything that begins with these bytes, and the least so. UTF-8 has no 0xFF. */
  private static byte[] after(byte[] beginning) {
    byte[] after = Arrays.copyOf(beginning, beginning.length);
    after[after.length - 1]++;
    return after;
  }
}
