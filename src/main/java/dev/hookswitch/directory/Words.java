package dev.hookswitch.directory;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words by which a name is found. */
public final class Words {
  /** Letters; what begins alike beyond them counts as the same word. */
  private static final int LONGEST = 40;

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private Words() {}

  /** In lower case, each once, in their order. */
  public static List<String> of(String text) {
    return BETWEEN
        .splitAsStream(lower(text))
        .filter(word -> !word.isEmpty())
        .map(word -> word.length() <= LONGEST ? word : word.substring(0, LONGEST))
        .distinct()
        .toList();
  }

  /** As lists are ordered. */
  public static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
