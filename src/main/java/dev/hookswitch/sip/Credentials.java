package dev.hookswitch.sip;

import dev.hookswitch.phone.SipAccount;
import dev.hookswitch.sip.Digest.Algorithm;
import dev.hookswitch.sip.SipText.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers in a page's place when the phone system asks for the password: the page answers with a
 * password that is none, and the right response takes the place of its own. Only what the phone
 * system has asked on the same connection is answered. Used by one thread at a time.
 *
 * <p>JsSIP knows MD5 alone. A challenge by SHA-256 is shown to it as one by MD5, and what it says
 * to that is answered by SHA-256.
 */
final class Credentials {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G\\s*([A-Za-z0-9-]{1,32})\\s*=\\s*(\"[^\"\\\\]*+\"|[^\",\\s]++)\\s*(?:,|$)");

  /** Open questions are few: one for each request that has not been answered yet. */
  private static final int MOST_CHALLENGES = 16;

  private final SipAccount account;
  private final Map<String, Algorithm> challenges =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Algorithm> eldest) {
          return size() > MOST_CHALLENGES;
        }
      };

  Credentials(SipAccount account) {
    this.account = account;
  }

  /** A message of the phone system as the page gets it. */
  SipText asked(SipText message) {
    if (message.code() != 401 && message.code() != 407) {
      return message;
    }
    List<Header> shown = new ArrayList<>();
    boolean asked = false;
    for (Header header : message.headers()) {
      if (!header.name().equals("www-authenticate")
          && !header.name().equals("proxy-authenticate")) {
        shown.add(header);
      } else if (!asked) { // the first that is understood, as RFC 8760 §2.4 wants it
        Optional<Header> challenge = challenged(header);
        challenge.ifPresent(shown::add);
        asked = challenge.isPresent();
      }
    }
    return message.with(shown);
  }

  private Optional<Header> challenged(Header header) {
    Map<String, String> challenge = digest(header.value());
    Algorithm algorithm = Algorithm.of(unquoted(challenge.get("algorithm"))).orElse(null);
    String nonce = unquoted(challenge.get("nonce"));
    if (algorithm == null || nonce == null) {
      return Optional.empty();
    }
    challenges.put(nonce, algorithm);
    challenge.put("algorithm", Algorithm.MD5.token());
    return Optional.of(header.saying(written(challenge)));
  }

  /**
   * A request of the page with the right answers.
   *
   * @return empty when it answers a question that nobody asked, or for somebody else
   */
  Optional<SipText> answered(SipText request) {
    List<Header> sent = new ArrayList<>();
    for (Header header : request.headers()) {
      if (!header.name().equals("authorization") && !header.name().equals("proxy-authorization")) {
        sent.add(header);
        continue;
      }
      Optional<Header> right = answer(request.method(), header);
      if (right.isEmpty()) {
        return Optional.empty();
      }
      sent.add(right.get());
    }
    return Optional.of(request.with(sent));
  }

  private Optional<Header> answer(String method, Header header) {
    Map<String, String> said = digest(header.value());
    String realm = unquoted(said.get("realm"));
    String nonce = unquoted(said.get("nonce"));
    String uri = unquoted(said.get("uri"));
    String qop = unquoted(said.get("qop"));
    String count = unquoted(said.get("nc"));
    String clientNonce = unquoted(said.get("cnonce"));
    Algorithm algorithm = nonce == null ? null : challenges.get(nonce);
    boolean plain = qop == null;
    boolean counted = "auth".equals(qop) && count != null && clientNonce != null;
    if (nonce == null
        || algorithm == null
        || realm == null
        || uri == null
        || !account.user().equals(unquoted(said.get("username")))
        || !(plain || counted)) {
      return Optional.empty();
    }
    Digest.Auth auth =
        count == null || clientNonce == null || plain ? null : new Digest.Auth(count, clientNonce);
    String response =
        Digest.response(
            algorithm, account.user(), realm, account.password(), method, uri, nonce, auth);
    said.put("algorithm", algorithm.token());
    said.put("response", '"' + response + '"');
    return Optional.of(header.saying(written(said)));
  }

  /** The parameters by their names in lower case, quoted as they came; empty for other schemes. */
  private static Map<String, String> digest(String value) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!value.regionMatches(true, 0, "Digest ", 0, 7)) {
      return parameters;
    }
    String rest = value.substring(7);
    Matcher matcher = PARAMETER.matcher(rest);
    int end = 0;
    while (matcher.find()) {
      if (parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2)) != null) {
        return new LinkedHashMap<>();
      }
      end = matcher.end();
    }
    return end == rest.length() ? parameters : new LinkedHashMap<>();
  }

  private static @Nullable String unquoted(@Nullable String value) {
    return value != null && value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
  }

  private static String written(Map<String, String> parameters) {
    var text = new StringBuilder("Digest ");
    parameters.forEach((name, value) -> text.append(name).append('=').append(value).append(", "));
    text.setLength(text.length() - 2);
    return text.toString();
  }
}
