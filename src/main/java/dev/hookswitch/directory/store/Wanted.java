package dev.hookswitch.directory.store;

import java.util.List;

/** What a list is narrowed to. */
public sealed interface Wanted {
  record Everything() implements Wanted {}

  /**
   * @param words every one begins a word of the name; lower case
   */
  record Named(List<String> words) implements Wanted {
    public Named {
      words = List.copyOf(words);
    }
  }

  /**
   * @param number plus and digits
   */
  record BeginningWith(String number) implements Wanted {}

  /**
   * @param reversed digits, the last one first; never empty
   */
  record EndingWith(String reversed) implements Wanted {}
}
