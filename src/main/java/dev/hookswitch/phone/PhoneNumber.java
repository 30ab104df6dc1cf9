package dev.hookswitch.phone;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number as it was dialled or shown by a phone system: digits, {@code + * #}, without decoration.
 *
 * @param dialled empty when the caller withholds the number
 */
public record PhoneNumber(String dialled) {
  /** A caller who hides the number. */
  public static final PhoneNumber WITHHELD = new PhoneNumber("");

  private static final int MAX_LENGTH = 64;
  private static final Pattern DECORATED = Pattern.compile("[0-9+*# ()\\-./\\u00a0]*");
  private static final Pattern DECORATION = Pattern.compile("[ ()\\-./\\u00a0]");

  public PhoneNumber {
    if (dialled.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "number of %d characters (expected: at most %d)".formatted(dialled.length(), MAX_LENGTH));
    }
  }

  /**
   * What a person typed, if it is a number.
   *
   * @return empty when the text holds anything but digits, {@code + * #}, blanks, brackets, dashes,
   *     dots and slashes, holds none of the dialable characters, or is too long
   */
  public static Optional<PhoneNumber> typed(String text) {
    if (!DECORATED.matcher(text).matches()) {
      return Optional.empty();
    }
    String dialled = DECORATION.matcher(text).replaceAll("");
    return dialled.isEmpty() || dialled.length() > MAX_LENGTH
        ? Optional.empty()
        : Optional.of(new PhoneNumber(dialled));
  }

  public boolean withheld() {
    return dialled.isEmpty();
  }

  @Override
  public String toString() {
    return dialled;
  }
}
