package dev.hookswitch.directory;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tel:} address (RFC 3966), as links of other programs carry it.
 *
 * @param number the number with its visual separators; a local number whose context is the
 *     beginning of a global one is joined with it
 * @param extension null for none
 */
public record TelUri(String number, @Nullable String extension) {
  private static final String SCHEME = "tel:";
  private static final int LONGEST = 250;
  private static final Pattern SUBSCRIBER =
      Pattern.compile("\\+?[0-9A-Da-d*#.()\\- ]*[0-9*#][.()\\- ]*");
  private static final Pattern GLOBAL_PREFIX = Pattern.compile("\\+[0-9.()-]*[0-9][0-9.()-]*");

  /**
   * @return empty when the text is no {@code tel:} address
   */
  public static Optional<TelUri> parse(String text) {
    String uri = text.strip();
    if (uri.length() > LONGEST || !uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String[] parts = uri.substring(SCHEME.length()).replaceFirst("^//", "").split(";");
    Map<String, String> parameters = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        parameters.put(
            parts[i].substring(0, equals).toLowerCase(Locale.ROOT),
            decoded(parts[i].substring(equals + 1)));
      }
    }
    String number = parts.length == 0 ? "" : decoded(parts[0]).strip();
    String context = parameters.getOrDefault("phone-context", "");
    if (!number.startsWith("+") && GLOBAL_PREFIX.matcher(context).matches()) {
      number = context + number;
    }
    return SUBSCRIBER.matcher(number).matches()
        ? Optional.of(new TelUri(number, digits(parameters.getOrDefault("ext", ""))))
        : Optional.empty();
  }

  private static @Nullable String digits(String extension) {
    String digits = extension.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? null : digits;
  }

  /** Percent signs decoded; a plus is a plus. */
  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return part;
    }
  }
}
