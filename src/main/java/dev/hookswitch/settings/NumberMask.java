package dev.hookswitch.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A row of numbers of one length: digits stand for themselves, the places at the end that are
 * {@code #} count upwards from zero. {@code 10##} is 1000, 1001, … 1099.
 *
 * @param text digits, then one to six {@code #}
 */
public record NumberMask(String text) {
  private static final Pattern FORM = Pattern.compile("\\d{0,20}#{1,6}");

  public NumberMask {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "%s (expected: digits, then one to six #)".formatted(text));
    }
  }

  /** Empty when the text is no mask. */
  public static Optional<NumberMask> typed(String text) {
    return Optional.of(text.strip())
        .filter(typed -> FORM.matcher(typed).matches())
        .map(NumberMask::new);
  }

  /** How many numbers it has. */
  public int size() {
    return (int) Math.pow(10, places());
  }

  /** The first numbers that are free, at most so many; fewer when the mask has no more. */
  public List<String> free(Set<String> taken, int most) {
    return numbers().filter(number -> !taken.contains(number)).limit(most).toList();
  }

  private Stream<String> numbers() {
    String fixed = text.substring(0, text.indexOf('#'));
    String counted = "%0" + places() + "d";
    return IntStream.range(0, size()).mapToObj(number -> fixed + counted.formatted(number));
  }

  private int places() {
    return text.length() - text.indexOf('#');
  }

  @Override
  public String toString() {
    return text;
  }
}
