package dev.hookswitch.calls;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/** Which bytes of a file a request gets (RFC 9110 §14). */
sealed interface ByteRange {
  record Whole() implements ByteRange {}

  /**
   * @param from the first byte
   * @param to the last byte
   */
  record Part(long from, long to) implements ByteRange {
    long count() {
      return to - from + 1;
    }
  }

  /** None: it begins after the end of the file. */
  record Beyond() implements ByteRange {}

  /**
   * @param range the field Range; null when the request has none. One that is malformed, or names
   *     several parts, may be ignored (§14.2) and is
   * @param ifRange the field If-Range, null when the request has none: the part counts only for the
   *     file that the client has a part of already (§13.1.5)
   * @param tag the strong entity tag of the file, in quotes
   */
  static ByteRange of(@Nullable String range, @Nullable String ifRange, String tag, long length) {
    if (range == null || (ifRange != null && !ifRange.equals(tag))) {
      return new Whole();
    }
    List<HttpRange> parts;
    try {
      parts = HttpRange.parseRanges(range);
    } catch (IllegalArgumentException _) {
      return new Whole();
    }
    if (parts.size() != 1) {
      return new Whole();
    }
    if (length == 0) {
      return new Beyond();
    }
    long from = parts.getFirst().getRangeStart(length);
    return from >= length
        ? new Beyond()
        : new Part(from, Math.min(parts.getFirst().getRangeEnd(length), length - 1));
  }
}
