package dev.hookswitch.simulators.freeswitch;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Session descriptions in the shape that FreeSWITCH gives them (verto.md §9): no BUNDLE, no mid,
 * offers as {@code RTP/SAVPF}. Those of its own carry no candidate, because nobody listens: a
 * browser keeps looking for a way instead of giving the call up.
 */
public final class Sdp {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HexFormat FINGERPRINT = HexFormat.ofDelimiter(":").withUpperCase();
  private static final Pattern RTPMAP = Pattern.compile("a=rtpmap:(\\d+) ([^/]+)/.*");

  private Sdp() {}

  /** What the switch offers to a called phone. */
  public static String offer() {
    return head()
        + """
        m=audio 16384 RTP/SAVPF 102 0 8
        a=rtpmap:102 opus/48000/2
        a=fmtp:102 useinbandfec=1
        a=rtpmap:0 PCMU/8000
        a=rtpmap:8 PCMA/8000
        """
            .replace("\n", "\r\n")
        + transport("actpass");
  }

  /** The switch's answer: one codec and telephone-event for sound, everything else refused. */
  public static String answer(String offer) {
    StringBuilder answer = new StringBuilder(head());
    boolean sound = false;
    for (List<String> section : sections(offer)) {
      String[] words = section.getFirst().split(" ");
      if (words[0].equals("m=audio") && words.length > 3 && !sound) {
        sound = true;
        String chosen = payload(section, "opus").orElse(words[3]);
        Optional<String> tones = payload(section, "telephone-event");
        answer
            .append("m=audio 16384 UDP/TLS/RTP/SAVPF ")
            .append(chosen)
            .append(tones.map(type -> " " + type).orElse(""))
            .append("\r\n");
        section.stream()
            .filter(line ->
                line.startsWith("a=rtpmap:" + chosen + " ")
                    || tones.map(type -> line.startsWith("a=rtpmap:" + type + " ")).orElse(false))
            .forEach(line -> answer.append(line).append("\r\n"));
        answer.append(transport("active"));
      } else if (words.length > 3) {
        answer
            .append(words[0] + " 0 UDP/TLS/RTP/SAVPF " + words[3] + "\r\n")
            .append("a=inactive\r\n");
      }
    }
    return answer.toString();
  }

  /** A browser's offer as the called browser gets it. */
  public static String relayedOffer(String offer) {
    return unbundled(offer).replace(" UDP/TLS/RTP/SAVPF ", " RTP/SAVPF ");
  }

  /** A browser's answer as the calling browser gets it. */
  public static String relayedAnswer(String answer) {
    return unbundled(answer);
  }

  private static String unbundled(String sdp) {
    return sdp.lines()
        .filter(line ->
            !line.startsWith("a=group:BUNDLE")
                && !line.startsWith("a=mid:")
                && !line.endsWith("sdes:mid"))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String head() {
    return """
    v=0
    o=FreeSWITCH 1700000000 1700000001 IN IP4 127.0.0.1
    s=FreeSWITCH
    c=IN IP4 127.0.0.1
    t=0 0
    """
        .replace("\n", "\r\n");
  }

  private static String transport(String setup) {
    return """
    a=fingerprint:sha-256 %s
    a=setup:%s
    a=rtcp-mux
    a=ice-ufrag:%s
    a=ice-pwd:%s
    a=ptime:20
    a=sendrecv
    """
        .formatted(FINGERPRINT.formatHex(random(32)), setup, hex(8), hex(12))
        .replace("\n", "\r\n");
  }

  private static Optional<String> payload(List<String> section, String codec) {
    return section.stream()
        .map(RTPMAP::matcher)
        .filter(Matcher::matches)
        .filter(map -> map.group(2).toLowerCase(Locale.ROOT).equals(codec))
        .map(map -> map.group(1))
        .findFirst();
  }

  private static List<List<String>> sections(String sdp) {
    List<List<String>> sections = new ArrayList<>();
    Arrays.stream(sdp.split("\r?\n"))
        .forEach(line -> {
          if (line.startsWith("m=")) {
            sections.add(new ArrayList<>());
          }
          if (!sections.isEmpty()) {
            sections.getLast().add(line);
          }
        });
    return sections;
  }

  private static String hex(int bytes) {
    return HexFormat.of().formatHex(random(bytes));
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
