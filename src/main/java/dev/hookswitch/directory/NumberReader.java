package dev.hookswitch.directory;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.hookswitch.phone.PhoneNumber;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads numbers by given settings. Knows nothing but them; safe for use by many threads. */
final class NumberReader {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  /** Sequences for a call abroad that are understood without a default region. */
  private static final String INTERNATIONAL = "00";

  private static final String INTERNATIONAL_NORTH_AMERICA = "011";

  private final IdentificationSettings settings;

  NumberReader(IdentificationSettings settings) {
    this.settings = settings;
  }

  /** ISO 3166 codes of the regions whose numbers are known. */
  static Set<String> regions() {
    return new TreeSet<>(LIBRARY.getSupportedRegions());
  }

  /** What to dial: a written "(0)" between country and area is for reading, not for dialling. */
  static Optional<PhoneNumber> dialable(String typed) {
    return NumberText.parse(typed)
        .map(NumberText::dialled)
        .map(dialled ->
            dialled.startsWith("+") ? abroad(dialled.substring(1)).orElse(dialled) : dialled)
        .map(PhoneNumber::new);
  }

  NumberForm form(String typed) {
    return NumberText.parse(typed).map(text -> formOf(text.dialled())).orElse(NumberForm.NONE);
  }

  private NumberForm formOf(String undecorated) {
    if (isServiceCode(undecorated)) {
      return new NumberForm(null, undecorated, "");
    }
    Optional<String> e164 = e164(undecorated);
    String digits = e164.orElse(undecorated).replace("+", "");
    return new NumberForm(e164.orElse(null), digits, reversed(digits));
  }

  /** The number with its country, if that is known beyond doubt. */
  private Optional<String> e164(String dialled) {
    if (dialled.startsWith("+")) {
      return abroad(dialled.substring(1));
    }
    if (isInternal(dialled)) {
      return Optional.empty();
    }
    Optional<String> national = national(dialled);
    if (national.isPresent() && hasTrunkPrefix(dialled)) {
      return national;
    }
    // 88 030 1234567 is a call to Berlin through the prefix 88, not one to 8803 01234567.
    return behindOutsidePrefix(dialled, this::hasTrunkPrefix)
        .or(() -> national)
        .or(() -> behindOutsidePrefix(dialled, _ -> true))
        .or(() -> afterSequenceForAbroad(dialled))
        .or(() -> withPlusLeftOut(dialled));
  }

  /**
   * Whoever writes the country code means it: the number counts as long as its length is possible,
   * even in a range that is newer than the tables of the library.
   */
  private static Optional<String> abroad(String afterPlus) {
    return parsed("+" + afterPlus, null)
        .filter(
            number -> LIBRARY.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE)
        .map(NumberReader::e164);
  }

  private Optional<String> national(String dialled) {
    String region = settings.defaultRegion();
    if (region == null) {
      return Optional.empty();
    }
    return parsed(dialled, region).filter(LIBRARY::isValidNumber).map(NumberReader::e164);
  }

  private Optional<String> behindOutsidePrefix(String dialled, Predicate<String> wanted) {
    return settings.outsidePrefixes().stream()
        .filter(dialled::startsWith)
        .map(prefix -> dialled.substring(prefix.length()))
        .filter(rest -> !isInternal(rest) && wanted.test(rest))
        .flatMap(rest ->
            rest.startsWith("+")
                ? abroad(rest.substring(1)).stream()
                : national(rest).or(() -> afterSequenceForAbroad(rest)).stream())
        .findFirst();
  }

  private boolean hasTrunkPrefix(String dialled) {
    String region = settings.defaultRegion();
    String prefix = region == null ? null : LIBRARY.getNddPrefixForRegion(region, true);
    return prefix != null && dialled.startsWith(prefix);
  }

  private Optional<String> afterSequenceForAbroad(String dialled) {
    boolean northAmerican =
        settings.defaultRegion() == null || LIBRARY.isNANPACountry(settings.defaultRegion());
    return Stream.of(INTERNATIONAL, INTERNATIONAL_NORTH_AMERICA)
        .filter(sequence -> sequence.equals(INTERNATIONAL) || northAmerican)
        .filter(dialled::startsWith)
        .map(sequence -> parsed("+" + dialled.substring(sequence.length()), null))
        .flatMap(Optional::stream)
        .filter(LIBRARY::isValidNumber)
        .map(NumberReader::e164)
        .findFirst();
  }

  /**
   * Some phone systems send the country code and no plus. Without a default region nobody can say
   * that it is no national number: {@code 84955550100} is dialled in Moscow and lies in Vietnam.
   */
  private Optional<String> withPlusLeftOut(String dialled) {
    return settings.defaultRegion() == null
        ? Optional.empty()
        : parsed("+" + dialled, null).filter(LIBRARY::isValidNumber).map(NumberReader::e164);
  }

  private boolean isInternal(String digits) {
    return digits.length() <= settings.internalNumberLength();
  }

  private static boolean isServiceCode(String dialled) {
    return dialled.indexOf('*') >= 0 || dialled.indexOf('#') >= 0;
  }

  private String reversed(String digits) {
    int first = isInternal(digits) ? 0 : firstSignificant(digits);
    return new StringBuilder(digits).reverse().substring(0, digits.length() - first);
  }

  private static int firstSignificant(String digits) {
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return first;
  }

  private static Optional<Phonenumber.PhoneNumber> parsed(String number, @Nullable String region) {
    try {
      return Optional.of(LIBRARY.parse(number, region));
    } catch (NumberParseException _) {
      return Optional.empty();
    }
  }

  private static String e164(Phonenumber.PhoneNumber number) {
    return LIBRARY.format(number, PhoneNumberFormat.E164);
  }
}
