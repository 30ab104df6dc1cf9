package dev.hookswitch.line;

import dev.hookswitch.phone.MediaSignal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a page may send to another page or to a phone system. It runs in a browser that the server
 * does not control, so size and form are bounded here; the receiver parses the rest.
 */
public final class SignalRules {
  static final int MAX_DESCRIPTION_BYTES = 64 * 1024;
  static final int MAX_CANDIDATE_CHARS = 1024;
  public static final int MAX_CANDIDATES = 200;
  private static final int MAX_MEDIA_SECTIONS = 4;

  /** RFC 8839 §5.1, without a meaning for the extensions; an empty line ends the candidates. */
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?:a=)?candidate:[A-Za-z0-9+/]{1,32}+ [0-9]{1,5}+ [A-Za-z0-9-]{1,16}+ [0-9]{1,10}+"
              + " [A-Za-z0-9.:%_-]{1,255}+ [0-9]{1,5}+ typ (?:host|srflx|prflx|relay)"
              + "(?: [!-~]++)*+");

  private static final Pattern MID = Pattern.compile("[!-~]{0,64}");
  private static final Pattern MEDIA_SECTION = Pattern.compile("^m=", Pattern.MULTILINE);

  private SignalRules() {}

  public static boolean acceptable(MediaSignal.Description description) {
    String sdp = description.sdp();
    return sdp.startsWith("v=0")
        && sdp.length() <= MAX_DESCRIPTION_BYTES
        && sdp.getBytes(StandardCharsets.UTF_8).length <= MAX_DESCRIPTION_BYTES
        && MEDIA_SECTION.matcher(sdp).results().limit(MAX_MEDIA_SECTIONS + 1L).count()
            <= MAX_MEDIA_SECTIONS;
  }

  public static boolean acceptable(MediaSignal.Candidate candidate) {
    String text = candidate.candidate();
    return text.length() <= MAX_CANDIDATE_CHARS
        && (text.isEmpty() || CANDIDATE.matcher(text).matches())
        && MID.matcher(candidate.sdpMid()).matches()
        && candidate.sdpMLineIndex() >= 0
        && candidate.sdpMLineIndex() < MAX_MEDIA_SECTIONS;
  }
}
