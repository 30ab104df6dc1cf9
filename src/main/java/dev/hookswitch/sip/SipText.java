package dev.hookswitch.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A SIP message as text (RFC 3261 §7), as far as somebody in the middle has to understand it. What
 * two readers could read in two ways is none: lines are ended by CRLF and never folded, and the
 * length of the body is named once and right, because on a reliable transport what follows it would
 * be the next message.
 *
 * @param start the request line or the status line
 */
record SipText(String start, List<Header> headers, String body) {
  private static final String END = "\r\n";
  private static final int MOST_HEADERS = 100;

  /** RFC 3261 §7.3.3 and §20. */
  private static final Map<String, String> COMPACT =
      Map.of(
          "c", "content-type",
          "e", "content-encoding",
          "f", "from",
          "i", "call-id",
          "k", "supported",
          "l", "content-length",
          "m", "contact",
          "s", "subject",
          "t", "to",
          "v", "via");

  /**
   * @param name in lower case and not abbreviated
   * @param line as it came
   */
  record Header(String name, String value, String line) {
    /** The same header with another value. */
    Header saying(String other) {
      return new Header(name, other, line.substring(0, line.indexOf(':')) + ": " + other);
    }
  }

  SipText {
    headers = List.copyOf(headers);
  }

  /** Empty when the text is no such message. */
  static Optional<SipText> of(String text) {
    int blank = text.indexOf(END + END);
    if (blank < 0) {
      return Optional.empty();
    }
    String[] lines = text.substring(0, blank).split(END, -1);
    if (lines.length > MOST_HEADERS || Stream.of(lines).anyMatch(SipText::isAmbiguous)) {
      return Optional.empty();
    }
    List<Header> headers = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = colon < 0 ? "" : lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (!name.matches("[a-z0-9.!%*_+`'~-]{1,64}")) {
        return Optional.empty();
      }
      headers.add(
          new Header(
              COMPACT.getOrDefault(name, name), lines[i].substring(colon + 1).strip(), lines[i]));
    }
    var message = new SipText(lines[0], headers, text.substring(blank + 2 * END.length()));
    return message.endsWhereItSays() ? Optional.of(message) : Optional.empty();
  }

  /** Empty or folded, or with a control character that some take for the end of a line. */
  private static boolean isAmbiguous(String line) {
    return line.isEmpty()
        || Character.isWhitespace(line.charAt(0))
        || line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f);
  }

  private boolean endsWhereItSays() {
    List<String> lengths = values("content-length");
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return lengths.size() == 1 && lengths.getFirst().equals(String.valueOf(length));
  }

  /** The values of a header, in order. */
  List<String> values(String name) {
    return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).toList();
  }

  boolean isResponse() {
    return start.startsWith("SIP/2.0 ");
  }

  /** The code of a response; 0 for anything else. */
  int code() {
    return isResponse() && start.matches("SIP/2\\.0 [1-6][0-9]{2} .*")
        ? Integer.parseInt(start.substring(8, 11))
        : 0;
  }

  /** The method of a request; empty for anything else. */
  String method() {
    return start.matches("[A-Z]{1,20} sips?:[!-~]{1,255} SIP/2\\.0")
        ? start.substring(0, start.indexOf(' '))
        : "";
  }

  SipText with(List<Header> others) {
    return new SipText(start, others, body);
  }

  /** The message as it is sent. */
  String text() {
    return Stream.concat(Stream.of(start), headers.stream().map(Header::line))
        .collect(Collectors.joining(END, "", END + END + body));
  }
}
