package dev.hookswitch.line;

import dev.hookswitch.phone.CallId;
import dev.hookswitch.phone.PhoneNumber;
import java.util.Optional;

/**
 * Texts of a phone system on their way to people and to the database: of bounded length, and
 * without what one of them cannot take, such as the character 0 or half of a surrogate pair.
 */
public final class PeerText {
  /** Longer names are cut: they are shown in one line. */
  private static final int LONGEST_NAME = 250;

  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_WORDS = 500;

  private PeerText() {}

  /** A name, or another text of one line. */
  public static String name(String text) {
    return clean(text, LONGEST_NAME);
  }

  /** A sentence, such as the reason of a refusal. */
  public static String words(String text) {
    return clean(text, LONGEST_WORDS);
  }

  /** A number, without the domain of an address; withheld when it is unusable. */
  public static PhoneNumber number(String text) {
    int at = text.indexOf('@');
    String bare = (at < 0 ? text : text.substring(0, at)).strip();
    return bare.length() > LONGEST_NUMBER || !clean(bare, LONGEST_NUMBER).equals(bare)
        ? PhoneNumber.WITHHELD
        : new PhoneNumber(bare);
  }

  /** An id; empty when it can be none. */
  public static Optional<CallId> id(String text) {
    return isId(text) ? Optional.of(new CallId(text)) : Optional.empty();
  }

  /** Whether it can be an id: printable ASCII. */
  public static boolean isId(String text) {
    return !text.isBlank() && text.length() <= CallId.MAX_LENGTH && isPrintable(text);
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** A control character becomes a blank, half of a pair nothing. */
  private static String clean(String text, int longest) {
    if (isClean(text, longest)) {
      return text;
    }
    var clean = new StringBuilder();
    for (int i = 0; i < text.length() && clean.length() < longest; ) {
      int c = text.codePointAt(i);
      if (Character.isISOControl(c)) {
        clean.append(' ');
      } else if (!isHalf(c) && clean.length() + Character.charCount(c) <= longest) {
        clean.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return clean.toString().strip();
  }

  /** Whether nothing has to be done, as with nearly all of them. */
  private static boolean isClean(String text, int longest) {
    int length = text.length();
    if (length > longest) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return false;
      }
    }
    return length == 0
        || !Character.isWhitespace(text.charAt(0))
            && !Character.isWhitespace(text.charAt(length - 1));
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
