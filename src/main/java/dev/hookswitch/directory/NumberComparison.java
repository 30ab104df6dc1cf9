package dev.hookswitch.directory;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says whether two numbers may be the same, and why. Knows nothing but the settings. */
final class NumberComparison {
  /** Fewer equal digits say nothing, whatever the settings. */
  private static final int LEAST_DIGITS = 5;

  private final int searchLength;
  private final int internalLength;

  NumberComparison(IdentificationSettings settings) {
    this.searchLength = settings.searchNumberLength();
    this.internalLength = settings.internalNumberLength();
  }

  /** Such a number has no country; it is the same or it is not. */
  boolean isInternal(NumberForm number) {
    return number.e164() == null
        && !number.reversed().isEmpty()
        && number.digits().length() <= internalLength;
  }

  /**
   * How a number that is the same has to end, the digits reversed: the first of these is the
   * beginning of its reversed digits, or they are one of the others and no more.
   *
   * @return empty for a number that ends in too few digits to say anything
   */
  List<String> endings(NumberForm number) {
    int most = tellingDigits(number);
    return IntStream.iterate(most, digits -> digits >= leastDigits(), digits -> digits - 1)
        .mapToObj(digits -> number.reversed().substring(0, digits))
        .toList();
  }

  private int leastDigits() {
    return Math.max(internalLength + 1, LEAST_DIGITS);
  }

  /** Digits that have to be equal at the end of a number; 0 when it has too few to say anything. */
  private int tellingDigits(NumberForm number) {
    int length = number.reversed().length();
    return isInternal(number) || length < leastDigits() ? 0 : Math.min(length, searchLength);
  }

  /**
   * @return empty when nothing says that they are the same; so with two countries, however equal
   *     the digits
   */
  Optional<Rule> rule(NumberForm one, NumberForm other) {
    if (one.identity().isEmpty() || other.identity().isEmpty()) {
      return Optional.empty();
    }
    if (one.identity().equals(other.identity())) {
      return Optional.of(isInternal(one) ? new Rule.SameInternalNumber() : new Rule.SameNumber());
    }
    if (one.e164() != null && other.e164() != null) {
      return Optional.empty();
    }
    int digits = Math.min(tellingDigits(one), tellingDigits(other));
    return digits > 0 && one.reversed().regionMatches(0, other.reversed(), 0, digits)
        ? Optional.of(new Rule.SameLastDigits(digits))
        : Optional.empty();
  }
}
