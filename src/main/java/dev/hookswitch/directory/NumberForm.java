package dev.hookswitch.directory;

import org.jspecify.annotations.Nullable;

/**
 * What numbers are compared by. A withheld or malformed number is {@link #NONE}: it compares equal
 * to nothing.
 *
 * @param e164 the number with its country, such as {@code +74955550100}; null when the country is
 *     not known, and for internal numbers and service codes
 * @param digits those of the E.164 number, else those that were dialled; a service code keeps its
 *     {@code *} and {@code #}
 * @param reversed the digits from the last to the first, without the zeros of a trunk prefix; empty
 *     for service codes
 */
public record NumberForm(@Nullable String e164, String digits, String reversed) {
  public static final NumberForm NONE = new NumberForm(null, "", "");

  /** By which a party is the same party: E.164, else the digits; empty for {@link #NONE}. */
  public String identity() {
    return e164 == null ? digits : e164;
  }
}
