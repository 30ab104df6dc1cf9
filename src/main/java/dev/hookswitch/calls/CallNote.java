package dev.hookswitch.calls;

import dev.hookswitch.security.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody noted about a call.
 *
 * @param text may be empty
 * @param result null when nobody chose one
 */
public record CallNote(
    UUID call, String text, @Nullable Result result, UserId changedBy, Instant changedAt) {
  /** In characters. */
  public static final int MAX_LENGTH = 10_000;

  /** What came out of a call. */
  public enum Result {
    OFFER_SENT("offerSent"),
    ORDERED("ordered"),
    SOLVED("solved"),
    INFORMED("informed"),
    PASSED_ON("passedOn"),
    CALL_BACK("callBack"),
    NO_ANSWER("noAnswer"),
    NOT_INTERESTED("notInterested"),
    WRONG_PERSON("wrongPerson");

    private final String key;

    Result(String key) {
      this.key = key;
    }

    /** Message key of its words. */
    public String textKey() {
      return "callp.result." + key;
    }
  }
}
