package dev.hookswitch.directory;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are read and where they are looked for, in the whole installation.
 *
 * @param defaultRegion ISO 3166 code of the country of numbers without a country code; null when
 *     such numbers stay without a country
 * @param searchNumberLength how many last digits have to be equal when of one number the country is
 *     not known
 * @param internalNumberLength most digits of an internal number; 0 when there are none
 * @param outsidePrefixes digits that are dialled for an outside line
 * @param sources codes of kinds of records and {@link RecordRef#EMPLOYEE}, first looked at first
 */
public record IdentificationSettings(
    @Nullable String defaultRegion,
    int searchNumberLength,
    int internalNumberLength,
    List<String> outsidePrefixes,
    List<String> sources) {
  public static final int LEAST_SEARCH = 5;
  public static final int MOST_SEARCH = 15;

  public IdentificationSettings {
    outsidePrefixes = List.copyOf(outsidePrefixes);
    sources = List.copyOf(sources);
  }

  /** Whether every number is read alike by both, so that what is stored stays as it is. */
  boolean readsLike(IdentificationSettings other) {
    return Objects.equals(defaultRegion, other.defaultRegion)
        && internalNumberLength == other.internalNumberLength
        && outsidePrefixes.equals(other.outsidePrefixes);
  }
}
