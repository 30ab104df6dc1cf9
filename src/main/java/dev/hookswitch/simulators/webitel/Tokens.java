package dev.hookswitch.simulators.webitel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The REST credentials of users, which also open recordings (webitel.md §3, §10). */
final class Tokens {
  private static final Duration VALID = Duration.ofDays(1);

  /** What a user shows. */
  record Token(String key, String token, String account, Instant expires) {
    @Override
    public String toString() {
      return "token of " + account;
    }
  }

  /** What a shown token is worth. */
  enum Worth {
    GOOD,
    EXPIRED,
    UNKNOWN
  }

  private final Map<String, Token> byAccount = new HashMap<>();

  /** A token that is good for a day: the user's last one, if it is still new. */
  Token of(String account, Instant now) {
    Token last = byAccount.get(account);
    if (last != null && last.expires().isAfter(now)) {
      return last;
    }
    Instant expires = now.plus(VALID);
    String claims = "{\"id\":\"%s\",\"exp\":%d}".formatted(account, expires.toEpochMilli());
    String token =
        encoded("{\"typ\":\"JWT\",\"alg\":\"HS256\"}")
            + "."
            + encoded(claims)
            + "."
            + encoded(UUID.randomUUID().toString());
    Token made = new Token(UUID.randomUUID().toString(), token, account, expires);
    byAccount.put(account, made);
    return made;
  }

  Optional<Token> known(String key) {
    return byAccount.values().stream().filter(each -> each.key().equals(key)).findFirst();
  }

  Worth worth(String key, String token, Instant now) {
    return known(key)
        .filter(each -> each.token().equals(token))
        .map(each -> each.expires().isAfter(now) ? Worth.GOOD : Worth.EXPIRED)
        .orElse(Worth.UNKNOWN);
  }

  void expireAll(Instant now) {
    byAccount.replaceAll((_, each) -> new Token(each.key(), each.token(), each.account(), now));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
