package dev.hookswitch.messaging.clients;

import dev.hookswitch.messaging.MessagingService;
import dev.hookswitch.phone.Line;
import dev.hookswitch.security.SignedIn;
import dev.hookswitch.security.UserId;
import dev.hookswitch.settings.Lines;
import dev.hookswitch.tms.TmsTokens;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tokens for clients of the Messaging Service that have a session here: {@code POST
 * /api/messaging/tokens} answers {@code {"token": …, "seconds": 300}} for the lines of the user who
 * asks, and 404 for a user who has none there.
 */
@RestController
@ConditionalOnWebApplication
@Profile("!" + MessagingService.ALONE)
class TokenEndpoint {
  /** The phone system whose lines the Messaging Service has. */
  private static final String SYSTEM = "messaging";

  private final Lines lines;
  private final TmsTokens tokens;

  TokenEndpoint(Lines lines, TmsTokens tokens) {
    this.lines = lines;
    this.tokens = tokens;
  }

  /**
   * @param seconds within which it has to be shown
   */
  record Issued(String token, long seconds) {
    @Override
    public String toString() {
      return "Issued[" + seconds + " s]";
    }
  }

  @PostMapping("/api/messaging/tokens")
  public ResponseEntity<Issued> issue() {
    UserId user = SignedIn.id();
    List<Line> own =
        lines.linesOf(user).stream().filter(line -> line.system().equals(SYSTEM)).toList();
    if (own.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    String token = tokens.issue(user.value().toString(), own);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Issued(token, TmsTokens.VALID.toSeconds()));
  }
}
