package dev.hookswitch.directory;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people and phone systems write it, taken apart.
 *
 * @param dialled digits and {@code + * #}, without decoration and without the extension; never
 *     empty
 * @param extension digits to be dialled after the answer; null for none
 */
record NumberText(String dialled, @Nullable String extension) {
  private static final int LONGEST_TEXT = 250;
  private static final int LONGEST_NUMBER = 64;

  /** Marks of writing direction and the like, which come along when a number is copied. */
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

  private static final Pattern EXTENSION =
      Pattern.compile(
          """
          (?xiu) (?<=[\\d()\\s.,;-])
          (?: (?: ext | extn | extension | доб | добавочный | вн | внутр | внутренний ) (?! \\p{L} )
            | [xх] (?= [\\s.:]* \\d ) )
          [\\s.:=]* \\(? (\\d{1,8}) [)\\s]* $
          """);

  private static final Pattern PAUSE = Pattern.compile("(?<=[\\d)\\s])[,;]+\\s*(\\d{1,6})$");

  /** Words before and behind a number: {@code mob.: …}, {@code … (home)}. */
  private static final Pattern LABEL_BEFORE = Pattern.compile("(?:[\\p{L}\\s.:]*[\\s.:])?");

  private static final Pattern LABEL_BEHIND = Pattern.compile("(?:[\\s(),.;][\\p{L}\\s(),.;]*)?");

  private static final String CLOSING = "*#0123456789";
  private static final String OPENING = "+([" + CLOSING;

  /** Free-call numbers that spell a word; other letters are no digits. */
  private static final Pattern VANITY =
      Pattern.compile("\\+?[01]?[ .-]?\\(?[138]\\d\\d\\)?[ .-][A-Z\\d .-]{6,}");

  private static final Pattern DECORATION = Pattern.compile("[\\s().\\[\\]/~\\p{Pd}\\u2212]");

  /** The plus comes first, or behind the prefix for an outside line. */
  private static final Pattern DIALABLE = Pattern.compile("(?:\\d{1,3}(?=\\+))?\\+?[\\d*#]+");

  /** What networks send that have to send something: zeros, or "ANONYMOUS" on the keypad. */
  private static final Pattern SAYS_NOTHING = Pattern.compile("\\+?(?:0+|266696687)");

  /**
   * @return empty for what is no number: withheld ({@code anonymous}, nothing at all, zeros), a
   *     name, two numbers in one, a text that is too long
   */
  static Optional<NumberText> parse(String typed) {
    if (typed.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    if (isPlain(typed)) {
      return of(typed, null);
    }
    Optional<TelUri> uri = TelUri.parse(typed);
    if (uri.isPresent()) {
      return of(uri.get().number(), uri.get().extension());
    }
    String text = INVISIBLE.matcher(plain(typed)).replaceAll("").strip();
    for (Pattern pattern : new Pattern[] {EXTENSION, PAUSE}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find() && hasDigit(text.substring(0, matcher.start()))) {
        String before = text.substring(0, matcher.start()).replaceFirst("[\\s(,;.-]+$", "");
        return of(withoutLabels(before), matcher.group(1));
      }
    }
    return of(withoutLabels(text), null);
  }

  private static Optional<NumberText> of(String number, @Nullable String extension) {
    String dialled = isPlain(number) ? number : DECORATION.matcher(number).replaceAll("");
    return dialled.length() <= LONGEST_NUMBER
            && DIALABLE.matcher(dialled).matches()
            && !SAYS_NOTHING.matcher(dialled).matches()
        ? Optional.of(new NumberText(dialled, extension))
        : Optional.empty();
  }

  /** As phone systems send numbers: digits, a plus before them if any. */
  private static boolean isPlain(String text) {
    int first = text.startsWith("+") ? 1 : 0;
    return text.length() > first && text.chars().skip(first).allMatch(NumberText::isDigit);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Full-width, Arabic and other digits as 0 to 9, unusual blanks as blanks. */
  private static String plain(String typed) {
    String text = Normalizer.normalize(typed, Normalizer.Form.NFKC);
    StringBuilder plain = new StringBuilder(text.length());
    text.chars()
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(c -> plain.append((char) c));
    return plain.toString();
  }

  private static String withoutLabels(String text) {
    if (VANITY.matcher(text).matches()) {
      return PhoneNumberUtil.convertAlphaCharactersInNumber(text);
    }
    int first = 0;
    while (first < text.length() && !OPENING.contains(text.substring(first, first + 1))) {
      first++;
    }
    int end = text.length();
    while (end > first && !CLOSING.contains(text.substring(end - 1, end))) {
      end--;
    }
    // A word that touches a digit is a name, not a label.
    return LABEL_BEFORE.matcher(text.substring(0, first)).matches()
            && LABEL_BEHIND.matcher(text.substring(end)).matches()
        ? text.substring(first, end)
        : text;
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(NumberText::isDigit);
  }
}
